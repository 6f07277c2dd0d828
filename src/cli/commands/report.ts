import { BAD_USAGE } from '../exit-codes.ts';
import { openAppFor } from '../open-app.ts';
import type { Command } from './command.ts';
import { SUBCOMMANDS } from './report/subcommands.ts';

/** `vrlab report build | verify | accept-loss` */
export const report: Command = async (given, terminal) => {
  const [name = '', ...places] = given.files;
  const wanted = Object.hasOwn(SUBCOMMANDS, name) ? SUBCOMMANDS[name as keyof typeof SUBCOMMANDS] : undefined;
  if (wanted === undefined || places.length < wanted.least || places.length > wanted.most) {
    terminal.note(`${terminal.say('report.usage')}\n${terminal.say('help.report')}`);
    return BAD_USAGE;
  }
  const opened = await openAppFor(given);
  if (!opened.ok) {
    terminal.problem(opened.problem);
    return BAD_USAGE;
  }
  const run = await wanted.load();
  try {
    return await run({ inspections: await opened.value.app.inspections(), given, places, terminal });
  } finally {
    await opened.value.app.close();
  }
};
