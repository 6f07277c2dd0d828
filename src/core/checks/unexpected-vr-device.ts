import { assignEquipment } from './assign-equipment.ts';
import { defineCheck, type Judgement } from './check.ts';
import { isOnlyMaybe } from './headsets.ts';

const CAUSES = ['unexpected-device', 'unknown-device', 'device-not-listed', 'model-not-confirmed'] as const;
type Judged = Judgement<(typeof CAUSES)[number]>;

/** Nothing is connected that does not belong here, and nothing whose identity stays open. */
export const unexpectedVrDevice = defineCheck({
  id: 'unexpected-vr-device',
  number: 12,
  needs: ['usb'],
  causes: CAUSES,
  judge({ recognition }, { station, catalogue }) {
    const expected = station?.expected ?? null;
    const seated = assignEquipment(recognition.devices, expected ?? [], catalogue);
    const places = new Map(
      [...seated].flatMap(([model, devices]) => devices.map((device) => [device, model] as const)),
    );
    const nameOf = (id: string) => catalogue.models.get(id)?.name ?? id;
    const ordered = recognition.devices.toSorted((a, b) => a.candidates.length - b.candidates.length);
    return ordered.flatMap((device): Judged[] => {
      const { subject, candidates } = device;
      const place = places.get(device);
      if (place !== undefined && isOnlyMaybe(device, place))
        return [{ outcome: 'warn', subject, evidence: { model: nameOf(place) }, cause: 'model-not-confirmed' }];
      if (place !== undefined) return [{ outcome: 'pass', subject }];
      const isNamed = catalogue.models.get(device.model)?.named ?? false;
      if (candidates.length === 0 && !isNamed) return [{ outcome: 'warn', subject, cause: 'device-not-listed' }];
      if (!isNamed || device.kind === 'unknown')
        return [
          { outcome: 'warn', subject, evidence: { candidates: candidates.map(nameOf) }, cause: 'unknown-device' },
        ];
      return expected !== null ? [{ outcome: 'warn', subject, cause: 'unexpected-device' }] : [];
    });
  },
});
