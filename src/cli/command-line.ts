import { LANGUAGES } from '../shared/domain/language.ts';

/** Fixed values, which belong to schemas: loaded when one is asked about, because a cold check loads no schema library. */
interface Choice {
  readonly values: () => Promise<readonly string[]>;
}

/** What follows an option: nothing, a text (`lines`: of several lines), something on the disk, or one of fixed values. */
export type OptionValue = 'nothing' | 'text' | 'lines' | 'file' | 'folder' | Choice;
export type Options = Readonly<Record<string, OptionValue>>;

type WordKind = 'text' | 'file';
/** A word that follows a command; `?`: it may be left out, `…`: any number of them, none as well. */
export type Word = WordKind | `${WordKind}?` | `${WordKind}…`;

interface Declared {
  readonly options?: Options;
  readonly words?: readonly Word[];
}
export interface DeclaredCommand extends Declared {
  /** A command with subcommands takes no words itself. */
  readonly subcommands?: Readonly<Record<string, Declared>>;
  /** The subcommand that is meant where none is named. */
  readonly unnamed?: string;
}

const oneOf = (values: Choice['values']): Choice => ({ values });
const serviceTerms = () => import('../shared/domain/service-terms.ts');
const inspectionTerms = () => import('../shared/domain/inspection/inspection-terms.ts');

/** Options every command takes. */
export const COMMON: Options = {
  lang: oneOf(() => Promise.resolve(LANGUAGES)),
  data: 'folder',
  world: 'folder',
  json: 'nothing',
  help: 'nothing',
  version: 'nothing',
};

const JUDGING = { station: 'file', publication: 'folder' } as const satisfies Options;

/**
 * The whole command line. It is parsed by these declarations, mistyped words are compared with them, and the completion of shells is
 * made from them: there is no other list of commands, subcommands, options and values.
 */
export const COMMAND_LINE = {
  check: {
    options: {
      ...JUDGING,
      watch: 'nothing',
      snapshot: 'file',
      from: 'file',
      explain: 'nothing',
      'save-snapshot': 'file',
    },
  },
  devices: { options: { ...JUDGING, snapshot: 'file' } },
  watch: { options: JUDGING },
  snapshot: { words: ['file?'] },
  status: {},
  history: {
    words: ['text?', 'text?'],
    options: {
      since: 'text',
      until: 'text',
      verdict: oneOf(async () => (await import('../shared/domain/finding.ts')).verdictSchema.options),
      limit: 'text',
      csv: 'file',
    },
  },
  station: {
    unnamed: 'show',
    subcommands: {
      show: {},
      set: {
        options: {
          school: 'text',
          'campus-zone': oneOf(async () => (await serviceTerms()).campusZoneSchema.options),
          lab: 'text',
          seat: 'text',
        },
      },
      learn: {},
      export: { words: ['file'] },
      import: { words: ['file'], options: { seat: 'text' } },
    },
  },
  doctor: { options: { 'field-report': 'file' } },
  publication: {
    subcommands: {
      status: {},
      verify: { words: ['file'] },
      install: { words: ['file'] },
      // With another subcommand it would look as if it had been compared.
      trust: { words: ['file'], options: { fingerprint: 'text' } },
      history: {},
    },
  },
  matrix: {
    subcommands: { explain: { words: ['text'], options: { publication: 'folder', snapshot: 'file' } } },
  },
  // A fault code may come symbol by symbol.
  code: { words: ['text', 'text…'], options: JUDGING },
  request: {
    subcommands: {
      new: {
        options: {
          run: 'text',
          check: 'text',
          kind: oneOf(async () => (await serviceTerms()).requestKindSchema.options),
          scope: oneOf(async () => (await serviceTerms()).scopeSchema.options),
          effect: oneOf(async () => (await serviceTerms()).effectSchema.options),
          work: oneOf(async () => (await serviceTerms()).workSchema.options),
          title: 'text',
          text: 'lines',
          'wanted-by': 'text',
          topic: 'text',
          group: 'text',
          people: 'text',
          'no-contact': 'nothing',
          send: 'nothing',
        },
      },
      list: {},
      show: { words: ['text'] },
      export: { words: ['text', 'file'] },
      import: { words: ['file'] },
      retry: { words: ['text?'] },
      'accept-loss': {},
    },
  },
  channel: {
    subcommands: { list: {}, set: { words: ['file'] }, test: { words: ['text'] }, remove: { words: ['text'] } },
  },
  inspect: {
    subcommands: {
      start: {
        options: {
          kind: oneOf(async () => (await inspectionTerms()).inspectionKindSchema.options),
          inspector: 'text',
        },
      },
      status: { words: ['text?'] },
      import: { words: ['file', 'file…'] },
      finish: {
        words: ['text?'],
        options: {
          rest: oneOf(async () => (await inspectionTerms()).restReasonSchema.options),
          conclusion: oneOf(async () => (await inspectionTerms()).conclusionSchema.options),
          reason: 'lines',
          signer: 'text',
        },
      },
      'hand-in': { words: ['text?'], options: { send: 'nothing' } },
      list: {},
      rectify: { words: ['text?', 'text?', 'text?'], options: { person: 'text', on: 'text', note: 'lines' } },
    },
  },
  report: {
    subcommands: {
      build: {
        words: ['text', 'file?'],
        options: { format: oneOf(async () => (await inspectionTerms()).reportFormatSchema.options) },
      },
      verify: { words: ['file'] },
      'accept-loss': {},
    },
  },
  bundle: { subcommands: { export: { words: ['file?'] }, import: { words: ['file', 'file…'] } } },
  archive: { words: ['text', 'file'] },
  retention: { unnamed: 'show', subcommands: { show: {}, apply: {} } },
  access: { subcommands: { status: {}, share: { options: { group: 'text' } }, private: {} } },
  completion: { subcommands: { bash: {}, zsh: {}, powershell: {} } },
} as const satisfies Record<string, DeclaredCommand>;

export type CommandName = keyof typeof COMMAND_LINE;
type WithSubcommands = {
  [Name in CommandName]: (typeof COMMAND_LINE)[Name] extends { subcommands: object } ? Name : never;
};
/** Commands that are nothing but their subcommands. */
export type GroupName = WithSubcommands[CommandName];
export type SubcommandName<Name extends GroupName> = keyof (typeof COMMAND_LINE)[Name]['subcommands'];

export const COMMAND_NAMES = Object.keys(COMMAND_LINE) as CommandName[];

export const declaredCommand = (name: CommandName): DeclaredCommand => COMMAND_LINE[name];

/** Everything that may be written after a command, or after one of its subcommands. */
export function optionsOf(name: CommandName | null, subcommand: string | null): Options {
  if (name === null) return COMMON;
  const { options, subcommands = {} } = declaredCommand(name);
  const of = subcommand === null ? Object.values(subcommands) : [subcommands[subcommand] ?? {}];
  return Object.assign({ ...COMMON }, options, ...of.map((one) => one.options)) as Options;
}
