import type { Migration } from './migration.ts';

/**
 * Which requests hand in the report of an inspection. Beside the requests, which it does not refer to by a foreign key: repairing
 * them from their journal may give one its id back.
 */
export const handedInReports: Migration = {
  version: 9,
  name: 'handed-in-reports',
  up(database) {
    database.exec(`
      CREATE TABLE handed_in_reports (
        request_id TEXT PRIMARY KEY,
        inspection_id TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX handed_in_by_inspection ON handed_in_reports (inspection_id, request_id);
    `);
  },
};
