import { createRequire, syncBuiltinESMExports } from 'node:module';
import type { Database } from 'better-sqlite3';

/** Where a process may be told to die, as if the power failed there. */
export const DEADLY_POINTS = [
  'INSERT ON requests',
  'INSERT ON messages',
  'INSERT ON deliveries',
  'INSERT ON request_events',
  'UPDATE OF state ON requests',
  "UPDATE OF state ON deliveries WHEN NEW.state = 'sending'",
  "UPDATE OF state ON deliveries WHEN NEW.state = 'delivered'",
  'before the mark',
  'after the mark',
  'before sending',
  'after sending',
] as const;
export type DeadlyPoint = (typeof DEADLY_POINTS)[number];

export class Death {
  readonly #point: string;
  #left: number;

  /** @param point empty: nowhere. @param times it is passed alive. */
  constructor(point: string, times: number) {
    this.#point = point;
    this.#left = times;
  }

  at(point: DeadlyPoint): void {
    if (point !== this.#point) return;
    if (this.#left === 0) process.kill(process.pid, 'SIGKILL');
    this.#left -= 1;
  }

  /** In the middle of a transaction. */
  lurkIn(database: Database): void {
    const point = this.#point as DeadlyPoint;
    if (!/^(INSERT|UPDATE)/.test(point)) return;
    database.function('die', () => {
      this.at(point);
      return null;
    });
    const [event, when] = point.split(' WHEN ');
    database.exec(
      `CREATE TEMP TRIGGER death AFTER ${event!.replace(' ON ', ' ON main.')} ${when === undefined ? '' : `WHEN ${when}`}
       BEGIN SELECT die(); END`,
    );
  }

  /** Around the renaming with which the mark is put in its place. */
  lurkInMark(): void {
    const fs = createRequire(import.meta.url)('node:fs') as { renameSync: (from: string, to: string) => void };
    const rename = fs.renameSync;
    fs.renameSync = (from, to) => {
      this.at('before the mark');
      rename(from, to);
      this.at('after the mark');
    };
    syncBuiltinESMExports();
  }
}
