import type { App } from '../../core/app/app.ts';
import type { Publications } from '../../core/app/publications.ts';
import type { Inspections } from '../../core/inspections/inspections.ts';
import type { Translate } from '../../shared/wording.ts';
import type { Arguments } from '../arguments.ts';
import type { Terminal } from '../terminal.ts';
import { BAD_USAGE } from '../exit-codes.ts';
import { withApp } from '../with-app.ts';

/** Runs one command. @returns the exit code. */
export type Command = (given: Arguments, terminal: Terminal) => Promise<number>;

/** What every subcommand that uses the app is called with. */
export interface SubcommandCall {
  readonly app: App;
  readonly given: Arguments;
  /** What follows the subcommand: a number and a file, for example. */
  readonly places: readonly string[];
  readonly terminal: Terminal;
}

/** @returns the exit code. */
export type Subcommand<Call = SubcommandCall> = (call: Call) => Promise<number>;

export interface SubcommandEntry<Call = SubcommandCall> {
  /** How many words it takes. */
  readonly min: number;
  readonly max: number;
  readonly run: Subcommand<Call>;
}

/** What subcommands of `inspect` are called with. */
export interface InspectCall extends Omit<SubcommandCall, 'app'> {
  readonly inspections: Inspections;
  /** Also with the texts of inspections. */
  readonly t: Translate;
}
export type InspectSubcommand = Subcommand<InspectCall>;

/** What subcommands of `report` are called with. */
export interface ReportCall extends Omit<SubcommandCall, 'app'> {
  readonly inspections: Pick<
    Inspections,
    'find' | 'report' | 'document' | 'verify' | 'problem' | 'examine' | 'acceptLoss'
  >;
}
export type ReportSubcommand = Subcommand<ReportCall>;

/** What subcommands of `publication`, which need no app, are called with. */
export interface PublicationCall {
  readonly publications: Publications;
  /** Folder or address; empty for subcommands without one. */
  readonly place: string;
  /** As typed with `--fingerprint`; null when it was not. */
  readonly fingerprint: string | null;
  readonly json: boolean;
  readonly terminal: Terminal;
}
export type PublicationSubcommand = Subcommand<PublicationCall>;

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
      return await entry.run(await complete({ app, given, places, terminal }));
    });
  };
