import type { App } from '../../core/app/app.ts';
import type { Publications } from '../../core/app/publications.ts';
import type { Inspections } from '../../core/inspections/inspections.ts';
import type { Translate } from '../../shared/wording.ts';
import type { Arguments } from '../arguments.ts';
import type { GroupName, SubcommandName } from '../command-line.ts';
import type { Terminal } from '../terminal.ts';
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

/** What subcommands of `inspect` are called with. */
export interface InspectCall extends Omit<SubcommandCall, 'app'> {
  readonly app: Pick<App, 'dataDirectory'>;
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
  /** `--off` was given. */
  readonly off: boolean;
  readonly json: boolean;
  readonly terminal: Terminal;
}
export type PublicationSubcommand = Subcommand<PublicationCall>;

/** What each subcommand of a command does: exactly those that are declared. */
export type Subcommands<Name extends GroupName, Call = SubcommandCall> = Readonly<
  Record<SubcommandName<Name>, Subcommand<Call>>
>;

/**
 * A command that is nothing but its subcommands; the app is open as long as one runs.
 * @param complete what else its subcommands are called with.
 */
export const withSubcommands =
  <Name extends GroupName, Call>(
    runs: Subcommands<Name, Call>,
    complete: (call: SubcommandCall) => Call | Promise<Call>,
  ): Command =>
  async (given, terminal) => {
    const run = runs[given.subcommand as SubcommandName<Name>];
    return await withApp(given, terminal, async (app) => {
      return await run(await complete({ app, given, places: given.files.slice(1), terminal }));
    });
  };
