import type { RecognisedDevice } from '../../shared/domain/device.ts';
import { defineCheck, type Judgement, mayBe } from './check.ts';

/** Nothing is connected that does not belong here, and nothing whose identity stays open. */
export const unexpectedVrDevice = defineCheck({
  id: 'unexpected-vr-device',
  needs: ['usb'],
  causes: ['unexpected-device', 'unknown-device'],
  judge({ recognition }, { station, catalogue }) {
    const room = new Map((station?.expected ?? []).map(({ model, count }) => [model, count]));
    const learned = (station?.expected ?? null) !== null;
    const place = (device: RecognisedDevice): boolean => {
      const model = [...room].find(([id, left]) => left > 0 && mayBe(device, id, catalogue))?.[0];
      if (model !== undefined) room.set(model, room.get(model)! - 1);
      return model !== undefined;
    };
    // Settled devices take their place first, so that an unsettled one only gets what is left.
    const ordered = recognition.devices.toSorted((a, b) => a.candidates.length - b.candidates.length);
    return ordered.flatMap((device): Judgement[] => {
      const { subject, candidates } = device;
      if (learned && place(device)) return [{ outcome: 'pass', subject }];
      const names = candidates.map((id) => catalogue.models.get(id)?.name ?? id);
      if (device.model === 'unknown' || device.kind === 'unknown')
        return [{ outcome: 'warn', subject, evidence: { candidates: names }, cause: 'unknown-device' }];
      return learned ? [{ outcome: 'warn', subject, cause: 'unexpected-device' }] : [];
    });
  },
});
