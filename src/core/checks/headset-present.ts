import type { RecognisedDevice } from '../../shared/domain/device.ts';
import type { ExpectedDevice } from '../../shared/domain/station.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import { assignEquipment, equipmentSeen } from './assign-equipment.ts';
import {
  type CheckContext,
  connectedHeadsets,
  defineCheck,
  hasHeadsetPiece,
  isHeadset,
  isLinkBoxOnly,
  type Judgement,
  mayBe,
} from './check.ts';

/** Expected headsets are connected. A PC whose equipment was never learned is expected to have one at least. */
export const headsetPresent = defineCheck({
  id: 'headset-present',
  needs: ['usb'],
  causes: ['no-headset-seen', 'headset-not-seen', 'headset-behind-link-box', 'identity-open', 'station-unreadable'],
  judge({ recognition }, context) {
    const problem = context.stationProblem ?? null;
    if (problem !== null) return [judgeUnreadable(problem)];
    const { station } = context;
    if (station === null || station.expected === null) return judgeAny(recognition.devices);
    return judgeExpected(station.expected, recognition.devices, context);
  },
});

const judgeUnreadable = ({ params }: Problem): Judgement => ({
  outcome: 'unknown',
  subject: 'station',
  evidence: { file: params['file'] ?? null },
  cause: 'station-unreadable',
});

function judgeExpected(
  expected: readonly ExpectedDevice[],
  devices: readonly RecognisedDevice[],
  context: CheckContext,
): Judgement[] {
  const { catalogue } = context;
  const seen = equipmentSeen(devices, context);
  const wanted = expected.filter(({ model }) => isHeadset(catalogue.models.get(model) ?? { kind: 'unknown' }));
  const absent = wanted.map(({ model, count }) => ({ model, count: count - seen.get(model)!.length }));
  const boxes = assignEquipment(devices.filter(isLinkBoxOnly), absent, catalogue);
  return wanted.map(({ model, count }): Judgement => {
    const found = seen.get(model)!.length;
    const subject = `${model}@station`;
    const evidence = { model: catalogue.models.get(model)?.name ?? model, expected: count, found };
    if (found >= count) return { outcome: 'pass', subject, evidence };
    const [linkBox] = boxes.get(model)!;
    if (linkBox !== undefined)
      return { outcome: 'fail', subject: linkBox.subject, evidence, cause: 'headset-behind-link-box' };
    const open = devices.find(
      (device) => device.model === 'unknown' && !hasHeadsetPiece(device) && mayBe(device, model, catalogue),
    );
    return open === undefined
      ? { outcome: 'fail', subject, evidence, cause: 'headset-not-seen' }
      : { outcome: 'unknown', subject: open.subject, evidence, cause: 'identity-open' };
  });
}

function judgeAny(devices: readonly RecognisedDevice[]): Judgement[] {
  const connected = connectedHeadsets(devices);
  if (connected.length > 0)
    return [{ outcome: 'pass', subject: 'station', evidence: { found: connected.map(({ subject }) => subject) } }];
  const linkBox = devices.find(isLinkBoxOnly);
  if (linkBox !== undefined) return [{ outcome: 'fail', subject: linkBox.subject, cause: 'headset-behind-link-box' }];
  const open = devices.find((device) => device.model === 'unknown');
  if (open !== undefined) return [{ outcome: 'unknown', subject: open.subject, cause: 'identity-open' }];
  return [{ outcome: 'fail', subject: 'station', cause: 'no-headset-seen' }];
}
