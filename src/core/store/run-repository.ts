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

/** How many runs of one day had one verdict. */
export interface DayCount {
  /** Civil date in UTC+8. */
  readonly day: string;
  readonly verdict: CheckRun['verdict'];
  readonly count: number;
}

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
const LATER_PROBES = { runtimes: NOT_TAKEN, software: NOT_TAKEN };

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
  /** Of the runs asked for, newest first; the same as `list` else. */
  find(
    query: RunQuery,
    limit: number,
    before?: string,
  ): (Omit<RunSummary, 'devices'> & { readonly devices: unknown })[];
  /** How many runs are asked for. */
  count(query: RunQuery): number;
  /** From that civil date on, oldest first. @param demo demonstrations instead of real runs. */
  countByDay(from: string, demo: boolean): DayCount[];
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
  const selectDays = database.prepare<[string, number], DayCount>(
    `SELECT substr(started_at, 1, 10) AS day, verdict, count(*) AS count FROM runs
     WHERE started_at >= ? AND demo = ? GROUP BY 1, 2 ORDER BY 1`,
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
    find(query, limit, before = latest) {
      const { where, values } = conditionsOf(query);
      return database
        .prepare<unknown[], SummaryRow>(`${SUMMARY} WHERE ${where} AND id < ? ORDER BY id DESC LIMIT ?`)
        .all(...values, before, limit)
        .map(summaryOf);
    },
    count(query) {
      const { where, values } = conditionsOf(query);
      return (
        database
          .prepare<unknown[], number>(`SELECT count(*) FROM runs WHERE ${where}`)
          .pluck()
          .get(...values) ?? 0
      );
    },
    countByDay: (from, demo) => selectDays.all(from, demo ? 1 : 0),
    findingsOf: (check, outcome, limit) =>
      selectByCheck.all(check, outcome, limit).map((row) => ({ run: row.run_id, finding: parseFinding(row) })),
  };
}
