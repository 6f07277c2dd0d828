import { expect, it } from 'vitest';
import { followSource } from '../../../../src/core/publication/fetch/follow-source.ts';
import type { PublicationFetch } from '../../../../src/core/publication/fetch/publication-fetch.ts';
import type { PublicationLook } from '../../../../src/shared/domain/publication-source.ts';
import { succeed } from '../../../../src/shared/domain/result.ts';

const HOUR_MS = 3_600_000;

/** A program that runs for some days, asked every ten minutes of its own time whether a look is due. */
async function daysOf(
  outcomes: PublicationLook['outcome'][],
  { hours, enabled = true }: { hours: number; enabled?: boolean },
) {
  const ending = new AbortController();
  const start = Date.parse('2026-11-30T00:00:00Z');
  let now = start;
  let [last, lastGood]: (PublicationLook | null)[] = [null, null];
  const looks: number[] = [];
  const fetch: PublicationFetch = {
    status: () =>
      Promise.resolve({
        source: succeed({ schema: 'vrlab.publication-source/1' as const, place: '/share', enabled }),
        looks: { last: last ?? null, lastGood: lastGood ?? null },
      }),
    look(by) {
      const outcome = outcomes.shift() ?? 'current';
      looks.push((now - start) / HOUR_MS);
      last = { at: new Date(now).toISOString(), by, place: '/share', outcome, version: null, problem: null };
      if (outcome !== 'failed') lastGood = last;
      // Also a look that throws is not the last one.
      return looks.length === 2 ? Promise.reject(new Error('defect')) : Promise.resolve(succeed(last));
    },
  };
  await followSource(
    {
      fetch,
      clock: () => new Date(now),
      refresh() {
        now += HOUR_MS / 6;
        if (now - start > hours * HOUR_MS) ending.abort();
        return Promise.resolve();
      },
      everyMs: 0,
      spread: 0.25,
    },
    ending.signal,
  );
  return looks.map((at) => Math.round(at * 10) / 10);
}

it('looks soon after the start, then once a day at its own time', async () => {
  expect(await daysOf([], { hours: 80 })).toEqual([0.2, 6, 30, 54, 78]);
});

it('tries again an hour or two after a failure', async () => {
  expect(await daysOf(['failed', 'failed', 'failed'], { hours: 10 })).toEqual([0.2, 1.5, 2.8, 4.2, 6]);
});

it('does not look where it is switched off', async () => {
  expect(await daysOf([], { hours: 80, enabled: false })).toEqual([]);
});
