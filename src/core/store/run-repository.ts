import type { Database } from 'better-sqlite3';
import type { RunSummary } from '../../shared/contract.ts';
import type { CheckRun } from '../../shared/domain/check-run.ts';
import type { Finding, Outcome } from '../../shared/domain/finding.ts';
import { NOT_TAKEN } from '../../shared/domain/probe-ids.ts';
import type { Snapshot } from '../../shared/domain/snapshot.ts';
import { parsedJson, storedJson, UnreadableRow } from './stored-json.ts';

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

interface SummaryRow extends Pick<RunRow, 'id' | 'started_at' | 'verdict' | 'demo' | 'devices'> {
  fail: number;
  warn: number;
  unknown: number;
}

const findingOf = (row: FindingRow): Finding => ({
  check: row.check_id,
  outcome: row.outcome,
  subject: row.subject,
  cause: row.cause,
  evidence: storedJson(row.evidence, 'findings.evidence') as Finding['evidence'],
});

/** Runs kept before the program had all of today's probes lack their outcomes. */
function wholeSnapshot(text: string): Snapshot {
  const snapshot = storedJson(text, 'runs.snapshot') as Snapshot;
  if (typeof snapshot?.probes !== 'object') throw new UnreadableRow('runs.snapshot', 'probes');
  return { ...snapshot, probes: { ...LATER_PROBES, ...snapshot.probes } };
}
const LATER_PROBES = { runtimes: NOT_TAKEN, software: NOT_TAKEN };

/** Check runs and their findings in the database. */
export interface RunRepository {
  /** Durable when it returns. Saving the same run twice changes nothing. */
  save(run: CheckRun): void;
  /** As it lies there: whoever shows it checks its shape. @throws UnreadableRow where a column is no JSON at all. */
  get(id: string): CheckRun | null;
  /** Newest first; devices as they lie there, null where that is no JSON. */
  list(limit: number, before?: string): (Omit<RunSummary, 'devices'> & { readonly devices: unknown })[];
  /** The newest run with which a lesson could be taught; demonstrations do not count unless asked for. */
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
  const selectSummaries = database.prepare<[string, number], SummaryRow>(
    `SELECT id, started_at, verdict, demo, devices,
       (SELECT count(*) FROM findings WHERE run_id = runs.id AND outcome = 'fail') AS fail,
       (SELECT count(*) FROM findings WHERE run_id = runs.id AND outcome = 'warn') AS warn,
       (SELECT count(*) FROM findings WHERE run_id = runs.id AND outcome = 'unknown') AS unknown
     FROM runs WHERE id < ? ORDER BY id DESC LIMIT ?`,
  );
  const selectByCheck = database.prepare<[string, string, number], FindingRow & { run_id: string }>(
    `SELECT run_id, check_id, outcome, subject, cause, evidence FROM findings
     WHERE check_id = ? AND outcome = ? ORDER BY run_id DESC LIMIT ?`,
  );
  const selectLastGood = database.prepare<[number, string], { id: string }>(
    "SELECT id FROM runs WHERE verdict IN ('ready', 'usable') AND demo = ? AND id < ? ORDER BY id DESC LIMIT 1",
  );
  const selectIds = database.prepare<[number], { id: string }>('SELECT id FROM runs ORDER BY id DESC LIMIT ?');
  /** Sorts behind every ULID. */
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
      findings: selectFindings.all(id).map(findingOf),
      snapshot: wholeSnapshot(row.snapshot),
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
    list: (limit, before = latest) =>
      selectSummaries.all(before, limit).map((row) => ({
        id: row.id,
        startedAt: row.started_at,
        verdict: row.verdict,
        demo: row.demo === 1,
        devices: parsedJson(row.devices),
        fail: row.fail,
        warn: row.warn,
        unknown: row.unknown,
      })),
    findingsOf: (check, outcome, limit) =>
      selectByCheck.all(check, outcome, limit).map((row) => ({ run: row.run_id, finding: findingOf(row) })),
  };
}
