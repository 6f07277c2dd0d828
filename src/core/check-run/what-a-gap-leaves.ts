import type { CheckId } from '../../shared/domain/check-terms.ts';
import type { RecognisedDevice } from '../../shared/domain/device.ts';
import type { Finding } from '../../shared/domain/finding.ts';
import type { ProbeOutcomes } from '../../shared/domain/snapshot.ts';
import { NOT_IN_REPORT } from '../../shared/domain/text-report.ts';
import type { RunContext } from '../checks/check.ts';
import { type Assessment, deriveVerdict, runChecks } from '../checks/run-checks.ts';

/** Checks of single devices that are there: what else there is, and where, changes nothing. */
const OF_WHAT_IS_THERE: ReadonlySet<string> = new Set<CheckId>([
  'device-mode',
  'headset-firmware',
  'controller-firmware',
  'usb-controller-known',
  'wmr-retired',
]);

/** What is wrong at a port is wrong; only whether a headset lacks it for that nobody can tell. */
const PORTS: CheckId = 'port-problem';
const asWarning = (finding: Finding): Finding =>
  finding.outcome === 'fail' ? { ...finding, outcome: 'warn' } : finding;

/** Every part that is there may have a problem; that none has one is known only where all parts are there. */
const PARTS: CheckId = 'device-problem';

/** Checks that pass because something is there; whatever else they say may be because it is not in the text. */
const PASSED_BY_PRESENCE: ReadonlySet<string> = new Set<CheckId>([
  'headset-present',
  'headset-complete',
  'headset-usb-speed',
  'tracking-dongle',
  'controller-present',
  'equipment-present',
]);

/**
 * Judges a list of USB devices that may be incomplete, or that does not say where they are: it proves what it names, and nothing by
 * what it leaves out. All other checks answer as if nobody had looked. Pure but for the clock that times the checks.
 */
export function assessWithGaps(probes: ProbeOutcomes, context: RunContext): Omit<Assessment, 'timings'> {
  const seen = runChecks(probes, context);
  if (probes.usb.status !== 'ok') return seen;
  const [source = ''] = probes.usb.sources;
  const error = { code: NOT_IN_REPORT, detail: source };
  const unseen = runChecks({ ...probes, usb: { ...probes.usb, status: 'unsupported', error } }, context);
  const proven = Map.groupBy(seen.findings, ({ check }) => check);
  const rest = Map.groupBy(unseen.findings, ({ check }) => check);
  const partial = new Set(seen.devices.filter(lacksPart).map(({ subject }) => subject));
  const findings = [...proven].flatMap(([check, own]) => {
    const told =
      check === PARTS ? own.filter(({ outcome, subject }) => outcome !== 'pass' || !partial.has(subject)) : own;
    return isProven(check, told) ? told.map(check === PORTS ? asWarning : itself) : (rest.get(check) ?? []);
  });
  const devices = seen.devices.map(withoutAbsent);
  const told = { devices, findings, verdict: deriveVerdict(findings) };
  const placed = new Set(probes.usb.facts.devices.flatMap(({ key, ports }) => (ports.length > 0 ? key : [])));
  return { ...told, ...joinByModel(devices, findings, (key) => placed.has(key)) };
}

/** Nobody failed to read a version that the text does not hold: there is nothing to repair. */
export const withoutUntoldVersions = (findings: readonly Finding[]): Finding[] =>
  findings.map((finding) =>
    finding.cause === 'version-not-told'
      ? { ...finding, cause: 'probe-failed', evidence: { status: 'unsupported', code: NOT_IN_REPORT } }
      : finding,
  );

const itself = (finding: Finding): Finding => finding;

const isProven = (check: string, findings: readonly Finding[]): boolean =>
  OF_WHAT_IS_THERE.has(check) ||
  (check === PARTS && findings.length > 0) ||
  (check === PORTS && findings.every(({ outcome }) => outcome === 'warn' || outcome === 'fail')) ||
  (PASSED_BY_PRESENCE.has(check) && findings.every(({ outcome }) => outcome === 'pass'));

const lacksPart = ({ parts }: RecognisedDevice): boolean => parts.some(({ key }) => key === null);

const withoutAbsent = (device: RecognisedDevice): RecognisedDevice => ({
  ...device,
  parts: device.parts.filter(({ key }) => key !== null),
});

/** Without places nobody can tell how many there are of one model: its parts are listed as one device. */
function joinByModel(
  devices: readonly RecognisedDevice[],
  findings: readonly Finding[],
  isPlaced: (key: string) => boolean,
) {
  const scattered = new Set(devices.filter((it) => !it.members.every(isPlaced)).map(({ model }) => model));
  const groups = Map.groupBy(devices, ({ model, subject }) =>
    model === 'unknown' || !scattered.has(model) ? subject : model,
  );
  const nameOf = new Map([...groups.values()].flatMap((own) => own.map(({ subject }) => [subject, own[0]!.subject])));
  const known = (subject: string) => nameOf.get(subject) ?? subject;
  return {
    devices: [...groups.values()].map((own) => ({
      ...own[0]!,
      port: own.find(({ port }) => port !== null && isPlaced(port))?.port ?? null,
      serial: own.find(({ serial }) => serial !== null)?.serial ?? null,
      parts: own.flatMap(({ parts }) => parts),
      members: own.flatMap(({ members }) => members),
    })),
    findings: findings.map((finding) => ({
      ...finding,
      subject: known(finding.subject),
      evidence: Object.fromEntries(
        Object.entries(finding.evidence).map(([name, value]) => [
          name,
          Array.isArray(value) ? [...new Set(value.map(known))] : value,
        ]),
      ),
    })),
  };
}
