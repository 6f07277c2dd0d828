import { parseArgs } from 'node:util';
import { COMMAND_NAMES, type CommandName, declaredCommand, type DeclaredCommand, optionsOf } from './command-line.ts';

/** An option has one shape, whichever command takes it: so options may come before the command as well. */
const SHAPES = Object.fromEntries(
  COMMAND_NAMES.flatMap((name) => Object.entries(optionsOf(name, null))).map(([option, value]) => [
    option,
    { type: value === 'nothing' ? 'boolean' : 'string' } as const,
  ]),
);

export interface Arguments {
  readonly command: CommandName | null;
  /** What was typed as the command when it is none of ours. */
  readonly unknownCommand: string | null;
  /** Null where the command has none, or it was not named; also a word that is none of ours is not one. */
  readonly subcommand: string | null;
  readonly options: Readonly<Record<string, string | true>>;
  /** All words after the command, a subcommand included. */
  readonly files: readonly string[];
  /** Options that do not exist here, or have a value they must not have. */
  readonly wrong: readonly string[];
  /** Options whose value was forgotten. */
  readonly valueless: readonly string[];
}

/** `vrlab help check` is `vrlab check --help`. */
export const HELP_WORD = 'help';

/** Reads the command line without judging it in any language; the caller words what is wrong. */
export function readArguments(argv: readonly string[]): Arguments {
  const { tokens } = parseArgs({
    args: [...argv],
    options: SHAPES,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const typed = tokens.filter((token) => token.kind === 'positional').map((token) => token.value);
  const asksForHelp = typed[0] === HELP_WORD;
  const words = asksForHelp ? typed.slice(1) : typed;
  const command = COMMAND_NAMES.find((name) => name === words[0]) ?? null;
  const { unnamed, subcommands = {} }: Partial<DeclaredCommand> = command === null ? {} : declaredCommand(command);
  const second = words[1] ?? unnamed;
  const subcommand = second !== undefined && Object.hasOwn(subcommands, second) ? second : null;
  const allowed = optionsOf(command, subcommand);
  const options: Record<string, string | true> = asksForHelp ? { help: true } : {};
  const wrong: string[] = [];
  const valueless: string[] = [];
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const value = Object.hasOwn(allowed, token.name) ? allowed[token.name] : undefined;
    // In `--snapshot --json` the file name was forgotten; `--json` is no file.
    const swallowed = token.inlineValue === false && token.value.startsWith('-');
    const valued = token.value !== undefined && token.value !== '' && !swallowed;
    if (value === undefined || (value === 'nothing' && valued)) wrong.push(token.rawName);
    else if (value !== 'nothing' && !valued) valueless.push(token.rawName);
    // Line ends of Windows, as a text of several lines has them there.
    else options[token.name] = token.value?.replaceAll('\r\n', '\n') ?? true;
  }
  const unknownCommand = command === null ? (words[0] ?? null) : null;
  return { command, unknownCommand, subcommand, options, files: words.slice(1), wrong, valueless };
}
