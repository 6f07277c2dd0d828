import type { Database } from 'better-sqlite3';

/** Wrong tries that cost nothing: a finger slips. */
const FREE = 4;
/** After the fifth wrong try and each further one, in seconds; the last holds for all that follow: 24 a day. */
const WAITS_S = [30, 60, 300, 900, 3600] as const;

/** How long nobody may try after so many wrong tries in a row, in seconds. */
export const waitAfter = (failures: number): number =>
  failures <= FREE ? 0 : (WAITS_S[failures - FREE - 1] ?? WAITS_S.at(-1)!);

export interface Attempt {
  /** Wrong tries in a row, this one counted while it is under way. */
  readonly failures: number;
  /** Of the operating system when the last one was made, in seconds. */
  readonly uptime: number;
}

/**
 * What is left of the wait, in seconds. By the system's uptime: a clock that is set changes nothing. After a restart the uptime is
 * below the one stored, or it all has passed since: what certainly has passed is what the system is up.
 */
export function waitLeft({ failures, uptime }: Attempt, now: number): number {
  const passed = now >= uptime ? now - uptime : now;
  return Math.max(0, Math.ceil(waitAfter(failures) - passed));
}

/** Wrong tries by what was tried, in the database: they outlive restarts, and two programs share them. */
export function createAttempts(database: Database, uptime: () => number) {
  const select = database.prepare<[string], Attempt>('SELECT failures, uptime FROM sign_in_attempts WHERE target = ?');
  const upsert = database.prepare('INSERT OR REPLACE INTO sign_in_attempts VALUES (?, ?, ?)');
  const remove = database.prepare('DELETE FROM sign_in_attempts WHERE target = ?');
  const begin = database.transaction((target: string): number => {
    const known = select.get(target) ?? { failures: 0, uptime: 0 };
    const wait = waitLeft(known, uptime());
    if (wait === 0) upsert.run(target, known.failures + 1, uptime());
    return wait;
  });
  return {
    /** Seconds until the next try is allowed. */
    wait(target: string): number {
      const known = select.get(target);
      return known === undefined ? 0 : waitLeft(known, uptime());
    },
    /** Counts a try as wrong before it is looked at: a program that is ended meanwhile gains nothing. @returns seconds to wait; 0: go on. */
    begin: (target: string): number => begin.immediate(target),
    /** It was right: what was counted is forgotten. */
    succeeded: (target: string): void => void remove.run(target),
  };
}
