import type { Database } from 'better-sqlite3';
import { formatInstant } from '../../shared/beijing-time.ts';
import type { Rebuilt } from './rebuild-tables.ts';

/** Log of what was rebuilt from the journal, until somebody acknowledges it. */
export interface Repairs {
  add(rebuilt: Omit<Rebuilt, 'lost'>): void;
  /** Oldest first. */
  unknown(): Omit<Rebuilt, 'lost'>[];
  accept(): void;
}

type Row = Omit<Rebuilt, 'lost' | 'numbers'> & { readonly numbers: string };

export function createRepairs(database: Database): Repairs {
  const insert = database.prepare<Row & { at: string }>(
    `INSERT INTO request_repairs (at, requests, states, messages, deliveries, counts, numbers)
     VALUES (@at, @requests, @states, @messages, @deliveries, @counts, @numbers)`,
  );
  const select = database.prepare<[], Row>(
    'SELECT requests, states, messages, deliveries, counts, numbers FROM request_repairs WHERE known = 0 ORDER BY place',
  );
  const accept = database.prepare('UPDATE request_repairs SET known = 1 WHERE known = 0');
  return {
    add({ numbers, requests, states, messages, deliveries, counts }) {
      const recorded = { requests, states, messages, deliveries, counts, numbers: numbers.join(' ') };
      insert.run({ ...recorded, at: formatInstant(new Date()) });
    },
    unknown: () =>
      select.all().map((row) => ({ ...row, numbers: row.numbers.split(' ').filter((number) => number !== '') })),
    accept: () => void accept.run(),
  };
}

/** Logs that indexes were rebuilt: some records could not be found until then. */
export const reportIndexes = (database: Database): void =>
  createRepairs(database).add({ requests: 0, states: 0, messages: 0, deliveries: 0, counts: 1, numbers: [] });
