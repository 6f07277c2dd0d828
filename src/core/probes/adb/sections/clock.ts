import type { SectionReader } from '../section.ts';
import { label } from './lines.ts';
import { answersIn, read, scriptOf, unread, whyUnread } from './script.ts';

export const clockReader: SectionReader<'clock'> = {
  name: 'clock',
  deadlineMs: 3000,
  command: () => scriptOf('seconds', 'timeZone'),
  read(answer) {
    const [seconds, zone] = answersIn(answer, 2);
    const text = seconds?.text.trim() ?? '';
    if (!/^\d{1,11}$/.test(text)) return unread(whyUnread(answer, seconds));
    // It was asked some time between question and answer, and the headset leaves out parts of a second.
    const there = Number(text) * 1000 + 500;
    const here = answer.askedAt + answer.durationMs / 2;
    const name = label(zone?.text);
    return read({
      aheadMs: Math.round(there - here),
      uncertainMs: Math.round(500 + answer.durationMs / 2),
      timeZone: name !== null && /^[\w+\-/]+$/.test(name) ? name : null,
    });
  },
};
