import type { Migration } from './migration.ts';

/**
 * How much of each request somebody has looked at, and what people said against the verdict of a run. Beside the records, not in
 * them: neither changes anything that is hashed.
 */
export const readsAndDisputes: Migration = {
  version: 8,
  name: 'reads-and-disputes',
  up(database) {
    database.exec(`
      CREATE TABLE request_reads (
        request_id TEXT PRIMARY KEY,
        events INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      INSERT INTO request_reads SELECT request_id, count(*) FROM request_events GROUP BY request_id;
      CREATE TABLE run_disputes (
        place INTEGER PRIMARY KEY,
        run_id TEXT NOT NULL,
        at TEXT NOT NULL,
        text TEXT NOT NULL
      ) STRICT;
      CREATE INDEX run_disputes_by_run ON run_disputes (run_id, place);
    `);
  },
};
