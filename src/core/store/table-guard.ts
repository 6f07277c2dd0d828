import type { Database } from 'better-sqlite3';
import { formatInstant } from '../../shared/beijing-time.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import { comparing, createTableComparison, type Differences, differencesIn } from './compare-tables.ts';
import { createTableRebuild, type Rebuilt } from './rebuild-tables.ts';
import type { Chain } from './request-chain.ts';

/** More would fill a screen; whoever has so many looks at all of them. */
const MOST_NAMED = 20;

/** Keeps what people look at (requests, their states, what waits to be sent) as the journal says. */
export interface TableGuard {
  /** When everything was compared that there was at opening. Never rejects. */
  settled(): Promise<void>;
  /** What was rebuilt and nobody has acknowledged yet, and what could not be; as far as is known by now. */
  problems(): Problem[];
  /** Compares everything now, and rebuilds what differs. */
  compare(): void;
  /** Somebody knows what was rebuilt: it is not reported again. */
  accept(): void;
}

type Repair = Omit<Rebuilt, 'lost' | 'numbers'> & { readonly numbers: string };

/** Begins to compare: a slice at a time, so that whoever waits is served between them. */
export function createTableGuard(database: Database, chain: Pick<Chain, 'rowsAfter'>): TableGuard {
  const comparison = createTableComparison(database);
  const rebuild = createTableRebuild(database, chain, comparison);
  const insertRepair = database.prepare<Repair & { at: string }>(
    `INSERT INTO request_repairs (at, requests, states, messages, deliveries, counts, numbers)
     VALUES (@at, @requests, @states, @messages, @deliveries, @counts, @numbers)`,
  );
  const selectRepairs = database.prepare<[], Repair>(
    `SELECT requests, states, messages, deliveries, counts, numbers FROM request_repairs WHERE known = 0 ORDER BY place`,
  );
  const acceptRepairs = database.prepare('UPDATE request_repairs SET known = 1 WHERE known = 0');
  let lost: readonly string[] = [];

  /** Compared once more under the lock: another program may have done it, or filed something meanwhile. */
  const rebuildNow = database.transaction(() => {
    database.pragma('defer_foreign_keys = ON');
    const { lost: left, numbers, ...done } = rebuild(differencesIn(comparison));
    lost = left;
    if (Object.values(done).some((count) => count > 0))
      insertRepair.run({ ...done, numbers: numbers.join(' '), at: formatInstant(new Date()) });
  });

  const rebuildWhere = ({ requests, others }: Differences) => {
    lost = [];
    if (requests.size > 0 || others) rebuildNow.immediate();
  };

  const inTurn = async (): Promise<void> => {
    for (const steps = comparing(comparison); ;) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      if (!database.open) return;
      const step = steps.next();
      if (step.done === true) return rebuildWhere(step.value);
    }
  };
  // Damage or a lock: whoever uses the database next meets it and reports it.
  const settled = inTurn().catch(() => undefined);

  return {
    settled: () => settled,
    problems() {
      const { name: file } = database;
      const repairs = selectRepairs.all();
      const sum = (count: 'requests' | 'states' | 'messages' | 'deliveries' | 'counts') =>
        repairs.reduce((all, repair) => all + repair[count], 0);
      const which = named(repairs.flatMap(({ numbers }) => numbers.split(' ')).filter((number) => number !== ''));
      const counts = {
        requests: sum('requests'),
        changed: sum('states') + sum('messages'),
        deliveries: sum('deliveries'),
      };
      return [
        ...(lost.length > 0
          ? [{ code: 'requests-not-restored', params: { file, count: lost.length, which: named(lost) } }]
          : []),
        ...(repairs.length > 0 ? [{ code: 'requests-rebuilt', params: { file, ...counts, which: which || '–' } }] : []),
      ];
    },
    compare: () => rebuildWhere(differencesIn(comparison)),
    accept: () => void acceptRepairs.run(),
  };
}

function named(numbers: readonly string[]): string {
  const each = [...new Set(numbers)];
  return each.slice(0, MOST_NAMED).join(' ') + (each.length > MOST_NAMED ? ' …' : '');
}
