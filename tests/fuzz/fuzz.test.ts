import { availableParallelism } from 'node:os';
import { expect, it } from 'vitest';
import { fuzzContract } from '../support/fuzz/contract-calls.ts';
import { sentText } from '../support/fuzz/corpora.ts';
import { seedOf } from '../support/fuzz/mutate.ts';
import { fuzzReaders } from '../support/fuzz/readers.ts';
import { faultOf, oddCalls } from '../support/fuzz/terminal.ts';
import { fuzzWebHost } from '../support/fuzz/web-host.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const COUNT = Number(process.env['VRLAB_FUZZ_COUNT'] ?? 20_000);
const report = (what: string, found: Readonly<Record<string, number>>) =>
  process.stdout.write(
    `${what}\n${Object.entries(found)
      .toSorted(([one], [other]) => one.localeCompare(other))
      .map(([name, times]) => `  ${String(times).padStart(6)} ${name}\n`)
      .join('')}`,
  );

it('20,000 files of every kind: none ends, hangs or fills its reader', async () => {
  const { outcomes, faults } = await fuzzReaders(COUNT, seedOf('files'));
  report('files', outcomes);
  expect(faults).toEqual([]);
});

it('100,000 texts of other programs: none ends, hangs or fills its reader', async () => {
  const { outcomes, faults } = await fuzzReaders(5 * COUNT, seedOf('texts'), undefined, () => sentText);
  report('texts', outcomes);
  expect(faults).toEqual([]);
});

it('1,000,000 calls of the contract: none reaches a handler as it was sent, none is thrown at the host', async () => {
  const { answers, faults, called, reached } = await fuzzContract(50 * COUNT, seedOf('contract'), temporaryFolder());
  report(`contract (${reached} of ${called} handlers reached)`, answers);
  expect(faults).toEqual([]);
});

it('20,000 calls of the web host: each is answered or closed, and the host lives', async () => {
  const { answers, faults, rss } = await fuzzWebHost(COUNT, seedOf('web host'), temporaryFolder());
  report(`web host (${Math.round(rss)} MiB)`, answers);
  expect(faults).toEqual([]);
  expect(rss).toBeLessThan(700);
});

it('every command with forty odd things: each ends in words', async () => {
  const folder = temporaryFolder();
  const calls = oddCalls(folder);
  const faults: string[] = [];
  let next = 0;
  const run = async () => {
    while (next < calls.length) {
      const call = calls[next++]!;
      const fault = await faultOf(call, folder);
      if (fault !== null) faults.push(fault);
    }
  };
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, run));
  process.stdout.write(`${calls.length} calls\n`);
  expect(faults).toEqual([]);
});
