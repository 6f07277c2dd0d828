import { assignEquipment } from './assign-equipment.ts';
import { defineCheck, type Judgement } from './check.ts';

/** Nothing is connected that does not belong here, and nothing whose identity stays open. */
export const unexpectedVrDevice = defineCheck({
  id: 'unexpected-vr-device',
  needs: ['usb'],
  causes: ['unexpected-device', 'unknown-device'],
  judge({ recognition }, { station, catalogue }) {
    const expected = station?.expected ?? null;
    const seated = assignEquipment(recognition.devices, expected ?? [], catalogue);
    const belonging = new Set([...seated.values()].flat());
    const ordered = recognition.devices.toSorted((a, b) => a.candidates.length - b.candidates.length);
    return ordered.flatMap((device): Judgement[] => {
      const { subject, candidates } = device;
      if (belonging.has(device)) return [{ outcome: 'pass', subject }];
      const names = candidates.map((id) => catalogue.models.get(id)?.name ?? id);
      if (device.model === 'unknown' || device.kind === 'unknown')
        return [{ outcome: 'warn', subject, evidence: { candidates: names }, cause: 'unknown-device' }];
      return expected !== null ? [{ outcome: 'warn', subject, cause: 'unexpected-device' }] : [];
    });
  },
});
