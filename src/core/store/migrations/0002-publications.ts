import type { Migration } from './migration.ts';

/** Every publication installed on this PC: a history, and one more place of the rollback guard. */
export const publications: Migration = {
  version: 2,
  name: 'publications',
  up(database) {
    database.exec(`
      CREATE TABLE publications (
        version INTEGER NOT NULL,
        timestamp_version INTEGER NOT NULL,
        date TEXT NOT NULL,
        title TEXT NOT NULL,
        demo INTEGER NOT NULL CHECK (demo IN (0, 1)),
        mark TEXT NOT NULL,
        installed_at TEXT NOT NULL,
        place TEXT NOT NULL,
        PRIMARY KEY (version, timestamp_version)
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
