import type { AdbSectionValue } from '../../../../shared/domain/adb-facts.ts';
import type { SectionReader } from '../section.ts';
import { keyedValues, lookUp } from './lines.ts';
import { makerOf } from './maker.ts';
import { answersIn, type Answered, read, scriptOf, unread, whyUnread } from './script.ts';

type Wear = AdbSectionValue<'wear'>;

const AWAKE: Readonly<Record<string, boolean>> = { Awake: true, Asleep: false, Dozing: false };
/** A sensor that is made up says `CLOSE` or `FAR`; `DISABLED`: the real one counts. */
const OVERRIDDEN: Readonly<Record<string, boolean>> = { CLOSE: true, FAR: true, DISABLED: false };
const PAUSED: Readonly<Record<string, boolean>> = { '1': true, '0': false, '': false };

const POWER_KEYS: ReadonlySet<string> = new Set(['mWakefulness']);
const QUEST_KEYS: ReadonlySet<string> = new Set(['Virtual proximity state']);

function wearIn(answers: readonly (Answered | null | undefined)[], isQuest: boolean): Wear {
  const [power, virtual, pause] = answers;
  const wakefulness = keyedValues(power?.text ?? '', '=', POWER_KEYS).get('mWakefulness');
  const state = keyedValues(virtual?.text ?? '', ':', QUEST_KEYS).get('Virtual proximity state');
  return {
    awake: lookUp(AWAKE, wakefulness),
    // PICO's property for it is read the other way round by two sources, and Quest tells it nowhere.
    covered: null,
    overridden: lookUp(OVERRIDDEN, state),
    boundaryPaused: isQuest && pause ? lookUp(PAUSED, pause.text.trim()) : null,
  };
}

export const wearReader: SectionReader<'wear'> = {
  name: 'wear',
  deadlineMs: 4000,
  command: ({ identity }) =>
    makerOf(identity) === 'meta' ? scriptOf('power', 'questPower', 'guardianPause') : scriptOf('power'),
  read(answer, { identity }) {
    const isQuest = makerOf(identity) === 'meta';
    const answers = answersIn(answer, isQuest ? 3 : 1);
    const wear = wearIn(answers, isQuest);
    return Object.values(wear).every((value) => value === null) ? unread(whyUnread(answer, answers[0])) : read(wear);
  },
};
