import type { Migration } from './migration.ts';

/** Check runs, and their findings in a table that can be queried by check, outcome and time. */
export const runsAndFindings: Migration = {
  version: 1,
  name: 'runs-and-findings',
  up(database) {
    database.exec(`
      CREATE TABLE runs (
        id TEXT PRIMARY KEY,
        started_at TEXT NOT NULL,
        duration_ms REAL NOT NULL,
        verdict TEXT NOT NULL CHECK (verdict IN ('ready', 'usable', 'not-ready', 'unknown')),
        demo INTEGER NOT NULL CHECK (demo IN (0, 1)),
        station TEXT,
        publication TEXT NOT NULL,
        devices TEXT NOT NULL,
        snapshot TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE findings (
        run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        check_id TEXT NOT NULL,
        outcome TEXT NOT NULL CHECK (outcome IN ('pass', 'warn', 'fail', 'unknown', 'not-applicable')),
        subject TEXT NOT NULL,
        cause TEXT,
        evidence TEXT NOT NULL,
        PRIMARY KEY (run_id, position)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX findings_by_check ON findings (check_id, outcome, run_id);
    `);
  },
};
