import { parseArgs } from 'node:util';

/** Options every command takes. */
const COMMON = {
  lang: 'string',
  data: 'string',
  world: 'string',
  json: 'boolean',
  help: 'boolean',
  version: 'boolean',
} as const;

const JUDGING = { station: 'string', publication: 'string' } as const;

export const COMMAND_OPTIONS = {
  check: {
    ...COMMON,
    ...JUDGING,
    watch: 'boolean',
    snapshot: 'string',
    from: 'string',
    explain: 'boolean',
    'save-snapshot': 'string',
  },
  devices: { ...COMMON, ...JUDGING, snapshot: 'string' },
  watch: { ...COMMON, ...JUDGING },
  snapshot: COMMON,
  doctor: { ...COMMON, 'field-report': 'string' },
  publication: { ...COMMON, fingerprint: 'string' },
  matrix: { ...COMMON, publication: 'string', snapshot: 'string' },
  channel: COMMON,
  archive: COMMON,
  retention: COMMON,
  access: { ...COMMON, group: 'string' },
  request: {
    ...COMMON,
    run: 'string',
    check: 'string',
    kind: 'string',
    scope: 'string',
    effect: 'string',
    work: 'string',
    title: 'string',
    text: 'string',
    'wanted-by': 'string',
    topic: 'string',
    group: 'string',
    people: 'string',
    'no-contact': 'boolean',
    send: 'boolean',
  },
  bundle: COMMON,
  inspect: {
    ...COMMON,
    kind: 'string',
    inspector: 'string',
    rest: 'string',
    conclusion: 'string',
    reason: 'string',
    signer: 'string',
  },
  code: { ...COMMON, ...JUDGING },
  report: { ...COMMON, format: 'string' },
} as const satisfies Record<string, Record<string, 'string' | 'boolean'>>;

/** An option has one type, whichever command takes it: so options may come before the command as well. */
const EVERY_OPTION: Readonly<Record<string, 'string' | 'boolean'>> = Object.assign(
  {},
  ...Object.values(COMMAND_OPTIONS),
);

export type CommandName = keyof typeof COMMAND_OPTIONS;
export const COMMAND_NAMES = Object.keys(COMMAND_OPTIONS) as CommandName[];

export interface Arguments {
  readonly command: CommandName | null;
  /** What was typed as the command when it is none of ours. */
  readonly unknownCommand: string | null;
  readonly options: Readonly<Record<string, string | true>>;
  readonly files: readonly string[];
  /** Options that do not exist, or have a value they must not have. */
  readonly wrong: readonly string[];
  /** Options whose value was forgotten. */
  readonly valueless: readonly string[];
}

/** Reads the command line without judging it in any language; the caller words what is wrong. */
export function readArguments(argv: readonly string[]): Arguments {
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(Object.entries(EVERY_OPTION).map(([name, type]) => [name, { type }])),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const words = tokens.filter((token) => token.kind === 'positional').map((token) => token.value);
  const command = COMMAND_NAMES.find((name) => name === words[0]) ?? null;
  const allowed: Readonly<Record<string, 'string' | 'boolean'>> = command === null ? COMMON : COMMAND_OPTIONS[command];
  const options: Record<string, string | true> = {};
  const wrong: string[] = [];
  const valueless: string[] = [];
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const type = Object.hasOwn(allowed, token.name) ? allowed[token.name] : undefined;
    // In `--snapshot --json` the file name was forgotten; `--json` is no file.
    const swallowed = token.inlineValue === false && token.value.startsWith('-');
    const valued = token.value !== undefined && token.value !== '' && !swallowed;
    if (type === 'string' && !valued) valueless.push(token.rawName);
    else if (type === undefined || (type === 'boolean' && valued)) wrong.push(token.rawName);
    // Line ends of Windows, as a text of several lines has them there.
    else options[token.name] = token.value?.replaceAll('\r\n', '\n') ?? true;
  }
  const unknownCommand = command === null ? (words[0] ?? null) : null;
  return { command, unknownCommand, options, files: words.slice(1), wrong, valueless };
}
