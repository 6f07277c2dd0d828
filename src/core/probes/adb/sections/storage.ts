import type { AdbSectionValue } from '../../../../shared/domain/adb-facts.ts';
import type { SectionReader } from '../section.ts';
import { forEachLine, wholeNumber } from './lines.ts';
import { answersIn, scriptOf, sectionOf } from './script.ts';

type Storage = AdbSectionValue<'storage'>;

const whole = (total: number | null, free: number | null, unit: number | null): Storage | null => {
  if (total === null || free === null || unit === null || total < 1 || free < 0 || unit < 1 || free > total)
    return null;
  return Number.isSafeInteger(total * unit) ? { totalBytes: total * unit, freeBytes: free * unit } : null;
};

/** The last line of `/data`. Read from its end: the name in front may hold anything. */
function spaceIn(text: string): Storage | null {
  let last = '';
  forEachLine(text, (line) => {
    if (line.endsWith(' /data')) last = line;
  });
  const fields = last.slice(-200).split(/\s+/);
  return whole(wholeNumber(fields.at(-5)), wholeNumber(fields.at(-3)), 1024);
}

/** `4096:1000000:500000`: size of a block, blocks, blocks free. */
function blocksIn(text: string): Storage | null {
  const [, unit, total, free] = /^(\d+):(\d+):(\d+)$/m.exec(text) ?? [];
  return whole(wholeNumber(total), wholeNumber(free), wholeNumber(unit));
}

export const storageReader: SectionReader<'storage'> = {
  name: 'storage',
  deadlineMs: 3000,
  command: () => scriptOf('space', 'blocks'),
  read(answer) {
    const [space, blocks] = answersIn(answer, 2);
    const storage = (space && spaceIn(space.text)) ?? (blocks && blocksIn(blocks.text)) ?? null;
    return sectionOf(storage, answer, space);
  },
};
