import type { Database } from 'better-sqlite3';
import { type ChainHead, type ChainRow, hashAfter } from './request-chain.ts';

/** A row of inspection_records. */
export interface RecordRow {
  readonly position: number;
  readonly inspection_id: string;
  readonly type: 'report' | 'supplement' | 'rectification';
  readonly content: string;
  readonly people: string | null;
  readonly hash: string;
}

/** The hash chain over the records of all inspections. Records are appended inside the caller's transaction. */
export function createInspectionChain(database: Database) {
  const selectHead = database.prepare<[], { events: number; hash: string }>(
    'SELECT position AS events, hash FROM inspection_records ORDER BY position DESC LIMIT 1',
  );
  const selectReports = database
    .prepare<[], number>("SELECT count(*) FROM inspection_records WHERE type = 'report'")
    .pluck();
  const selectHash = database
    .prepare<[number], string>('SELECT hash FROM inspection_records WHERE position = ?')
    .pluck();
  const selectRows = database.prepare<[number, number], ChainRow>(
    'SELECT position, content, hash FROM inspection_records WHERE position > ? ORDER BY position LIMIT ?',
  );
  const insert = database.prepare(
    'INSERT INTO inspection_records VALUES (@position, @inspection_id, @type, @content, @people, @hash)',
  );
  const head = (): ChainHead => ({
    ...(selectHead.get() ?? { events: 0, hash: '' }),
    subjects: selectReports.get() ?? 0,
  });
  const hashAt = (position: number): string | null => (position === 0 ? '' : (selectHash.get(position) ?? null));
  return {
    head,
    hashAt,
    rowsAfter: (position: number, limit: number): ChainRow[] => selectRows.all(position, limit),
    /** Whether the hash of a row follows from the row before it. */
    isLinked: ({ position, content, hash }: RecordRow): boolean =>
      hashAfter(hashAt(position - 1) ?? '', content) === hash,
    append(record: Omit<RecordRow, 'position' | 'hash'>): void {
      const { events, hash } = head();
      insert.run({ ...record, position: events + 1, hash: hashAfter(hash, record.content) });
    },
  };
}
