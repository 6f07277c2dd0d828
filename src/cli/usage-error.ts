import { unseenIn } from '../shared/domain/unseen-text.ts';
import { type Arguments, HELP_WORD } from './arguments.ts';
import { COMMAND_NAMES, type CommandName, declaredCommand, optionsOf, type Word } from './command-line.ts';
import { nearestWords } from './nearest-words.ts';
import type { Terminal } from './terminal.ts';

/** @returns why the command line cannot be carried out, in sentences; null where nothing is wrong with it. Touches nothing. */
export async function usageError(given: Arguments, terminal: Terminal): Promise<string | null> {
  const { say } = terminal;
  if (given.unknownCommand !== null) return unknownCommand(given.unknownCommand, terminal);
  const subcommand = wrongSubcommand(given, terminal);
  if (subcommand !== null) return subcommand;
  // Before the words: what follows an option that is not known counts as a word.
  if (given.wrong.length > 0) return given.wrong.map((option) => wrongOption(option, given, terminal)).join('\n');
  if (given.valueless.length > 0) return say('usage.valueMissing', { detail: given.valueless.join(' ') });
  return wrongWords(given, terminal) ?? unseenCharacter(given, terminal) ?? (await wrongValue(given, terminal));
}

const withSuggestion = (error: string, typed: string, known: readonly string[], { say, wording }: Terminal): string => {
  const near = nearestWords(typed, known);
  return near.length === 0 ? error : `${error}\n${say('usage.didYouMean', { words: wording.list(near) })}`;
};

const unknownCommand = (typed: string, terminal: Terminal): string =>
  withSuggestion(
    terminal.say('usage.unknownCommand', { command: typed }),
    typed,
    [...COMMAND_NAMES, HELP_WORD],
    terminal,
  );

/** A subcommand that is missing or none of ours. */
function wrongSubcommand({ command, subcommand, files, options }: Arguments, terminal: Terminal): string | null {
  const { say, wording } = terminal;
  const { subcommands } = command === null ? {} : declaredCommand(command);
  if (subcommands === undefined || subcommand !== null || options['help'] !== undefined) return null;
  const known = Object.keys(subcommands);
  const [typed] = files;
  if (typed === undefined)
    return say('usage.subcommandMissing', { command: `vrlab ${command}`, subcommands: wording.list(known) });
  const error = say('usage.unknownSubcommand', { command: `vrlab ${command}`, word: typed });
  return withSuggestion(error, typed, known, terminal);
}

/** What a command or subcommand takes, and what it was given. */
function wordsOf({ command, subcommand, files }: Arguments): { taken: readonly Word[]; found: readonly string[] } {
  const { subcommands = {}, words = [] } = command === null ? {} : declaredCommand(command);
  return subcommand === null
    ? { taken: words, found: files }
    : { taken: subcommands[subcommand]?.words ?? [], found: files.slice(1) };
}

/** A word too many or too few. */
function wrongWords(given: Arguments, { say }: Terminal): string | null {
  if (given.options['help'] !== undefined) return null;
  const { taken, found } = wordsOf(given);
  if (found.length < taken.filter(isNeeded).length) {
    const whole = ['vrlab', given.command, given.subcommand].filter((word) => word !== null).join(' ');
    return say('usage.argumentMissing', { command: whole });
  }
  const most = taken.some((word) => word.endsWith('…')) ? Infinity : taken.length;
  return found.length > most ? say('usage.tooManyArguments', { arguments: found.slice(most).join(' ') }) : null;
}

const isNeeded = (word: Word): boolean => !/[?…]$/u.test(word);

/** An option that belongs to something else, that is mistyped, or has a value it must not have. */
function wrongOption(raw: string, { command, subcommand }: Arguments, terminal: Terminal): string {
  const { say, wording } = terminal;
  const name = raw.replace(/^-+/, '');
  const allowed = optionsOf(command, subcommand);
  const owners = Object.hasOwn(allowed, name) ? [] : ownersOf(name, command);
  if (owners.length > 0) return say('usage.misplacedOption', { option: raw, commands: wording.list(owners) });
  const error = say('usage.unknownOption', { detail: raw });
  if (Object.hasOwn(allowed, name)) return error;
  const near = nearestWords(name, Object.keys(allowed)).map((option) => `--${option}`);
  return near.length === 0 ? error : `${error}\n${say('usage.didYouMean', { words: wording.list(near) })}`;
}

/** Which commands take an option that this one does not take; subcommands of the same command are named alone. */
function ownersOf(option: string, command: CommandName | null): string[] {
  const all = COMMAND_NAMES.flatMap((name) => {
    const { options = {}, subcommands = {} } = declaredCommand(name);
    const inside = Object.entries(subcommands).filter(([, sub]) => Object.hasOwn(sub.options ?? {}, option));
    return Object.hasOwn(options, option)
      ? [{ name, whole: `vrlab ${name}` }]
      : inside.map(([sub]) => ({ name, whole: `vrlab ${name} ${sub}` }));
  });
  const own = all.filter(({ name }) => name === command);
  return (own.length > 0 ? own : all).map(({ whole }) => whole);
}

/** Texts that a person types have no character that nobody sees; names on the disk may have any. */
function unseenCharacter({ command, subcommand, options }: Arguments, { say }: Terminal): string | null {
  const declared = optionsOf(command, subcommand);
  for (const [name, value] of Object.entries(options)) {
    const kind = declared[name];
    const sign = value === true || kind === 'file' || kind === 'folder' ? null : unseenIn(value, kind === 'lines');
    if (sign !== null) return say('usage.unseenCharacter', { option: `--${name}`, sign });
  }
  return null;
}

async function wrongValue({ command, subcommand, options }: Arguments, terminal: Terminal): Promise<string | null> {
  const declared = optionsOf(command, subcommand);
  for (const [name, value] of Object.entries(options)) {
    const kind = declared[name];
    if (value === true || typeof kind !== 'object' || name === 'lang') continue;
    const known = await kind.values();
    if (known.includes(value)) continue;
    const { say, wording } = terminal;
    const error = say('usage.badValue', { option: `--${name}`, value, values: wording.list(known) });
    return withSuggestion(error, value, known, terminal);
  }
  return null;
}

/** Where words are missing, how they are written helps more than where that can be read. */
export const helpAfterError = (given: Arguments, { say }: Terminal): string => {
  const { command } = given;
  if (command === null) return say('usage.seeHelp');
  return lacksWords(command, given)
    ? `\n${say(`help.${command}`)}`
    : say('usage.seeHelpOf', { command: `vrlab ${command}` });
};

function lacksWords(command: CommandName, given: Arguments): boolean {
  if (given.options['help'] !== undefined || given.wrong.length + given.valueless.length > 0) return false;
  if (declaredCommand(command).subcommands !== undefined && given.subcommand === null) return given.files.length === 0;
  const { taken, found } = wordsOf(given);
  return found.length < taken.filter(isNeeded).length;
}
