import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Sequencer } from '../../../src/core/platform/sequencer.ts';

it('a sequencer runs one piece of work after the other, also after one that failed', async () => {
  const sequence = new Sequencer();
  const log: string[] = [];
  const work = (name: string, milliseconds: number) => async () => {
    log.push(`${name} begins`);
    await sleep(milliseconds);
    log.push(`${name} ends`);
    return name;
  };
  const failing = sequence.run(() => Promise.reject(new Error('no')));
  const both = [sequence.run(work('slow', 20)), sequence.run(work('quick', 0))];
  await expect(failing).rejects.toThrow('no');
  expect(await Promise.all(both)).toEqual(['slow', 'quick']);
  expect(log).toEqual(['slow begins', 'slow ends', 'quick begins', 'quick ends']);
});
