import { access, constants } from 'node:fs/promises';
import type { PublicationNews } from '../../shared/contract.ts';
import { LESSON_PROBE_IDS, type LessonProbeId } from '../../shared/domain/probe-ids.ts';
import { type Problem, foreignProblem } from '../../shared/domain/problem.ts';
import type { ProbeOutcome } from '../../shared/domain/snapshot.ts';
import type { ExaminedChannel } from '../delivery/examine-channels.ts';
import type { Dependencies } from '../dependencies/dependencies.ts';
import { examineAccess } from '../platform/access/data-folder-access.ts';
import { makeFolder } from '../platform/make-folder.ts';
import { messageOf } from '../platform/message-of.ts';
import type { HotPlugSource } from '../probes/hot-plug.ts';
import { type RestoringDisk, restoringDisk, restoringProblem } from '../probes/host/restoring-disk.ts';
import { readPutBackDisk } from '../settings/put-back-disk-file.ts';
import { runProbes } from '../probes/run-probe.ts';
import type { PcTrust } from '../publication/pc-trust.ts';
import { formatFingerprint } from '../publication/trust/fingerprint.ts';
import type { RunStore } from '../store/run-store.ts';

/** One thing the program itself needs here. Texts: `doctor.<id>`; a problem brings its own title and next step. */
export interface Examination {
  readonly id:
    | 'data-folder'
    | `${'data' | 'private' | 'shared'}-access`
    | 'database'
    | 'station'
    | 'publication'
    | `${'no-' | ''}publication-source`
    | `${'demo' | 'built-in' | 'own'}-root`
    | `probe-${LessonProbeId}`
    | 'hot-plug'
    | 'udev-rules'
    | 'channels'
    | 'channel'
    | `${'no' | 'incomplete' | 'unused'}-channel`
    | 'former-key'
    | 'restoring-disk'
    | 'declared-disk'
    | 'incidents';
  readonly state: 'ok' | 'attention' | 'problem';
  readonly params: Readonly<Record<string, string | number>>;
  readonly problem: Problem | null;
}

export interface Doctor {
  /** Does the program itself work here? Changes nothing but an empty data folder and the note beside a damaged database. */
  examine(): Promise<Examination[]>;
}

