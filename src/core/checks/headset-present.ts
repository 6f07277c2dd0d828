import { civilDateOf, daysBetween, formatInstant } from '../../shared/beijing-time.ts';
import type { CheckEvidence } from '../../shared/domain/check-terms.ts';
import type { RecognisedDevice } from '../../shared/domain/device.ts';
import { type Problem, problemParam } from '../../shared/domain/problem.ts';
import type { ExpectedDevice } from '../../shared/domain/station.ts';
import type { UsbFacts } from '../../shared/domain/usb-facts.ts';
import type { Recognition, SharedIdDevice } from '../devices/recognise.ts';
import type { Candidacy } from '../published/catalogue.ts';
import { assignEquipment, equipmentSeen } from './assign-equipment.ts';
import { isBehind } from '../devices/topology.ts';
import { type CheckContext, type Judgement, defineCheck } from './check.ts';
import {
  carrierCause,
  connectedHeadsets,
  hasHeadsetPiece,
  isBlocked,
  isCarrierOnly,
  isHeadset,
  isOnlyMaybe,
  mayBe,
} from './headsets.ts';

const CAUSES = [
  'no-headset-seen',
  'headset-not-seen',
  'device-not-answering',
  'headset-gone',
  'hub-failed',
  'headset-behind-link-box',
  'headset-behind-cable',
  'headset-maybe-in-bootloader',
  'model-not-confirmed',
  'identity-open',
  'device-not-listed',
  'station-unreadable',
] as const;
type Judged = Judgement<(typeof CAUSES)[number]>;

/** Expected headsets are connected. A PC whose equipment was never learned is expected to have one at least. */
export const headsetPresent = defineCheck({
  id: 'headset-present',
  number: 1,
  needs: ['usb'],
  causes: CAUSES,
  judge({ recognition, usb }, context) {
    const problem = context.stationProblem ?? null;
    if (problem !== null) return [judgeUnreadable(problem)];
    const { station } = context;
    if (station === null || station.expected === null) return judgeAny(recognition, usb, context);
    return judgeExpected(station.expected, recognition, usb, context);
  },
});

const judgeUnreadable = (problem: Problem): Judged => ({
  outcome: 'unknown',
  subject: 'station',
  evidence: { file: problemParam(problem, 'file') ?? null },
  cause: 'station-unreadable',
});

function judgeExpected(
  expected: readonly ExpectedDevice[],
  { devices, sharedIdDevices }: Recognition,
  usb: UsbFacts,
  context: CheckContext,
): Judged[] {
  const { catalogue } = context;
  const seen = equipmentSeen(devices, context);
  const wanted = expected.filter(({ model }) => isHeadset(catalogue.models.get(model) ?? { kind: 'unknown' }));
  const absent = wanted.map(({ model, count }) => ({ model, count: count - seen.get(model)!.length }));
  const carriers = assignEquipment(devices.filter(isCarrierOnly), absent, catalogue);
  return wanted.map(({ model, count }): Judged => {
    const found = seen.get(model)!.length;
    const subject = `${model}@station`;
    const evidence = { model: catalogue.models.get(model)?.name ?? model, expected: count, found };
    const unsure = seen.get(model)!.find((device) => isOnlyMaybe(device, model));
    if (found >= count && unsure !== undefined)
      return { outcome: 'warn', subject: unsure.subject, evidence, cause: 'model-not-confirmed' };
    if (found >= count) return { outcome: 'pass', subject, evidence };
    const [carrier] = carriers.get(model)!;
    if (carrier !== undefined)
      return { outcome: 'fail', subject: carrier.subject, ...whyBehind(carrier, evidence, context) };
    const open = devices.find((device) => device.model === 'unknown' && mayBeAbsent(device, model, context));
    if (open !== undefined) return { outcome: 'unknown', subject: open.subject, evidence, cause: openCause(open) };
    const suspect = sharedIdDevices.find(({ candidates }) => candidates.some((id) => isOrCovers(id, model, context)));
    const { cause, evidence: more } = whyNotSeen(usb, context, (it) => isOrCovers(it.model.id, model, context));
    return suspect === undefined
      ? { outcome: 'fail', subject, evidence: { ...evidence, ...more }, cause: cause ?? 'headset-not-seen' }
      : {
          outcome: 'fail',
          subject,
          evidence: { ...evidence, ...namedIn(suspect) },
          cause: 'headset-maybe-in-bootloader',
        };
  });
}

