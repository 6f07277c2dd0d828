import type { Database } from 'better-sqlite3';
import type { Problem } from '../../shared/domain/problem.ts';
import { requestNumberOf } from '../records/record-numbers.ts';
import { type Differences, comparing, createTableComparison, differencesIn } from './compare-tables.ts';
import { createTableRebuild } from './rebuild-tables.ts';
import type { Chain } from './request-chain.ts';
import { createRepairs } from './request-repairs.ts';

/** Maximum number of request numbers named in a problem; more would fill a screen. */
const MAX_NAMED = 20;

/** Keeps the derived tables (requests, their states, the outbox) consistent with the journal. */
export interface TableGuard {
  /** Resolves when everything that was there at the opening was compared. Never rejects. */
  settled(): Promise<void>;
  /** What could not be restored, and what was rebuilt and is not acknowledged yet; as far as it is known by now. */
  problems(): Problem[];
  /** Compares everything now and rebuilds what differs. */
  compare(): void;
  /** Acknowledges what was rebuilt: it is not reported again. */
  accept(): void;
}

/** Starts to compare, a slice at a time, so that other work can run in between. */
export function createTableGuard(database: Database, chain: Pick<Chain, 'rowsAfter'>): TableGuard {
  const comparison = createTableComparison(database);
  const repairs = createRepairs(database);
  let lost: readonly string[] = [];
  /** False while the differences could not be repaired. */
  let isRebuilt = true;

  /** Compares once more under the write lock: another process may have rebuilt or filed something meanwhile. */
  const rebuildNow = database.transaction(() => {
    database.pragma('defer_foreign_keys = ON');
    const rebuild = createTableRebuild(database, chain, comparison);
    const { lost: unrestored, ...done } = rebuild(differencesIn(comparison));
    lost = unrestored;
    if (done.requests + done.states + done.messages + done.deliveries + done.counts > 0) repairs.add(done);
  });

  const rebuildWhere = ({ requests, others }: Differences) => {
    lost = [];
    isRebuilt = true;
    if (requests.size === 0 && !others) return;
    try {
      rebuildNow.immediate();
    } catch {
      // A long lock, a full disk or damage: the next opening tries again.
      lost = [...requests].map(requestNumberOf);
      isRebuilt = false;
    }
  };

  const compareInSlices = async (): Promise<void> => {
    for (const steps = comparing(comparison); ;) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      if (!database.open) return;
      const step = steps.next();
      if (step.done === true) return rebuildWhere(step.value);
    }
  };
  // Damage or a lock is reported by the next use of the database.
  const settled = compareInSlices().catch(() => undefined);

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

/** The parameter with the distinct numbers; empty where there are none. */
function whichOf(numbers: readonly string[]): { which?: string } {
  const each = [...new Set(numbers)];
  if (each.length === 0) return {};
  return { which: each.slice(0, MAX_NAMED).join(' ') + (each.length > MAX_NAMED ? ' …' : '') };
}