type DoctorDependencies = {
  readonly publicationNews: () => Promise<PublicationNews>;
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
>;

/** @param records all of this PC. */
export const createDoctor = (deps: DoctorDependencies, records: Pick<RunStore, 'examine'>): Doctor => ({
  examine: () => examine(deps, records),
});

const ok = (id: Examination['id'], params: Examination['params'] = {}): Examination => ({
  id,
  state: 'ok',
  params,
  problem: null,
});

async function examine(deps: DoctorDependencies, records: Pick<RunStore, 'examine'>): Promise<Examination[]> {
  const [folder, outcomes, station, database, hotPlug] = await Promise.all([
    examineFolder(deps.dataDirectory),
    runProbes(deps.probes, new AbortController().signal),
    deps.station(),
    records.examine(),
    examineHotPlug(deps.hotPlug),
  ]);
  const probes = LESSON_PROBE_IDS.map((id) => examineProbe(id, outcomes[id]));
  const stationed: Examination = station.ok
    ? {
        id: 'station',
        state: station.value === null ? 'attention' : 'ok',
        params: { file: deps.stationFile },
        problem: null,
      }
    : { id: 'station', state: 'problem', params: {}, problem: station.problem };
  const stored: Examination =
    database === null ? ok('database') : { id: 'database', state: 'problem', params: {}, problem: database };
  const rules = process.platform === 'linux' ? [await examineUdevRules()] : [];
  return [
    folder,
    examineDataAccess(deps.accessFolder),
    stored,
    stationed,
    ...examinePublication(deps),
    examineSource(await deps.publicationNews()),
    ...examineRoot(deps.publicationInUse.chosen?.trust ?? null),
    ...probes,
    hotPlug,
    ...rules,
    ...(await examineChannelsOf(deps)),
    ...(await examineFormerKeys(deps)),
    ...(await examineDiskOf(deps)),
    await examineIncidents(deps.logDirectory),
  ];
}

/** Each publication that was passed over is a problem of its own; a good one is used all the same. */
function examinePublication({ publication, publicationInUse: { chosen } }: DoctorDependencies): Examination[] {
  const { version, date } = publication.stampAt(new Date());
  const ofItself = (chosen?.problems ?? []).filter((problem) => problem !== chosen?.trust.problem);
  const troubles = ofItself.map((problem): Examination => ({
    id: 'publication',
    state: 'problem',
    params: {},
    problem,
  }));
  return troubles.length > 0 ? troubles : [ok('publication', { version, date })];
}

/** Where new publications come from, and whether the last look there succeeded. A PC without such a place is served by hand. */
function examineSource({ source, sourceProblem, last, lastGood }: PublicationNews): Examination {
  const id = 'publication-source';
  if (sourceProblem !== null) return { id, state: 'problem', params: {}, problem: sourceProblem };
  if (source === null || !source.enabled) return ok('no-publication-source');
  if (last?.place === source.place && last.problem !== null)
    return { id, state: 'attention', params: {}, problem: last.problem };
  const day = lastGood?.place === source.place ? lastGood.at.slice(0, 10) : '–';
  return ok(id, { place: source.place, day });
}

/** Which root is trusted. On a school's PC the demonstration root needs attention: everybody can sign with it. */
function examineRoot(trust: PcTrust | null): Examination[] {
  if (trust === null) return [];
  const { kind, root, own, problem } = trust;
  if (problem !== null) return [{ id: 'own-root', state: 'problem', params: {}, problem }];
  const params = { fingerprint: formatFingerprint(root.anchor) };
  if (kind === 'demo') return [{ id: 'demo-root', state: 'attention', params, problem: null }];
  return [own === null ? ok('built-in-root', params) : ok('own-root', { ...params, date: own.setAt.slice(0, 10) })];
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

async function examineFolder(folder: string): Promise<Examination> {
  try {
    makeFolder(folder);
    await access(folder, constants.W_OK);
    return ok('data-folder', { folder });
  } catch (cause) {
    const problem: Problem = { code: 'folder-not-writable', params: { folder, detail: messageOf(cause) } };
    return { id: 'data-folder', state: 'problem', params: { folder }, problem };
  }
}

function examineDataAccess(folder: string): Examination {
  const { access: found, problem } = examineAccess(folder);
  if (problem !== null) return { id: 'data-access', state: 'problem', params: {}, problem };
  return found.kind === 'shared' ? ok('shared-access', { group: found.group }) : ok('private-access');
}

function examineProbe(id: LessonProbeId, outcome: ProbeOutcome): Examination {
  if (outcome.status === 'ok') return ok(`probe-${id}`, { milliseconds: Math.round(outcome.durationMs) });
  const problem = foreignProblem(outcome.error.code, { detail: outcome.error.detail });
  return { id: `probe-${id}`, state: 'problem', params: {}, problem };
}

async function examineHotPlug(source: HotPlugSource): Promise<Examination> {
  const stop = await source.subscribe(() => undefined);
  stop?.();
  return { id: 'hot-plug', state: stop === null ? 'attention' : 'ok', params: {}, problem: null };
}

async function examineUdevRules(): Promise<Examination> {
  const file = await installedUdevRules();
  return { id: 'udev-rules', state: file === null ? 'attention' : 'ok', params: { file: file ?? '' }, problem: null };
}

/** Where our rules, Valve's or the xr-hardware package's may lie; any of them gives users access to headsets. */
const CANDIDATES = ['/etc/udev/rules.d', '/usr/lib/udev/rules.d', '/lib/udev/rules.d'].flatMap((folder) =>
  ['70-vrlab-check.rules', '60-steam-vr.rules', '60-HTC-Vive-perms.rules', '70-xrhardware.rules'].map(
    (name) => `${folder}/${name}`,
  ),
);

/** @returns the first rules file found, null when there is none. */
export async function installedUdevRules(): Promise<string | null> {
  for (const file of CANDIDATES) {
    try {
      await access(file);
      return file;
    } catch {
      // Not this one.
    }
  }
  return null;
}
