import type { App } from '../../core/app/app.ts';
import type { Arguments } from '../arguments.ts';
import { BAD_USAGE } from '../exit-codes.ts';
import type { Terminal } from '../terminal.ts';
import { withApp } from '../with-app.ts';
import type { Command } from './command.ts';

/** What every subcommand that uses the app is called with. */
export interface SubcommandCall {
  readonly app: App;
  readonly given: Arguments;
  /** What stands behind the subcommand: a number and a file, for example. */
  readonly places: readonly string[];
  readonly terminal: Terminal;
}

/** @returns the exit code. */
export type Subcommand<Call = SubcommandCall> = (call: Call) => Promise<number>;

export interface SubcommandEntry<Call = SubcommandCall> {
  /** How many words it takes at least and at most. */
  readonly least: number;
  readonly most: number;
  readonly load: () => Promise<Subcommand<Call>>;
}

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
    if (entry === undefined || places.length < entry.least || places.length > entry.most) {
      terminal.note(`${terminal.say(`${name}.usage`)}\n${terminal.say(`help.${name}`)}`);
      return BAD_USAGE;
    }
    return await withApp(given, terminal, async ({ app }) => {
      const run = await entry.load();
      return await run(await complete({ app, given, places, terminal }));
    });
  };
