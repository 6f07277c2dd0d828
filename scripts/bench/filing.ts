import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { createDatabaseSession } from '../../src/core/store/database-session.ts';
import { createRequestStore } from '../../src/core/store/request-store.ts';
import { newFiling } from '../../tests/support/request/filing.ts';
import { ROOT } from '../../tests/support/vrlab.ts';
import { atMost, type Figure, quantile } from './figure.ts';

/** On the disk of the repository: a temporary folder may be in memory. */
const FOLDER = path.join(ROOT, 'test-artifacts/bench-filing');
const TIMES = 150;
const CHANNELS = ['desk', 'robot'];
/** What SQLite itself takes may be exceeded by half, and by this: the mark and the emptied journal are written through as well. */
const ALLOWANCE_MS = 10;

/** From the touch to "it is kept", beside one commit of as many bytes that SQLite writes through. */
export async function filing(): Promise<Figure[]> {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const bare = new Sqlite(path.join(FOLDER, 'bare.sqlite'));
  bare.pragma('journal_mode = WAL');
  bare.pragma('synchronous = FULL');
  bare.exec('CREATE TABLE messages (body TEXT)');
  const insert = bare.prepare('INSERT INTO messages VALUES (?)');
  const session = createDatabaseSession(FOLDER);
  const requests = createRequestStore(FOLDER, session);
  await requests.list({ limit: 1 });

  const times: { bare: number[]; filed: number[] } = { bare: [], filed: [] };
  for (let time = 0; time < TIMES; time += 1) {
    const asked = newFiling(CHANNELS);
    const body = JSON.stringify(asked);
    let begun = performance.now();
    insert.run(body);
    times.bare.push(performance.now() - begun);
    begun = performance.now();
    const kept = await requests.file(asked);
    times.filed.push(performance.now() - begun);
    if (!kept.ok) throw new Error(kept.problem.code);
  }
  bare.close();
  session.close();
  const [commit, filed] = [quantile(times.bare, 0.5), quantile(times.filed, 0.5)];
  const limit = Number((1.5 * commit + ALLOWANCE_MS).toFixed(2));
  return [atMost(`a request filed, median (a bare commit ${commit.toFixed(2)} ms)`, filed, limit, 'ms')];
}
