import { messageOf } from '../platform/message-of.ts';
import type { PublicationNews } from '../../shared/contract.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import { LESSON_PROBE_IDS } from '../../shared/domain/probe-ids.ts';
import type { ExaminedChannel } from '../delivery/examine-channels.ts';
import type { Dependencies } from '../dependencies/dependencies.ts';
import { hostEnvironment, type HostEnvironment } from '../platform/host-environment.ts';
import { type RestoringDisk, restoringDisk, restoringProblem } from '../probes/host/restoring-disk.ts';
import { runProbe, runProbes } from '../probes/run-probe.ts';
import type { Roles } from '../roles/index.ts';
import { readPutBackDisk } from '../settings/put-back-disk-file.ts';
import { readDeviceKey } from '../signing/signing-key.ts';
import type { RunStore } from '../store/run-store.ts';
import { readUpdateState } from '../updates/update-state.ts';
import { examineClock, examineClockSync } from './examine-clock.ts';
import { examineDiskSpace } from './examine-disk-space.ts';
import { examineKiosk } from './examine-kiosk.ts';
import { examinePins } from './examine-pins.ts';
import { examineHotPlug, examineProbes } from './examine-probes.ts';
import { examinePublication } from './examine-publication.ts';
import { examineDataAccess, examineDeviceAccess, examineFolder, examineUdevRules } from './examine-rights.ts';
import { examineRuntime } from './examine-runtime.ts';
import { examineUpdates } from './examine-updates.ts';
import { attention, type Examination, failed, ok } from './examination.ts';

export type { Examination } from './examination.ts';

export interface Doctor {
  /** Does the program itself work here? Changes nothing but an empty data folder and the note beside a damaged database. */
  examine(): Promise<Examination[]>;
}

type DoctorDependencies = {
  readonly publicationNews: () => Promise<PublicationNews>;
  readonly roles: () => Promise<Pick<Roles, 'state' | 'examine'>>;
  readonly environment?: HostEnvironment;
} & Pick<
  Dependencies,
  | 'dataDirectory'
  | 'logDirectory'
  | 'accessFolder'
  | 'stationFile'
  | 'station'
  | 'probes'
  | 'hotPlug'
  | 'publication'
  | 'publicationInUse'
  | 'settings'
  | 'secrets'
  | 'session'
  | 'formerKeys'
  | 'lastRunAt'
  | 'now'
>;

/** @param records all of this PC. */
export const createDoctor = (deps: DoctorDependencies, records: Pick<RunStore, 'examine'>): Doctor => ({
  examine: () => examine(deps, records),
});

type Examine = (deps: DoctorDependencies, shared: Shared) => Promise<Examination[]>;

/** Looked at once for several examinations. */
interface Shared {
  readonly outcomes: ReturnType<typeof runProbes>;
  readonly records: Pick<RunStore, 'examine'>;
}

/** In the order in which they are shown: what the program stands on first, then what it does. */
const EXAMINATIONS: readonly Examine[] = [
  () => examineRuntime(),
  async ({ dataDirectory }) => [await examineFolder(dataDirectory)],
  ({ accessFolder }) => Promise.resolve([examineDataAccess(accessFolder)]),
  async ({ dataDirectory, publication }) => [await examineDiskSpace(dataDirectory, publication.limits)],
  examineDiskOf,
  examineClocks,
  async (_, { records }) => {
    const problem = await records.examine();
    return [problem === null ? ok('database') : failed('database', 'problem', problem)];
  },
  examineStation,
  async ({ roles }) => {
    const service = await roles();
    return examinePins(await service.state(), await service.examine());
  },
  examineDeviceKey,
  examineFormerKeys,
  ({ environment }) => examineKiosk(environment ?? hostEnvironment(), new AbortController().signal),
  (deps) => examinePublication(deps),
  async ({ logDirectory }) => [examineUpdates(await readUpdateState(logDirectory))],
  async (_, { outcomes }) => examineProbes(await outcomes),
  async ({ hotPlug }) => [await examineHotPlug(hotPlug)],
  async (_, { outcomes }) => [...(await examineUdevRules()), ...examineDeviceAccess((await outcomes).hid)],
  examineChannelsOf,
  async ({ logDirectory }) => [await examineIncidents(logDirectory)],
];

async function examine(deps: DoctorDependencies, records: Pick<RunStore, 'examine'>): Promise<Examination[]> {
  const { signal } = new AbortController();
  const outcomes = runProbes(deps.probes, signal, undefined, LESSON_PROBE_IDS);
  const found: Examination[] = [];
  // One after the other where they touch the database; the probes run meanwhile.
  for (const one of EXAMINATIONS)
    try {
      found.push(...(await one(deps, { outcomes, records })));
    } catch (cause) {
      // One that fails itself hides none of the others.
      found.push(
        failed('examination', 'problem', { code: 'examination-failed', params: { detail: messageOf(cause) } }),
      );
    }
  return found;
}

