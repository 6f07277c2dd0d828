import { setTimeout as wait } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { ConditionWatch } from '../../../../src/core/probes/windows/condition-watch.ts';

const ROUND_MS = 20;

/** Watches what `told` says; null: no answer. */
function watching(told: { now: string | null }) {
  const counts = { asked: 0, changes: 0 };
  const watch = new ConditionWatch(
    () => {
      counts.asked += 1;
      return Promise.resolve(told.now);
    },
    () => (counts.changes += 1),
    ROUND_MS,
  );
  onTestFinished(() => watch.close());
  return { watch, counts };
}

/** Until it was asked twice more: once may have been under way. */
async function rounds(counts: { readonly asked: number }) {
  const from = counts.asked;
  while (counts.asked < from + 2) await wait(ROUND_MS);
}

it('tells of a change, and of nothing as long as all stays as it is', async () => {
  const told = { now: 'a 0' as string | null };
  const { counts } = watching(told);
  await rounds(counts);
  expect(counts.changes).toBe(0);
  told.now = 'a 43';
  await rounds(counts);
  expect(counts.changes).toBe(1);
});

it('is asked at once: what fails after the first look of whoever watches is news', () => {
  expect(watching({ now: 'a 0' }).counts.asked).toBe(1);
});

it('tells nothing of a change that was notified', async () => {
  const told = { now: 'a 0' as string | null };
  const { watch, counts } = watching(told);
  await rounds(counts);
  told.now = 'a 0\nb 0';
  watch.notified();
  await rounds(counts);
  expect(counts.changes).toBe(0);
});

it('asks seldom where there is no answer', async () => {
  const told = { now: null as string | null };
  const { watch, counts } = watching(told);
  await wait(5 * ROUND_MS);
  expect(counts.asked).toBe(1);
  told.now = 'a 0';
  watch.notified();
  await rounds(counts);
});

it('asks no more once it is closed', async () => {
  const { watch, counts } = watching({ now: 'a 0' });
  await rounds(counts);
  watch.close();
  const { asked } = counts;
  await wait(5 * ROUND_MS);
  expect(counts.asked).toBeLessThanOrEqual(asked + 1);
});
