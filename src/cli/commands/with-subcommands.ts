import { BAD_USAGE } from '../exit-codes.ts';
import { withApp } from '../with-app.ts';
import type { Command, SubcommandCall, SubcommandEntry } from './command.ts';

/**
 * A command that is nothing but its subcommands; the app is open as long as one runs.
 * @param name whose usage and help are shown where the words do not fit.
 * @param complete what else its subcommands are called with.
 */
export const withSubcommands =
  <Call>(
    name: 'bundle' | 'inspect' | 'report' | 'request',
    entries: Readonly<Record<string, SubcommandEntry<Call>>>,
    complete: (call: SubcommandCall) => Call | Promise<Call>,
  ): Command =>
  async (given, terminal) => {
    const [wanted = '', ...places] = given.files;
    const entry = Object.hasOwn(entries, wanted) ? entries[wanted] : undefined;
    if (entry === undefined || places.length < entry.min || places.length > entry.max) {
      terminal.note(`${terminal.say(`${name}.usage`)}\n${terminal.say(`help.${name}`)}`);
      return BAD_USAGE;
    }
    return await withApp(given, terminal, async (app) => {
      const run = await entry.load();
      return await run(await complete({ app, given, places, terminal }));
    });
  };
