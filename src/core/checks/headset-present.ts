import type { RecognisedDevice } from '../../shared/domain/device.ts';
import { assignEquipment, equipmentSeen } from './assign-equipment.ts';
import { connectedHeadsets, defineCheck, hasHeadsetPiece, isHeadset, type Judgement } from './check.ts';

/** Expected headsets are connected. A PC whose equipment was never learned is expected to have one at least. */
export const headsetPresent = defineCheck({
  id: 'headset-present',
  needs: ['usb'],
  causes: ['no-headset-seen', 'headset-not-seen', 'headset-behind-link-box', 'identity-open'],
  judge({ recognition }, context) {
    const { station, catalogue } = context;
    if (station === null || station.expected === null) return judgeAny(recognition.devices);
    const seen = equipmentSeen(recognition.devices, context);
    const wanted = station.expected.filter(({ model }) =>
      isHeadset(catalogue.models.get(model) ?? { kind: 'unknown' }),
    );
    const absent = wanted.map(({ model, count }) => ({ model, count: count - seen.get(model)!.length }));
    const boxes = assignEquipment(recognition.devices.filter(isLonelyLinkBox), absent, catalogue);
    return wanted.map(({ model, count }): Judgement => {
      const found = seen.get(model)!.length;
      const subject = `${model}@station`;
      const evidence = { model: catalogue.models.get(model)?.name ?? model, expected: count, found };
      if (found >= count) return { outcome: 'pass', subject, evidence };
      const [linkBox] = boxes.get(model)!;
      return linkBox === undefined
        ? { outcome: 'fail', subject, evidence, cause: 'headset-not-seen' }
        : { outcome: 'fail', subject: linkBox.subject, evidence, cause: 'headset-behind-link-box' };
    });
  },
});

const isLonelyLinkBox = (device: RecognisedDevice) => isHeadset(device) && !hasHeadsetPiece(device);

function judgeAny(devices: readonly RecognisedDevice[]): Judgement[] {
  const connected = connectedHeadsets(devices);
  if (connected.length > 0)
    return [{ outcome: 'pass', subject: 'station', evidence: { found: connected.map(({ subject }) => subject) } }];
  const linkBox = devices.find(isLonelyLinkBox);
  if (linkBox !== undefined) return [{ outcome: 'fail', subject: linkBox.subject, cause: 'headset-behind-link-box' }];
  const open = devices.find((device) => device.model === 'unknown');
  if (open !== undefined) return [{ outcome: 'unknown', subject: open.subject, cause: 'identity-open' }];
  return [{ outcome: 'fail', subject: 'station', cause: 'no-headset-seen' }];
}
