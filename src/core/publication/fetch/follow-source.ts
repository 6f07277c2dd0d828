import { setTimeout as wait } from 'node:timers/promises';
import type { PublicationFetch } from './publication-fetch.ts';
import { nextLookAt, spreadOfPc } from './look-times.ts';

export interface FollowOptions {
  readonly fetch: PublicationFetch;
  /** Uses what was installed meanwhile, by this look or by another program. */
  readonly refresh: () => Promise<unknown>;
  readonly clock: () => Date;
  /** How often it is asked whether a look is due: the clock may jump, the PC may sleep, the setting may change. */
  readonly everyMs?: number;
  readonly spread?: number;
}

const EVERY_MS = 300_000;

/** Looks at the source once a day until the signal is aborted, and takes what other programs installed. Never rejects. */
export async function followSource(
  { fetch, refresh, clock, everyMs = EVERY_MS, spread = spreadOfPc() }: FollowOptions,
  signal: AbortSignal,
): Promise<void> {
  const startedAt = clock();
  while (!signal.aborted) {
    try {
      if (await isDue()) await fetch.look('schedule', signal);
      await refresh();
    } catch {
      // A defect of one look must not be the last look.
    }
    await wait(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
  }

  async function isDue(): Promise<boolean> {
    const { source, looks } = await fetch.status();
    if (!source.ok || source.value?.enabled !== true) return false;
    const { place } = source.value;
    // What was found at another place says nothing about this one.
    const at = (look: typeof looks.last) => (look === null || look.place !== place ? null : new Date(look.at));
    const history = { startedAt, lastAt: at(looks.last), lastGoodAt: at(looks.lastGood) };
    return nextLookAt(clock(), history, spread) <= clock();
  }
}