async function examineClocks({
  publication,
  publicationNews,
  probes,
  lastRunAt,
  logDirectory,
  now,
}: DoctorDependencies) {
  const [security, lastRun, { last }, { accepted }] = await Promise.all([
    runProbe(probes.security, new AbortController().signal),
    lastRunAt(),
    publicationNews(),
    readUpdateState(logDirectory),
  ]);
  const known = { lastRun, lastLook: last?.at ?? null, lastUpdateList: accepted?.signedAt ?? null };
  return [examineClock(now(), publication, known), examineClockSync(security, now(), publication)];
}

async function examineStation({ station, stationFile }: DoctorDependencies): Promise<Examination[]> {
  const read = await station();
  if (!read.ok) return [failed('station', 'problem', read.problem)];
  return [read.value === null ? attention('station', { file: stationFile }) : ok('station', { file: stationFile })];
}

/** Looks at the key of this PC without making one. */
async function examineDeviceKey({ secrets }: DoctorDependencies): Promise<Examination[]> {
  const key = await readDeviceKey(secrets);
  if (!key.ok) return [failed('device-key', 'problem', key.problem)];
  return [key.value === null ? ok('no-device-key') : ok('device-key', { key: key.value.keyId })];
}

/** Without a channel a request stays on this PC until somebody carries it. Sends nothing. Loaded here: a cold check does not pay for it. */
async function examineChannelsOf(deps: DoctorDependencies): Promise<Examination[]> {
  const { reportChannels } = await import('../delivery/index.ts');
  const listed = await reportChannels(deps);
  if (!listed.ok) return [{ id: 'channels', state: 'problem', params: {}, problem: listed.problem }];
  const enabled = listed.value.channels.filter(({ settings }) => settings.enabled);
  if (enabled.length === 0) return [{ id: 'no-channel', state: 'attention', params: {}, problem: null }];
  const incomplete = enabled.filter(({ secret }) => !secret).map(({ settings }) => settings.title);
  const { examineChannels } = await import('../delivery/examine-channels.ts');
  const { systemCertificates } = await import('../delivery/channel.ts');
  const examined = await examineChannels(
    enabled.filter(({ secret }) => secret),
    systemCertificates(),
  );
  return [
    ...(incomplete.length > 0
      ? [
          {
            id: 'incomplete-channel',
            state: 'attention',
            params: { titles: incomplete.join(', ') },
            problem: null,
          } as const,
        ]
      : []),
    ...examined.map(examineChannel),
  ];
}

function examineChannel({ report, unreachable }: ExaminedChannel): Examination {
  const { settings, trouble, deliveredAt } = report;
  const { title } = settings;
  if (trouble !== null || unreachable !== null) {
    const problem: Problem =
      unreachable === null
        ? { code: 'channel-last-failed', params: { channel: title, cause: trouble!.reason } }
        : { code: 'channel-not-reached', params: { channel: title, cause: unreachable } };
    return { id: 'channel', state: 'attention', params: {}, problem };
  }
  const id = deliveredAt === null ? 'unused-channel' : 'channel';
  return ok(id, { title, time: (deliveredAt ?? '').slice(0, 16).replace('T', ' ') });
}

async function examineDiskOf({ dataDirectory, publication }: DoctorDependencies): Promise<Examination[]> {
  const declared = await readPutBackDisk(dataDirectory);
  if (!declared.ok) return [{ id: 'restoring-disk', state: 'problem', params: {}, problem: declared.problem }];
  const putBack = declared.value?.putBack ?? null;
  const disk = await restoringDisk(dataDirectory, putBack, publication.restoringProducts);
  return disk === null ? [] : [examineDisk(disk, dataDirectory)];
}

/** A disk that is put back: with the data on it nothing persists, elsewhere nobody can tell. */
function examineDisk(disk: RestoringDisk, folder: string): Examination {
  const problem = restoringProblem(disk, folder);
  const params = { product: disk.product ?? '', folder };
  if (problem !== null) return { id: 'restoring-disk', state: 'problem', params, problem };
  return { id: disk.product === null ? 'declared-disk' : 'restoring-disk', state: 'attention', params, problem: null };
}

/** A copied disk or a restored backup. What cannot be read is said with the channels, whose secrets are in the same file. */
async function examineFormerKeys({ formerKeys }: DoctorDependencies): Promise<Examination[]> {
  const former = await formerKeys();
  if (!former.ok || former.value.size === 0) return [];
  return [
    { id: 'former-key', state: 'attention', params: { keys: [...former.value.keys()].join(', ') }, problem: null },
  ];
}

/** Loaded here: a cold check does not pay for it. */
async function examineIncidents(logDirectory: string): Promise<Examination> {
  const { summarizeRecentIncidents } = await import('../incidents/incident-log.ts');
  const problem = summarizeRecentIncidents(logDirectory, new Date());
  return problem === null ? ok('incidents') : { id: 'incidents', state: 'attention', params: {}, problem };
}
