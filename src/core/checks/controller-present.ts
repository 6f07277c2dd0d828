import { equipmentSeen } from './assign-equipment.ts';
import { defineCheck, type Judgement } from './check.ts';
import { connectedHeadsets } from './headsets.ts';

const CAUSES = ['controller-not-seen', 'controller-asleep', 'controllers-not-visible'] as const;
type Judged = Judgement<(typeof CAUSES)[number]>;

/** Expected controllers are seen. Most controllers talk to the headset by radio and never show on the PC. */
export const controllerPresent = defineCheck({
  id: 'controller-present',
  number: 7,
  needs: ['usb', 'hid'],
  causes: CAUSES,
  judge({ recognition }, context) {
    const { devices } = recognition;
    const { station, catalogue } = context;
    const standing = equipmentSeen(devices, context);
    const expected = (station?.expected ?? []).filter(
      ({ model }) => catalogue.models.get(model)?.kind === 'controller',
    );
    const judged = expected.map(({ model, count }): Judged => {
      const found = standing.get(model)!.length;
      const known = catalogue.models.get(model);
      const subject = `${model}@station`;
      const evidence = { model: known?.name ?? model, expected: count, found };
      if (found >= count) return { outcome: 'pass', subject, evidence };
      // A Bluetooth controller leaves the list when it sleeps: absence is no proof of a fault.
      return known?.connection === 'bluetooth'
        ? { outcome: 'warn', subject, evidence, cause: 'controller-asleep' }
        : { outcome: 'fail', subject, evidence, cause: 'controller-not-seen' };
    });
    if (judged.length > 0) return judged;
    const seen = devices.filter((device) => device.kind === 'controller');
    if (seen.length > 0)
      return [{ outcome: 'pass', subject: 'station', evidence: { found: seen.map(({ subject }) => subject) } }];
    return connectedHeadsets(devices)
      .filter((device) => catalogue.models.get(device.model)?.wirelessControllers)
      .map(({ subject }) => ({ outcome: 'not-applicable', subject, cause: 'controllers-not-visible' }));
  },
});
