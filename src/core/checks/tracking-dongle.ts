import { isSuperSpeed } from '../devices/topology.ts';
import { equipmentSeen } from './assign-equipment.ts';
import { defineCheck, type Judgement } from './check.ts';
import { connectedHeadsets, isBlocked } from './headsets.ts';

const CAUSES = ['radio-missing', 'dongle-not-seen'] as const;
type Judged = Judgement<(typeof CAUSES)[number]>;

/** The radios by which controllers and trackers reach the PC are there: inside the headset, or as dongles. */
export const trackingDongle = defineCheck({
  id: 'tracking-dongle',
  number: 6,
  needs: ['usb'],
  causes: CAUSES,
  judge({ recognition }, context) {
    const { devices } = recognition;
    const { station, catalogue } = context;
    const standing = equipmentSeen(devices, context);
    const inside = connectedHeadsets(devices).flatMap((device): Judged[] => {
      const radios = device.parts.filter((part) => part.role === 'radio');
      const needed = radios.filter((part) => part.need !== 'optional');
      // Radios are USB 2 devices: where that whole half is missing, it is not the radios that are at fault.
      const usb2Answers = device.parts.some((part) => part.key !== null && !isSuperSpeed(part));
      if (needed.length === 0 || !usb2Answers || isBlocked(device, catalogue)) return [];
      const found = needed.filter((part) => part.key !== null).length;
      const evidence = { expected: needed.length, found };
      const { subject } = device;
      if (found === needed.length) return [{ outcome: 'pass', subject, evidence }];
      return [{ outcome: found === 0 ? 'fail' : 'warn', subject, evidence, cause: 'radio-missing' }];
    });
    const dongles = (station?.expected ?? [])
      .filter(({ model }) => catalogue.models.get(model)?.kind === 'dongle')
      .map(({ model, count }): Judged => {
        const found = standing.get(model)!.length;
        const subject = `${model}@station`;
        const evidence = { model: catalogue.models.get(model)?.name ?? model, expected: count, found };
        return found >= count
          ? { outcome: 'pass', subject, evidence }
          : { outcome: 'fail', subject, evidence, cause: 'dongle-not-seen' };
      });
    return [...inside, ...dongles];
  },
});
