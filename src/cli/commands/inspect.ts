import { createI18n, createWording } from '../../shared/wording.ts';
import { INSPECTION_TEXTS } from '../../shared/locales/inspections.ts';
import { BAD_USAGE } from '../exit-codes.ts';
import { openAppFor } from '../open-app.ts';
import type { Command } from './command.ts';
import { SUBCOMMANDS } from './inspect/subcommands.ts';

/** `vrlab inspect start | status | import | finish | list` */
export const inspect: Command = async (given, terminal) => {
  const [name = '', ...places] = given.files;
  const wanted = Object.hasOwn(SUBCOMMANDS, name) ? SUBCOMMANDS[name as keyof typeof SUBCOMMANDS] : undefined;
  if (wanted === undefined || places.length < wanted.least || places.length > wanted.most) {
    terminal.note(`${terminal.say('inspect.usage')}\n${terminal.say('help.inspect')}`);
    return BAD_USAGE;
  }
  const opened = await openAppFor(given);
  if (!opened.ok) {
    terminal.problem(opened.problem);
    return BAD_USAGE;
  }
  const { app } = opened.value;
  const { language } = terminal.wording;
  const { t } = createWording(createI18n(language, INSPECTION_TEXTS), language);
  const run = await wanted.load();
  try {
    return await run({ inspections: await app.inspections(), given, places, terminal, t });
  } finally {
    await app.close();
  }
};
