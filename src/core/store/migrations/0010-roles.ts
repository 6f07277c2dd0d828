import type { Migration } from './migration.ts';

/** Attempts at PINs, which outlive restarts, and the audit log in a chain of its own. */
export const roles: Migration = {
  version: 10,
  name: 'roles',
  up(database) {
    database.exec(`
      CREATE TABLE sign_in_attempts (
        target TEXT PRIMARY KEY,
        failures INTEGER NOT NULL,
        uptime REAL NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE audit_entries (
        position INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        content TEXT NOT NULL,
        hash TEXT NOT NULL
      ) STRICT;
      CREATE TABLE audit_checkpoints (
        position INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        hash TEXT NOT NULL,
        public_key TEXT NOT NULL,
        signature TEXT NOT NULL
      ) STRICT;

      CREATE TABLE pin_recoveries (
        nonce TEXT PRIMARY KEY,
        at TEXT NOT NULL,
        used INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
