import type { AdbSectionValue } from '../../../../shared/domain/adb-facts.ts';
import type { SectionReader } from '../section.ts';
import { keyedValues, yesOrNo } from './lines.ts';
import { makerOf } from './maker.ts';
import { answersIn, scriptOf, sectionOf, unread } from './script.ts';

const WANTED: ReadonlySet<string> = new Set(['OTA available', 'OTA ready']);

function updateIn(text: string): AdbSectionValue<'update'> | null {
  const values = keyedValues(text, ':', WANTED);
  const available = yesOrNo(values.get('OTA available'));
  const ready = yesOrNo(values.get('OTA ready'));
  return available === null && ready === null
    ? null
    : { available: available === true || ready === true, ready: ready === true, version: null };
}

/** Only Quest is known to tell; the others have it on their own screens. */
export const updateReader: SectionReader<'update'> = {
  name: 'update',
  deadlineMs: 3000,
  command: ({ identity }) => (makerOf(identity) === 'meta' ? scriptOf('questCompanion') : null),
  read(answer, { identity }) {
    if (makerOf(identity) !== 'meta') return unread('absent');
    const [companion] = answersIn(answer, 1);
    return sectionOf(companion ? updateIn(companion.text) : null, answer, companion);
  },
};
