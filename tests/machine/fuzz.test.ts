import { expect, it } from 'vitest';
import { fuzzContract } from '../support/fuzz/contract-calls.ts';
import { sentText } from '../support/fuzz/corpora.ts';
import { seedOf } from '../support/fuzz/mutate.ts';
import { fuzzReaders } from '../support/fuzz/readers.ts';
import { faultOf, oddCalls } from '../support/fuzz/terminal.ts';
import { fuzzWebHost } from '../support/fuzz/web-host.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

// The short form of tests/fuzz: the same numbers at each run, so that it is green or red for a reason.
const SEED = 7;

it('odd files of every kind end, hang or fill no reader', async () => {
  const { outcomes, faults } = await fuzzReaders(150, seedOf('files', SEED));
  expect(faults).toEqual([]);
  // Most are refused, and some are only a little odd: both are tried.
  expect(Object.keys(outcomes).filter((outcome) => outcome.endsWith(' ok')).length).toBeGreaterThan(3);
  expect(Object.keys(outcomes).length).toBeGreaterThan(15);
});

it('odd texts of other programs end, hang or fill no reader', async () => {
  const { outcomes, faults } = await fuzzReaders(500, seedOf('texts', SEED), undefined, () => sentText);
  expect(faults).toEqual([]);
  for (const code of ['ok', 'text-report-unknown', 'text-report-cut'])
    expect(outcomes[`text-report ${code}`]).toBeGreaterThan(0);
});

it('odd calls of the web host are answered or closed, and the host lives', async () => {
  const { answers, faults } = await fuzzWebHost(400, seedOf('web host', SEED), temporaryFolder());
  expect(faults).toEqual([]);
  for (const answer of ['http 200', 'http 400', 'http 404', 'http 421']) expect(answers[answer]).toBeGreaterThan(0);
  expect(answers['socket 200']).toBeGreaterThan(0);
  expect(answers['socket 400']).toBeGreaterThan(0);
});

it('odd calls of the contract reach no handler as they were sent', async () => {
  const { answers, faults, called, reached } = await fuzzContract(2000, seedOf('contract', SEED), temporaryFolder());
  expect(faults).toEqual([]);
  expect(called).toBeGreaterThan(120);
  // Some are well formed: a router that refuses everything would pass as well.
  expect(reached).toBeGreaterThan(called / 3);
  for (const answer of ['BAD_REQUEST', 'REACHED parsed', 'refused with a problem'])
    expect(answers[answer]).toBeGreaterThan(30);
}, 60_000);

it('odd words end in words', async () => {
  const folder = temporaryFolder();
  const calls = oddCalls(folder).filter((_, at) => at % 97 === 0);
  const faults = await Promise.all(calls.map((call) => faultOf(call, folder)));
  expect(faults.filter((fault) => fault !== null)).toEqual([]);
});
