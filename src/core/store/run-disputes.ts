import type { Database } from 'better-sqlite3';
import { type RunDispute, runDisputeSchema } from '../../shared/domain/run-dispute.ts';

/** What people said against the verdicts of runs. */
export interface RunDisputes {
  add(run: string, dispute: RunDispute): void;
  /** Oldest first, without damaged ones. */
  of(run: string): RunDispute[];
}

export function createRunDisputes(database: Database): RunDisputes {
  const insert = database.prepare('INSERT INTO run_disputes (run_id, at, text) VALUES (@run, @at, @text)');
  const select = database.prepare<[string], RunDispute>(
    'SELECT at, text FROM run_disputes WHERE run_id = ? ORDER BY place',
  );
  const isWhole = (row: RunDispute): boolean => runDisputeSchema.safeParse(row).success;
  return {
    add: (run, { at, text }) => void insert.run({ run, at, text }),
    of: (run) => select.all(run).filter(isWhole),
  };
}
