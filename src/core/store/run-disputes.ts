import type { Database } from 'better-sqlite3';
import { type Result, succeed } from '../../shared/domain/result.ts';
import type { RunDispute } from '../../shared/domain/run-dispute.ts';

/** What people said against the verdicts of runs. */
export interface RunDisputes {
  add(run: string, dispute: RunDispute): void;
  /** Oldest first, as they are stored. */
  of(run: string): RunDispute[];
}

export function createRunDisputes(database: Database): RunDisputes {
  const insert = database.prepare('INSERT INTO run_disputes (run_id, at, text) VALUES (@run, @at, @text)');
  const select = database.prepare<[string], RunDispute>(
    'SELECT at, text FROM run_disputes WHERE run_id = ? ORDER BY place',
  );
  return {
    add: (run, { at, text }) => void insert.run({ run, at, text }),
    of: (run) => select.all(run),
  };
}

/** Without damaged ones. The schema library is loaded here only: a check does not pay for it. */
export async function wholeDisputes(stored: Result<RunDispute[]>): Promise<Result<RunDispute[]>> {
  if (!stored.ok) return stored;
  const { runDisputeSchema } = await import('../../shared/domain/run-dispute.ts');
  return succeed(stored.value.filter((row) => runDisputeSchema.safeParse(row).success));
}
