import type { SectionReader } from '../section.ts';
import { makerOf } from './maker.ts';
import { controllersOfPico } from './pico-controllers.ts';
import { bothQuestLists, controllersPaired, controllersTested } from './quest-controllers.ts';
import { answersIn, scriptOf, sectionOf, unread } from './script.ts';

/** Only Meta's and PICO's systems are known to tell; HTC's do with a licence, and not here. */
export const controllersReader: SectionReader<'controllers'> = {
  name: 'controllers',
  deadlineMs: 5000,
  command({ identity }) {
    const maker = makerOf(identity);
    if (maker === 'meta') return scriptOf('questControllers', 'questRemotes');
    return maker === 'pico' ? scriptOf('picoControllers') : null;
  },
  read(answer, { identity }) {
    const maker = makerOf(identity);
    if (maker === 'meta') {
      const [tested, paired] = answersIn(answer, 2);
      const list = bothQuestLists(
        tested ? controllersTested(tested.text, identity) : null,
        paired ? controllersPaired(paired.text, identity) : null,
      );
      return sectionOf(list, answer, paired ?? tested);
    }
    if (maker !== 'pico') return unread('absent');
    const [service] = answersIn(answer, 1);
    return sectionOf(service ? controllersOfPico(service.text) : null, answer, service);
  },
};
