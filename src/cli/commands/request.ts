import { BAD_USAGE } from '../exit-codes.ts';
import { openAppFor } from '../open-app.ts';
import type { Command } from './command.ts';
import { SUBCOMMANDS } from './request/subcommands.ts';

/** `vrlab request new | list | show | export | import | retry` */
export const request: Command = async (given, terminal) => {
  const [name = '', ...places] = given.files;
  const wanted = Object.hasOwn(SUBCOMMANDS, name) ? SUBCOMMANDS[name as keyof typeof SUBCOMMANDS] : undefined;
  if (wanted === undefined || places.length < wanted.least || places.length > wanted.most) {
    terminal.note(`${terminal.say('request.usage')}\n${terminal.say('help.request')}`);
    return BAD_USAGE;
  }
  const opened = await openAppFor(given);
  if (!opened.ok) {
    terminal.problem(opened.problem);
    return BAD_USAGE;
  }
  const run = await wanted.load();
  try {
    return await run({ app: opened.value.app, given, places, terminal });
  } finally {
    await opened.value.app.close();
  }
};
