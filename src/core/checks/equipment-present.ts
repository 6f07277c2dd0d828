import type { DeviceKind, DevicePart } from '../../shared/domain/device.ts';
import type { Model } from '../published/catalogue.ts';
import { equipmentSeen } from './assign-equipment.ts';
import { defineCheck, type Judgement } from './check.ts';

/** Kinds whose presence a check of their own judges. */
const JUDGED_ELSEWHERE: ReadonlySet<DeviceKind> = new Set(['headset', 'glasses', 'controller', 'dongle']);

/** Radio trackers and base stations are on USB only while somebody charges or updates them: absence proves no fault. */
const isSeldomOnUsb = ({ kind, connection }: Model): boolean => kind === 'base-station' || connection !== 'tethered';

const isMissing = ({ key, need }: DevicePart): boolean => key === null && need === 'essential';

const CAUSES = [
  'equipment-not-seen',
  'equipment-seldom-on-usb',
  'model-not-in-catalogue',
  'identity-open',
  'equipment-incomplete',
] as const;
type Judged = Judgement<(typeof CAUSES)[number]>;

/** Every other piece of expected equipment is connected: trackers, cameras, base stations, accessories. */
export const equipmentPresent = defineCheck({
  id: 'equipment-present',
  number: 8,
  needs: ['usb'],
  causes: CAUSES,
  judge({ recognition }, context) {
    const seen = equipmentSeen(recognition.devices, context);
    return (context.station?.expected ?? []).flatMap(({ model, count }): Judged[] => {
      const known = context.catalogue.models.get(model);
      const subject = `${model}@station`;
      if (known === undefined)
        return [{ outcome: 'unknown', subject, evidence: { model, expected: count }, cause: 'model-not-in-catalogue' }];
      if (JUDGED_ELSEWHERE.has(known.kind)) return [];
      const found = seen.get(model)!.length;
      const evidence = { model: known.name, expected: count, found };
      const broken = seen.get(model)!.find(({ parts }) => parts.some(isMissing));
      if (found >= count && broken !== undefined) {
        const missing = broken.parts.filter(isMissing).map(({ role }) => role);
        return [
          {
            outcome: 'fail',
            subject: broken.subject,
            evidence: { model: known.name, missing },
            cause: 'equipment-incomplete',
          },
        ];
      }
      if (found >= count) return [{ outcome: 'pass', subject, evidence }];
      // Some show a shared id until their own software has loaded the firmware.
      if (recognition.sharedIdDevices.some(({ candidates }) => candidates.includes(model)))
        return [{ outcome: 'unknown', subject, evidence, cause: 'identity-open' }];
      return isSeldomOnUsb(known)
        ? [{ outcome: 'warn', subject, evidence, cause: 'equipment-seldom-on-usb' }]
        : [{ outcome: 'fail', subject, evidence, cause: 'equipment-not-seen' }];
    });
  },
});