/** A chip behind the carrier that stopped in its bootloader does answer: it is not the cable. */
const whyBehind = (
  carrier: RecognisedDevice,
  evidence: CheckEvidence,
  { catalogue }: Pick<CheckContext, 'catalogue'>,
): Pick<Judged, 'evidence' | 'cause'> =>
  isBlocked(carrier, catalogue)
    ? {
        evidence: { ...evidence, suspect: `${carrier.name ?? carrier.model} (${carrier.port})` },
        cause: 'headset-maybe-in-bootloader',
      }
    : { evidence, cause: carrierCause(carrier) };

/** A headset that went longer ago was put away: that explains nothing today. */
const GONE_DAYS = 30;

/** What the system says about a headset that is not there: something does not answer in a socket, or it was here before. */
function whyNotSeen(
  { troubledPorts = [], removed = [], silentHubs = [] }: UsbFacts,
  { catalogue, today }: CheckContext,
  isWanted: (candidacy: Candidacy) => boolean,
): { readonly cause: 'device-not-answering' | 'headset-gone' | 'hub-failed' | null; readonly evidence: CheckEvidence } {
  const [silent] = troubledPorts.filter(({ trouble }) => trouble === 'enumeration-failed');
  if (silent !== undefined) return { cause: 'device-not-answering', evidence: { port: silent.key } };
  const gone = removed.find((device) => {
    const candidacies = catalogue.candidaciesOf({ ...device, manufacturer: null, release: null, speed: null });
    const isRecent = daysBetween(civilDateOf(new Date(device.removedAt)), today) <= GONE_DAYS;
    return isRecent && candidacies.some((it) => !it.shared && isWanted(it));
  });
  const failed = silentHubs.filter(({ hasFailed = false }) => hasFailed);
  const hub = gone === undefined ? failed[0] : failed.find(({ key }) => key !== null && isBehind(gone.key ?? '', key));
  if (hub !== undefined) return { cause: 'hub-failed', evidence: { hub: hub.key, detail: hub.reason } };
  if (gone === undefined) return { cause: null, evidence: {} };
  const name = gone.product ?? `${gone.vendorId}:${gone.productId}`;
  return { cause: 'headset-gone', evidence: { suspect: name, port: gone.key, removedAt: toMinute(gone.removedAt) } };
}

/** `2026-11-30 09:45` in UTC+8. */
const toMinute = (instant: string): string => formatInstant(new Date(instant)).slice(0, 16).replace('T', ' ');

const openCause = ({ candidates }: RecognisedDevice) =>
  candidates.length === 0 ? 'device-not-listed' : 'identity-open';

/** An unknown device that stands for nothing yet: it lists the model among its candidates, or comes from its maker. */
function mayBeAbsent(device: RecognisedDevice, model: string, { catalogue }: CheckContext): boolean {
  if (device.candidates.length > 0) return !hasHeadsetPiece(device) && mayBe(device, model, catalogue);
  const known = catalogue.models.get(model);
  return known !== undefined && catalogue.isOfVendor(known, device.vendor);
}

const isOrCovers = (id: string, model: string, { catalogue }: CheckContext): boolean =>
  id === model || (catalogue.models.get(id)?.covers.includes(model) ?? false);

const namedIn = ({ device }: SharedIdDevice) => ({
  suspect: `${device.product ?? `${device.vendorId}:${device.productId}`} (${device.key})`,
});

function judgeAny({ devices, sharedIdDevices }: Recognition, usb: UsbFacts, context: CheckContext): Judged[] {
  const { catalogue } = context;
  const isHeadsetModel = (id: string) => isHeadset(catalogue.models.get(id) ?? { kind: 'unknown' });
  const connected = connectedHeadsets(devices);
  if (connected.length > 0)
    return [{ outcome: 'pass', subject: 'station', evidence: { found: connected.map(({ subject }) => subject) } }];
  const carrier = devices.find(isCarrierOnly);
  if (carrier !== undefined)
    return [{ outcome: 'fail', subject: carrier.subject, ...whyBehind(carrier, {}, { catalogue }) }];
  const open = devices.find((device) => device.model === 'unknown');
  if (open !== undefined) return [{ outcome: 'unknown', subject: open.subject, cause: openCause(open) }];
  const suspect = sharedIdDevices.find(({ candidates }) => candidates.some(isHeadsetModel));
  const { cause, evidence } = whyNotSeen(usb, context, ({ anchor, model }) => anchor && isHeadset(model));
  return suspect === undefined
    ? [{ outcome: 'fail', subject: 'station', evidence, cause: cause ?? 'no-headset-seen' }]
    : [{ outcome: 'fail', subject: 'station', evidence: namedIn(suspect), cause: 'headset-maybe-in-bootloader' }];
}
