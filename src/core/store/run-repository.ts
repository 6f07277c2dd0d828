import type { Database } from 'better-sqlite3';
import type { RunSummary } from '../../shared/contract.ts';
import type { CheckRun } from '../../shared/domain/check-run.ts';
import type { Finding, Outcome } from '../../shared/domain/finding.ts';
import { NOT_TAKEN } from '../../shared/domain/probe-ids.ts';
import type { RunFilter } from '../../shared/domain/run-filter.ts';
import type { Snapshot } from '../../shared/domain/snapshot.ts';
import type { Station } from '../../shared/domain/station.ts';
import { countProblems, problemsOf } from '../../shared/summarize-findings.ts';
import { conditionsOf, type SoughtWord } from './run-conditions.ts';
import { UnreadableRow, parsedJson, storedJson } from './stored-json.ts';

interface RunRow {
  id: string;
  started_at: string;
  duration_ms: number;
  verdict: CheckRun['verdict'];
  demo: number;
  station: string | null;
  publication: string;
  devices: string;
  snapshot: string;
}

interface FindingRow {
  check_id: string;
  outcome: Outcome;
  subject: string;
  cause: string | null;
  evidence: string;
}

type SummaryRow = Pick<RunRow, 'id' | 'started_at' | 'verdict' | 'demo' | 'station' | 'devices'>;

/** Which runs are asked for. */
export interface RunQuery extends Omit<RunFilter, 'words'> {
  /** Every one of them has to be found in a run. */
  readonly words: readonly SoughtWord[];
}

/** A part of the runs, after which others get their turn. */
interface Slice {
  /** Id of the last run that was looked at; null when there is none after it. */
  readonly last: string | null;
}

/** How many runs of one day had one verdict. */
export interface DayCount {
  /** Civil date in UTC+8. */
  readonly day: string;
  readonly verdict: CheckRun['verdict'];
  readonly count: number;
}

const SLICE_MS = 15;
const COUNTED_AT_ONCE = 3000;

const parseFinding = (row: FindingRow): Finding => ({
  check: row.check_id,
  outcome: row.outcome,
  subject: row.subject,
  cause: row.cause,
  evidence: storedJson(row.evidence, 'findings.evidence') as Finding['evidence'],
});

/** Parses a snapshot. Runs of older versions lack the outcomes of probes that did not exist yet. */
function wholeSnapshot(text: string): Snapshot {
  const snapshot = storedJson(text, 'runs.snapshot') as Snapshot;
  if (typeof snapshot?.probes !== 'object') throw new UnreadableRow('runs.snapshot', 'probes');
  return { ...snapshot, probes: { ...LATER_PROBES, ...snapshot.probes } };
}
const LATER_PROBES = { runtimes: NOT_TAKEN, software: NOT_TAKEN, adb: NOT_TAKEN };

/** Null where the PC was no station, or what was stored of it is no JSON. */
function seatIn(station: string | null): string | null {
  const { seat } = (station === null ? null : (parsedJson(station) as Partial<Station> | null | undefined)) ?? {};
  return typeof seat === 'string' ? seat : null;
}

/** Check runs and their findings in the database. */
export interface RunRepository {
  /** Saves a run durably. Saving it again changes nothing. */
  save(run: CheckRun): void;
  /** A run without validation: the caller validates it. @throws UnreadableRow where a column is no JSON. */
  get(id: string): CheckRun | null;
  /** Newest first; devices are not validated, and undefined where they are no JSON. */
  list(limit: number, before?: string): (Omit<RunSummary, 'devices'> & { readonly devices: unknown })[];
  /** Those of them that are stored, as `list` gives them. */
  summaries(ids: readonly string[]): (Omit<RunSummary, 'devices'> & { readonly devices: unknown })[];
  /** Looks at runs, newest first, for some milliseconds at most or until that many of those asked for are found. */
  findSlice(query: RunQuery, most: number, before?: string): { readonly ids: readonly string[] } & Slice;
  /** Some thousand runs counted, of those from that civil date on. @param demo demonstrations instead of real runs. */
  countSlice(from: string, demo: boolean, before?: string): { readonly days: readonly DayCount[] } & Slice;
  /** The newest run with the verdict `ready` or `usable`. @param demo among demonstrations instead of real runs. */
  lastGood(demo: boolean, before?: string): CheckRun | null;
  /** Ids, newest first. */
  recent(limit: number): string[];
  /** Findings of one check with one outcome, newest run first. */
  findingsOf(check: string, outcome: Outcome, limit: number): { run: string; finding: Finding }[];
}

