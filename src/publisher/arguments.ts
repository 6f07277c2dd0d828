import { parseArgs } from 'node:util';

export const COMMANDS = [
  'init',
  'sign',
  'resign',
  'rotate',
  'check',
  'diff',
  'simulate',
  'pc-model',
  'desk-key',
  'sign-updates',
  'sign-pin-recovery',
  'sign-school-file',
  'sign-program-updates',
] as const;
export type CommandName = (typeof COMMANDS)[number];

export interface Arguments {
  readonly command: CommandName | null;
  readonly names: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  /** Names of options that do not exist or lack a value, or what was typed as the command. */
  readonly wrong: string | null;
}

const OPTIONS = {
  keys: { type: 'string' },
  key: { type: 'string' },
  out: { type: 'string' },
  against: { type: 'string' },
  'root-keys': { type: 'string' },
  threshold: { type: 'string' },
  lang: { type: 'string' },
  help: { type: 'boolean' },
} as const;

/** Reads the command line without judging it in any language. */
export function readArguments(argv: readonly string[]): Arguments {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
    const [first, ...names] = positionals;
    const command = COMMANDS.find((name) => name === first) ?? null;
    return { command, names, options: values, wrong: command === null ? (first ?? null) : null };
  } catch (cause) {
    return { command: null, names: [], options: {}, wrong: (cause as Error).message };
  }
}
