import type { Database } from 'better-sqlite3';
import type { StoredInspection } from './stored-inspection.ts';

/** The inspection somebody works on: read whole once, not at every touch. */
export interface LastRead {
  get(id: string): StoredInspection | null;
  /** To be asked before the transaction that wrote is ended: nobody else has written by then. */
  moment(): string;
  /** What an inspection is since that moment. */
  keep(inspection: StoredInspection, since: string): void;
}

export function createLastRead(database: Database, read: (id: string) => StoredInspection | null): LastRead {
  /** Moves when another connection has written. */
  const others = database.prepare<[], number>('PRAGMA data_version').pluck();
  /** Moves when this one has. */
  const own = database.prepare<[], number>('SELECT total_changes()').pluck();
  const moment = () => `${others.get()} ${own.get()}`;
  let last: { readonly moment: string; readonly inspection: StoredInspection } | null = null;

  return {
    moment,
    get(id) {
      const now = moment();
      if (last?.moment === now && last.inspection.header.id === id) return last.inspection;
      const inspection = read(id);
      last = inspection === null ? null : { moment: now, inspection };
      return inspection;
    },
    keep(inspection, since) {
      last = { moment: since, inspection };
    },
  };
}
