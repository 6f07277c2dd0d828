import { expect, it } from 'vitest';
import { fuzzSection, SECTION_NAMES } from '../support/adb/fuzz-sections.ts';
import { seedOf } from '../support/fuzz/mutate.ts';

const COUNT = 5 * Number(process.env['VRLAB_FUZZ_COUNT'] ?? 20_000);

it.each(SECTION_NAMES)('100,000 odd answers of headsets to %s: each fits, or has its reason', (name) => {
  const { read, unread, slowestMs } = fuzzSection(name, COUNT, seedOf(`adb ${name}`));
  process.stdout.write(`  ${read} read, ${unread} not, the slowest in ${slowestMs.toFixed(1)} ms\n`);
  expect(read).toBeGreaterThan(COUNT / 30);
});
