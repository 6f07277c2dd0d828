import type { RecognisedDevice } from '../../shared/domain/device.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import {
  type CheckContext,
  connectedHeadsets,
  defineCheck,
  hasHeadsetPiece,
  isHeadset,
  isLinkBoxOnly,
  type Judgement,
  mayBe,
  nameOf,
} from './check.ts';

/** Expected headsets are connected. A PC whose equipment was never learned is expected to have one at least. */
export const headsetPresent = defineCheck({
  id: 'headset-present',
  needs: ['usb'],
  causes: ['no-headset-seen', 'headset-not-seen', 'headset-behind-link-box', 'identity-open', 'station-unreadable'],
  judge({ recognition }, context) {
    const problem = context.stationProblem ?? null;
    if (problem !== null) return [judgeUnreadable(problem)];
    const expected = context.station?.expected ?? null;
    if (expected === null) return judgeAny(recognition.devices);
    return expected
      .filter(({ model }) => isHeadset(context.catalogue.models.get(model) ?? { kind: 'unknown' }))
      .map(({ model, count }) => judgeExpected(model, count, recognition.devices, context));
  },
});

const judgeUnreadable = ({ params }: Problem): Judgement => ({
  outcome: 'unknown',
  subject: 'station',
  evidence: { file: params['file'] ?? null },
  cause: 'station-unreadable',
});

function judgeAny(devices: readonly RecognisedDevice[]): Judgement[] {
  const connected = connectedHeadsets(devices);
  if (connected.length > 0)
    return [{ outcome: 'pass', subject: 'station', evidence: { found: connected.map(nameOf) } }];
  const linkBox = devices.find(isLinkBoxOnly);
  if (linkBox !== undefined) return [{ outcome: 'fail', subject: linkBox.subject, cause: 'headset-behind-link-box' }];
  const open = devices.find((device) => device.model === 'unknown');
  if (open !== undefined) return [{ outcome: 'unknown', subject: open.subject, cause: 'identity-open' }];
  return [{ outcome: 'fail', subject: 'station', cause: 'no-headset-seen' }];
}

function judgeExpected(
  model: string,
  count: number,
  devices: readonly RecognisedDevice[],
  { catalogue }: CheckContext,
): Judgement {
  const alike = devices.filter((device) => mayBe(device, model, catalogue));
  const found = alike.filter(hasHeadsetPiece);
  const evidence = { model: catalogue.models.get(model)?.name ?? model, expected: count, found: found.length };
  if (found.length >= count) return { outcome: 'pass', subject: `${model}@station`, evidence };
  const linkBox = alike.find(isLinkBoxOnly);
  if (linkBox !== undefined)
    return { outcome: 'fail', subject: linkBox.subject, evidence, cause: 'headset-behind-link-box' };
  const open = alike.find((device) => device.model === 'unknown' && !hasHeadsetPiece(device));
  if (open !== undefined) return { outcome: 'unknown', subject: open.subject, evidence, cause: 'identity-open' };
  return { outcome: 'fail', subject: `${model}@station`, evidence, cause: 'headset-not-seen' };
}
