import type { Database } from 'better-sqlite3';
import type { Problem } from '../../shared/domain/problem.ts';
import { requestNumberOf } from '../records/request-number.ts';
import { comparing, createTableComparison, type Differences, differencesIn } from './compare-tables.ts';
import { createTableRebuild } from './rebuild-tables.ts';
import type { Chain } from './request-chain.ts';
import { createRepairs } from './request-repairs.ts';

/** More would fill a screen; a person with so many looks at all of them. */
const MAX_NAMED = 20;

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

/** Begins to compare: a slice at a time, so that other work goes on between them. */
export function createTableGuard(database: Database, chain: Pick<Chain, 'rowsAfter'>): TableGuard {
  const comparison = createTableComparison(database);
  const repairs = createRepairs(database);
  let lost: readonly string[] = [];
  /** False while what differs could not be written. */
  let isRebuilt = true;

  /** Compared once more under the lock: another program may have done it, or filed something meanwhile. */
  const rebuildNow = database.transaction(() => {
    database.pragma('defer_foreign_keys = ON');
    const rebuild = createTableRebuild(database, chain, comparison);
    const { lost: left, ...done } = rebuild(differencesIn(comparison));
    lost = left;
    if (done.requests + done.states + done.messages + done.deliveries + done.counts > 0) repairs.add(done);
  });

  const rebuildWhere = ({ requests, others }: Differences) => {
    lost = [];
    isRebuilt = true;
    if (requests.size === 0 && !others) return;
    try {
      rebuildNow.immediate();
    } catch {
      // Locked for long, a full disk, damage: at the next opening it is tried again.
      lost = [...requests].map(requestNumberOf);
      isRebuilt = false;
    }
  };

  const inTurn = async (): Promise<void> => {
    for (const steps = comparing(comparison); ;) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      if (!database.open) return;
      const step = steps.next();
      if (step.done === true) return rebuildWhere(step.value);
    }
  };
  // Damage or a lock: the next use of the database meets it and reports it.
  const settled = inTurn().catch(() => undefined);

  return {
    settled: () => settled,
    problems() {
      const { name: file } = database;
      const rebuilt = repairs.unknown();
      const sum = (count: (one: (typeof rebuilt)[number]) => number) =>
        rebuilt.reduce((all, one) => all + count(one), 0);
      const counts = {
        requests: sum((one) => one.requests),
        changed: sum(({ states, messages, counts: counted }) => states + messages + counted),
        deliveries: sum((one) => one.deliveries),
      };
      const which = whichOf(rebuilt.flatMap(({ numbers }) => numbers));
      const problems: Problem[] = [];
      if (lost.length > 0 || !isRebuilt)
        problems.push({
          code: 'requests-not-restored',
          params: { file, count: lost.length, ...whichOf(lost) },
        });
      if (rebuilt.length > 0) problems.push({ code: 'requests-rebuilt', params: { file, ...counts, ...which } });
      return problems;
    },
    compare: () => rebuildWhere(differencesIn(comparison)),
    accept: () => repairs.accept(),
  };
}

/** Their numbers, each once; nothing where no request is concerned. */
function whichOf(numbers: readonly string[]): { which?: string } {
  const each = [...new Set(numbers)];
  if (each.length === 0) return {};
  return { which: each.slice(0, MAX_NAMED).join(' ') + (each.length > MAX_NAMED ? ' …' : '') };
}
