import { access, constants } from 'node:fs/promises';
import { foreignProblem, type Problem } from '../../shared/domain/problem.ts';
import { LESSON_PROBE_IDS, type LessonProbeId } from '../../shared/domain/probe-ids.ts';
import type { ProbeOutcome } from '../../shared/domain/snapshot.ts';
import { examineAccess } from '../platform/access/data-folder-access.ts';
import type { HotPlugSource } from '../probes/hot-plug.ts';
import { makeFolder } from '../platform/make-folder.ts';
import { messageOf } from '../platform/message-of.ts';
import type { Probes } from '../probes/probe.ts';
import { runProbes } from '../probes/run-probe.ts';
import type { PcTrust } from '../publication/own-root/pc-trust.ts';
import type { Publication } from '../published/publication.ts';
import { inGroups } from '../publication/trust/fingerprint.ts';
import { readStation } from '../settings/station-file.ts';
import type { RunStore } from '../store/run-store.ts';
import { installedUdevRules } from './udev-rules.ts';

/** One thing the tool itself needs here. Wording: `doctor.<id>`; a problem brings its own title and next step. */
export interface Examination {
  readonly id:
    | 'data-folder'
    | `${'data' | 'private' | 'shared'}-access`
    | 'database'
    | 'station'
    | 'publication'
    | `${'demo' | 'built-in' | 'own'}-root`
    | `probe-${LessonProbeId}`
    | 'hot-plug'
    | 'udev-rules'
    | 'incidents';
  readonly state: 'ok' | 'attention' | 'problem';
  readonly params: Readonly<Record<string, string | number>>;
  readonly problem: Problem | null;
}

export interface DoctorParts {
  readonly dataDirectory: string;
  readonly logDirectory: string;
  /** Where it is recorded who may use it. */
  readonly accessFolder: string;
  readonly stationFile: string;
  readonly probes: Probes;
  readonly hotPlug: HotPlugSource;
  readonly store: Pick<RunStore, 'examine'>;
  readonly publication: Publication;
  readonly publicationProblems: readonly Problem[];
  /** Null where the publication was not chosen by what this PC trusts. */
  readonly trust: PcTrust | null;
}

const ok = (id: Examination['id'], params: Examination['params'] = {}): Examination => ({
  id,
  state: 'ok',
  params,
  problem: null,
});

/** Does the tool itself work here? Looks, and changes nothing but an empty data folder and the note beside a damaged database. */
export async function examine(parts: DoctorParts): Promise<Examination[]> {
  const [folder, outcomes, station, database, hotPlug] = await Promise.all([
    examineFolder(parts.dataDirectory),
    runProbes(parts.probes, new AbortController().signal),
    readStation(parts.stationFile),
    parts.store.examine(),
    examineHotPlug(parts.hotPlug),
  ]);
  const probes = LESSON_PROBE_IDS.map((id) => examineProbe(id, outcomes[id]));
  const stationed: Examination = station.ok
    ? {
        id: 'station',
        state: station.value === null ? 'attention' : 'ok',
        params: { file: parts.stationFile },
        problem: null,
      }
    : { id: 'station', state: 'problem', params: {}, problem: station.problem };
  const stored: Examination =
    database === null ? ok('database') : { id: 'database', state: 'problem', params: {}, problem: database };
  const rules = process.platform === 'linux' ? [await examineUdevRules()] : [];
  return [
    folder,
    examineDataAccess(parts.accessFolder),
    stored,
    stationed,
    ...examinePublication(parts),
    ...examineRoot(parts.trust),
    ...probes,
    hotPlug,
    ...rules,
    await examineIncidents(parts.logDirectory),
  ];
}

/** Each publication that was passed over is a problem of its own; a good one is used all the same. */
function examinePublication({ publication, publicationProblems, trust }: DoctorParts): Examination[] {
  const { version, date } = publication.stampAt(new Date());
  const ofItself = publicationProblems.filter((problem) => problem !== trust?.problem);
  const troubles = ofItself.map((problem): Examination => ({
    id: 'publication',
    state: 'problem',
    params: {},
    problem,
  }));
  return troubles.length > 0 ? troubles : [ok('publication', { version, date })];
}

/** Which root is trusted. On a school's PC the demonstration root is something to see to: everybody can sign with it. */
function examineRoot(trust: PcTrust | null): Examination[] {
  if (trust === null) return [];
  const { kind, root, own, problem } = trust;
  if (problem !== null) return [{ id: 'own-root', state: 'problem', params: {}, problem }];
  const params = { fingerprint: inGroups(root.anchor) };
  if (kind === 'demo') return [{ id: 'demo-root', state: 'attention', params, problem: null }];
  return [own === null ? ok('built-in-root', params) : ok('own-root', { ...params, date: own.setAt.slice(0, 10) })];
}

/** Loaded here: a cold check does not pay for it. */
async function examineIncidents(logDirectory: string): Promise<Examination> {
  const { recentIncidents } = await import('../incidents/examine-incidents.ts');
  const problem = recentIncidents(logDirectory, new Date());
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
