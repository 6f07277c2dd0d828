import { LANGUAGES } from '../shared/domain/language.ts';
import type { Role } from '../shared/domain/role.ts';

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
  /** Who may run it where there are PINs: the administrator of the system may run everything. */
  readonly role: Role;
  readonly options?: Options;
  readonly words?: readonly Word[];
}
interface DeclaredAlone extends Declared {
  readonly subcommands?: undefined;
  readonly unnamed?: undefined;
}
/** A command that is nothing but its subcommands takes no words itself. */
interface DeclaredGroup {
  readonly role?: undefined;
  readonly options?: undefined;
  readonly words?: undefined;
  readonly subcommands: Readonly<Record<string, Declared>>;
  /** The subcommand that is meant where none is named. */
  readonly unnamed?: string;
}
export type DeclaredCommand = DeclaredAlone | DeclaredGroup;

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
    role: 'everyone',
    options: {
      ...JUDGING,
      watch: 'nothing',
      snapshot: 'file',
      from: 'file',
      explain: 'nothing',
      'save-snapshot': 'file',
    },
  },
  devices: { role: 'everyone', options: { ...JUDGING, snapshot: 'file' } },
  watch: { role: 'everyone', options: JUDGING },
  snapshot: { role: 'everyone', words: ['file?'] },
  status: { role: 'everyone' },
  history: {
    role: 'everyone',
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
      show: { role: 'everyone' },
      set: {
        role: 'engineer',
        options: {
          school: 'text',
          'campus-zone': oneOf(async () => (await serviceTerms()).campusZoneSchema.options),
          lab: 'text',
          seat: 'text',
        },
      },
      learn: { role: 'engineer' },
      disk: {
        role: 'administrator',
        options: {
          'put-back': oneOf(async () => (await import('../shared/domain/put-back-disk.ts')).PUT_BACK_DISKS),
        },
      },
      export: { role: 'everyone', words: ['file'] },
      import: { role: 'engineer', words: ['file'], options: { seat: 'text' } },
    },
  },
  doctor: { role: 'everyone', options: { 'field-report': 'file' } },
  publication: {
    subcommands: {
      status: { role: 'everyone' },
      verify: { role: 'everyone', words: ['file'] },
      install: { role: 'administrator', words: ['file'] },
      // With another subcommand it would look as if it had been compared.
      trust: { role: 'administrator', words: ['file'], options: { fingerprint: 'text' } },
      source: { role: 'administrator', words: ['file?'], options: { off: 'nothing' } },
      fetch: { role: 'administrator' },
      history: { role: 'everyone' },
    },
  },
  update: {
    subcommands: {
      status: { role: 'everyone' },
      check: { role: 'everyone', words: ['file'] },
      stage: { role: 'administrator', words: ['file'] },
      install: { role: 'administrator', options: { scheduled: 'nothing' } },
    },
  },
  matrix: {
    subcommands: {
      explain: { role: 'everyone', words: ['text'], options: { publication: 'folder', snapshot: 'file' } },
    },
  },
  // A fault code may come symbol by symbol.
  code: { role: 'everyone', words: ['text', 'text…'], options: JUDGING },
  request: {
    subcommands: {
      new: {
        role: 'everyone',
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
      list: { role: 'everyone' },
      show: { role: 'everyone', words: ['text'] },
      export: { role: 'teacher', words: ['text', 'file'] },
      import: { role: 'teacher', words: ['file'] },
      retry: { role: 'teacher', words: ['text?'] },
      'accept-loss': { role: 'administrator' },
    },
  },
  channel: {
    subcommands: {
      list: { role: 'everyone' },
      set: { role: 'administrator', words: ['file'] },
      test: { role: 'administrator', words: ['text'] },
      remove: { role: 'administrator', words: ['text'] },
    },
  },
  inspect: {
    subcommands: {
      start: {
        role: 'inspector',
        options: {
          kind: oneOf(async () => (await inspectionTerms()).inspectionKindSchema.options),
          inspector: 'text',
          seats: 'text',
        },
      },
      status: { role: 'everyone', words: ['text?'] },
      import: { role: 'inspector', words: ['file', 'file…'] },
      finish: {
        role: 'inspector',
        words: ['text?'],
        options: {
          rest: oneOf(async () => (await inspectionTerms()).restReasonSchema.options),
          conclusion: oneOf(async () => (await inspectionTerms()).conclusionSchema.options),
          reason: 'lines',
          signer: 'text',
        },
      },
      'hand-in': { role: 'inspector', words: ['text?'], options: { send: 'nothing' } },
      list: { role: 'everyone' },
      rectify: {
        role: 'teacher',
        words: ['text?', 'text?', 'text?'],
        options: { person: 'text', on: 'text', note: 'lines' },
      },
    },
  },
  report: {
    subcommands: {
      build: {
        role: 'inspector',
        words: ['text', 'file?'],
        options: { format: oneOf(async () => (await inspectionTerms()).reportFormatSchema.options) },
      },
      verify: { role: 'everyone', words: ['file'] },
      'accept-loss': { role: 'administrator' },
    },
  },
  bundle: {
    subcommands: {
      export: { role: 'inspector', words: ['file?'] },
      import: { role: 'inspector', words: ['file', 'file…'] },
    },
  },
  archive: { role: 'inspector', words: ['text', 'file'] },
  backup: {
    subcommands: {
      make: { role: 'administrator', words: ['file'], options: { 'pass-file': 'file' } },
      verify: { role: 'everyone', words: ['file'] },
      restore: {
        role: 'administrator',
        words: ['file'],
        options: { 'pass-file': 'file', 'without-secrets': 'nothing', 'set-aside': 'nothing' },
      },
    },
  },
  retention: { unnamed: 'show', subcommands: { show: { role: 'everyone' }, apply: { role: 'administrator' } } },
  kiosk: {
    unnamed: 'status',
    subcommands: {
      status: { role: 'everyone' },
      on: { role: 'administrator', options: { program: 'file' } },
      off: { role: 'administrator' },
    },
  },
  access: {
    subcommands: {
      status: { role: 'everyone' },
      share: { role: 'administrator', options: { group: 'text' } },
      private: { role: 'administrator' },
    },
  },
  pin: {
    unnamed: 'show',
    subcommands: {
      show: { role: 'everyone' },
      set: { role: 'administrator', words: ['text'], options: { idle: 'text' } },
      off: { role: 'administrator' },
      log: { role: 'administrator' },
    },
  },
  setup: {
    unnamed: 'apply',
    subcommands: {
      // Who may set up, and when, is decided with the file: at first everyone.
      apply: { role: 'everyone', options: { file: 'file', host: 'text', serial: 'text', 'pass-file': 'file' } },
      seal: { role: 'everyone', words: ['file'], options: { out: 'file', 'pass-file': 'file' } },
      template: { role: 'engineer', words: ['file'] },
    },
  },
  completion: {
    subcommands: { bash: { role: 'everyone' }, zsh: { role: 'everyone' }, powershell: { role: 'everyone' } },
  },
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
  const of = subcommand === null ? Object.values(subcommands) : [subcommands[subcommand]];
  return Object.assign({ ...COMMON }, options, ...of.map((one) => one?.options)) as Options;
}

/** Who may run what was typed. @param subcommand null: none was named. */
export function roleOf(name: CommandName, subcommand: string | null): Role {
  const { role, subcommands = {} } = declaredCommand(name);
  return role ?? subcommands[subcommand ?? '']?.role ?? 'administrator';
}