export function createRunRepository(database: Database): RunRepository {
  const insertRun = database.prepare(
    `INSERT INTO runs VALUES (@id, @startedAt, @durationMs, @verdict, @demo, @station, @publication, @devices, @snapshot)
     ON CONFLICT (id) DO NOTHING`,
  );
  const insertFinding = database.prepare(
    'INSERT INTO findings VALUES (@run, @position, @check, @outcome, @subject, @cause, @evidence)',
  );
  const selectRun = database.prepare<[string], RunRow>('SELECT * FROM runs WHERE id = ?');
  const selectFindings = database.prepare<[string], FindingRow>(
    'SELECT check_id, outcome, subject, cause, evidence FROM findings WHERE run_id = ? ORDER BY position',
  );
  const SUMMARY = 'SELECT id, started_at, verdict, demo, station, devices FROM runs';
  const selectSummaries = database.prepare<[string, number], SummaryRow>(
    `${SUMMARY} WHERE id < ? ORDER BY id DESC LIMIT ?`,
  );
  const selectTroubles = database.prepare<[string], Omit<FindingRow, 'evidence'>>(
    `SELECT check_id, outcome, subject, cause FROM findings
     WHERE run_id = ? AND outcome IN ('fail', 'warn', 'unknown') ORDER BY position`,
  );
  const selectSummary = database.prepare<[string], SummaryRow>(`${SUMMARY} WHERE id = ?`);
  const selectDays = database.prepare<[string, number, string, number], DayCount & { asked: number; last: string }>(
    `SELECT substr(started_at, 1, 10) AS day, verdict, started_at >= ? AND demo = ? AS asked, count(*) AS count, min(id) AS last
     FROM (SELECT id, started_at, verdict, demo FROM runs WHERE id < ? ORDER BY id DESC LIMIT ?) GROUP BY 1, 2, 3`,
  );
  const selectByCheck = database.prepare<[string, string, number], FindingRow & { run_id: string }>(
    `SELECT run_id, check_id, outcome, subject, cause, evidence FROM findings
     WHERE check_id = ? AND outcome = ? ORDER BY run_id DESC LIMIT ?`,
  );
  const selectLastGood = database.prepare<[number, string], { id: string }>(
    "SELECT id FROM runs WHERE verdict IN ('ready', 'usable') AND demo = ? AND id < ? ORDER BY id DESC LIMIT 1",
  );
  const selectIds = database.prepare<[number], { id: string }>('SELECT id FROM runs ORDER BY id DESC LIMIT ?');
  /** Sorts after every ULID. */
  const latest = '~';

  const save = database.transaction((run: CheckRun) => {
    const { changes } = insertRun.run({
      id: run.id,
      startedAt: run.startedAt,
      durationMs: run.durationMs,
      verdict: run.verdict,
      demo: run.demo ? 1 : 0,
      station: run.station === null ? null : JSON.stringify(run.station),
      publication: JSON.stringify(run.publication),
      devices: JSON.stringify(run.devices),
      snapshot: JSON.stringify(run.snapshot),
    });
    if (changes === 0) return;
    run.findings.forEach((finding, position) => {
      insertFinding.run({
        run: run.id,
        position,
        check: finding.check,
        outcome: finding.outcome,
        subject: finding.subject,
        cause: finding.cause,
        evidence: JSON.stringify(finding.evidence),
      });
    });
  });

  const get = (id: string): CheckRun | null => {
    const row = selectRun.get(id);
    if (row === undefined) return null;
    return {
      id: row.id,
      startedAt: row.started_at,
      durationMs: row.duration_ms,
      station: row.station === null ? null : (storedJson(row.station, 'runs.station') as CheckRun['station']),
      publication: storedJson(row.publication, 'runs.publication') as CheckRun['publication'],
      verdict: row.verdict,
      demo: row.demo === 1,
      devices: storedJson(row.devices, 'runs.devices') as CheckRun['devices'],
      findings: selectFindings.all(id).map(parseFinding),
      snapshot: wholeSnapshot(row.snapshot),
    };
  };

  const summaryOf = (row: SummaryRow) => {
    const problems = problemsOf(
      selectTroubles.all(row.id).map((finding) => parseFinding({ ...finding, evidence: '{}' })),
    );
    return {
      id: row.id,
      startedAt: row.started_at,
      verdict: row.verdict,
      demo: row.demo === 1,
      seat: seatIn(row.station),
      devices: parsedJson(row.devices),
      ...countProblems(problems),
      problems: problems.length,
    };
  };

  return {
    save: (run) => save(run),
    get,
    recent: (limit) => selectIds.all(limit).map(({ id }) => id),
    lastGood(demo, before = latest) {
      const row = selectLastGood.get(demo ? 1 : 0, before);
      return row === undefined ? null : get(row.id);
    },
    list: (limit, before = latest) => selectSummaries.all(before, limit).map(summaryOf),
    summaries: (ids) =>
      ids.flatMap((id) => {
        const row = selectSummary.get(id);
        return row === undefined ? [] : [summaryOf(row)];
      }),
    findSlice(query, most, before = latest) {
      const { where, values } = conditionsOf(query);
      const end = performance.now() + SLICE_MS;
      const ids: string[] = [];
      // Every run is answered, those not asked for as well: otherwise nothing could stop a search that finds none.
      const looked = database
        .prepare<unknown[], { id: string; isAsked: number }>(
          `SELECT id, CASE WHEN ${where} THEN 1 ELSE 0 END AS isAsked FROM runs WHERE id < ? ORDER BY id DESC`,
        )
        .iterate(...values, before);
      for (const { id, isAsked } of looked) {
        if (isAsked === 1) ids.push(id);
        if (ids.length >= most || performance.now() >= end) return { ids, last: id };
      }
      return { ids, last: null };
    },
    countSlice(from, demo, before = latest) {
      const rows = selectDays.all(from, demo ? 1 : 0, before, COUNTED_AT_ONCE);
      return {
        days: rows.filter(({ asked }) => asked === 1).map(({ day, verdict, count }) => ({ day, verdict, count })),
        last: rows.reduce<string | null>((least, { last }) => (least === null || last < least ? last : least), null),
      };
    },
    findingsOf: (check, outcome, limit) =>
      selectByCheck.all(check, outcome, limit).map((row) => ({ run: row.run_id, finding: parseFinding(row) })),
  };
}
