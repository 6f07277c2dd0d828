import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createDatabaseSession } from '../../src/core/store/database-session.ts';
import { createTableComparison, differencesIn } from '../../src/core/store/compare-tables.ts';
import { fileMany } from '../../tests/support/request/filing.ts';
import { ROOT } from '../../tests/support/vrlab.ts';
import { atMost, type Figure, quantile } from './figure.ts';

const FOLDER = path.join(ROOT, 'test-artifacts/bench-comparison');
const REQUESTS = 10_000;
const TIMES = 15;
const MOST_MS = 50;

/** What comparing the journal with the tables that follow from it takes of the processor at each opening, in the thread that does it. */
export async function tableComparison(): Promise<Figure[]> {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const filling = createDatabaseSession(FOLDER);
  const filled = await filling.use((database) => fileMany(database, REQUESTS, ['desk']));
  if (!filled.ok) throw new Error(filled.problem.code);
  filling.close();
  const times: number[] = [];
  const bare: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    const began = performance.now();
    execFileSync(process.execPath, ['-e', '0']);
    bare.push(performance.now() - began);
    const session = createDatabaseSession(FOLDER);
    const compared = await session.use((database) => {
      const begun = process.threadCpuUsage();
      const { requests, others } = differencesIn(createTableComparison(database));
      const { user, system } = process.threadCpuUsage(begun);
      if (requests.size > 0 || others) throw new Error('nothing was altered');
      return (user + system) / 1000;
    });
    session.close();
    if (!compared.ok) throw new Error(compared.problem.code);
    times.push(compared.value);
  }
  rmSync(FOLDER, { recursive: true });
  const compared = quantile(times, 0.5);
  return [
    atMost(`journal and tables of ${REQUESTS} requests compared, median`, compared, MOST_MS, 'ms'),
    // The same on a machine that is slower, or busy with other things.
    atMost('the same in starts of Node alone', compared / quantile(bare, 0.5), 1.5, 'times'),
  ];
}
