import { expect, it } from 'vitest';
import { ADB_SECTIONS } from '../../../../src/core/probes/adb/sections/index.ts';
import { contextOf, PICO_4, QUEST_3, rawAnswer } from '../../../support/adb/answers.ts';
import { fuzzSection, SECTION_NAMES } from '../../../support/adb/fuzz-sections.ts';

// The short form of tests/fuzz/adb-sections.test.ts: the same answers at each run.
it.each(SECTION_NAMES)('%s: any answer is a value that fits, or the reason why there is none', (name) => {
  const { read, unread, slowestMs } = fuzzSection(name, 500, 7);
  expect(unread).toBeGreaterThan(30);
  // A reader that refuses everything would pass as well.
  expect(read).toBeGreaterThan(15);
  expect(slowestMs).toBeLessThan(5000);
});

const FILLERS = [
  '\n',
  ' ',
  '\t ',
  'a',
  '1',
  '1:',
  '[',
  ']: [',
  ', ',
  ': ',
  '.',
  '=',
  '{',
  '@vrlab0',
  'User 0:\n',
  'a.b',
];

it.each(SECTION_NAMES)('%s: 200,000 characters of one kind are read as quickly as any others', (name) => {
  const reader = ADB_SECTIONS.find((one) => one.name === name)!;
  for (const identity of [QUEST_3, PICO_4])
    for (const filler of FILLERS) {
      const text = filler.repeat(200_000 / filler.length);
      const marked = Array.from({ length: 6 }, (_, at) => `${text}@vrlab${at}:0@\n`).join('');
      const begun = performance.now();
      reader.read(rawAnswer(marked), contextOf(identity, { packages: ['com.example.lesson'] }));
      // Minutes where a pattern tries again from every place.
      expect(performance.now() - begun).toBeLessThan(5000);
    }
});
