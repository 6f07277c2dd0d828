import { COMMAND_NAMES, declaredCommand, optionsOf, type OptionValue, type Word } from '../command-line.ts';
import { HELP_WORD } from '../arguments.ts';
import type { Terminal } from '../terminal.ts';

/** What may follow an option or a command: fixed words, something on the disk, or a text nobody can guess. */
export type Candidates = readonly string[] | 'file' | 'folder' | 'text';

export interface CompletableOption {
  readonly name: string;
  /** Null: nothing follows it. */
  readonly value: Candidates | null;
}

/** A place in the command line, by the words before it: ``, `request`, `request new`. */
export interface Context {
  readonly path: string;
  /** Words that lead on to another place, each with what it is for; null: no words for it. */
  readonly next: readonly { readonly word: string; readonly summary: string | null }[];
  readonly options: readonly CompletableOption[];
  /** What else may be written here; null: nothing. */
  readonly words: 'file' | 'text' | null;
}

/** Everything that a shell can complete, from the declarations that parse the command line. */
export async function completable({ say }: Terminal): Promise<Context[]> {
  const summaries = COMMAND_NAMES.map((word) => ({ word, summary: say(`summary.${word}`) }));
  const root: Context = {
    path: '',
    next: [...summaries, { word: HELP_WORD, summary: say('completion.help') }],
    options: await optionsIn(optionsOf(null, null)),
    words: null,
  };
  const help: Context = { path: HELP_WORD, next: summaries, options: [], words: null };
  const commands = COMMAND_NAMES.map(async (name): Promise<Context[]> => {
    const { subcommands = {}, words = [], unnamed = null } = declaredCommand(name);
    const inner = Object.entries(subcommands).map(async ([sub, declared]): Promise<Context> => ({
      path: `${name} ${sub}`,
      next: [],
      options: await optionsIn(optionsOf(name, sub)),
      words: kindOf(declared.words ?? []),
    }));
    const own: Context = {
      path: name,
      next: Object.keys(subcommands).map((word) => ({ word, summary: null })),
      options: await optionsIn(optionsOf(name, unnamed ?? (inner.length > 0 ? '' : null))),
      words: kindOf(words),
    };
    return [own, ...(await Promise.all(inner))];
  });
  return [root, help, ...(await Promise.all(commands)).flat()];
}

async function optionsIn(options: Readonly<Record<string, OptionValue>>): Promise<CompletableOption[]> {
  const named = Object.entries(options).map(async ([name, value]) => ({ name, value: await candidatesOf(value) }));
  return await Promise.all(named);
}

async function candidatesOf(value: OptionValue): Promise<Candidates | null> {
  if (typeof value === 'object') return await value.values();
  if (value === 'nothing') return null;
  return value === 'lines' ? 'text' : value;
}

/** One kind for all words: a name before a file is typed by hand. */
const kindOf = (words: readonly Word[]): Context['words'] =>
  words.length === 0 ? null : words.some((word) => word.startsWith('file')) ? 'file' : 'text';
