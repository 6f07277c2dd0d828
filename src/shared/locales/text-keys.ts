import type channels from './zh-CN/channels.json';
import type cli from './zh-CN/cli.json';
import type devices from './zh-CN/devices.json';
import type electron from './zh-CN/electron.json';
import type inspections from './zh-CN/inspections.json';
import type kiosk from './zh-CN/kiosk.json';
import type outgoing from './zh-CN/outgoing.json';
import type privacy from './zh-CN/privacy.json';
import type problems from './zh-CN/problems.json';
import type taskProblems from './zh-CN/problems-of-tasks.json';
import type publisher from './zh-CN/publisher.json';
import type records from './zh-CN/records.json';
import type requests from './zh-CN/requests.json';
import type roles from './zh-CN/roles.json';
import type screen from './zh-CN/screen.json';
import type settings from './zh-CN/settings.json';
import type setup from './zh-CN/setup.json';
import type sockets from './zh-CN/sockets.json';
import type start from './zh-CN/start.json';
import type terms from './zh-CN/terms.json';
import type web from './zh-CN/web.json';

interface Namespaces {
  readonly channels: typeof channels;
  readonly cli: typeof cli;
  readonly devices: typeof devices;
  readonly electron: typeof electron;
  readonly inspections: typeof inspections;
  readonly kiosk: typeof kiosk;
  readonly outgoing: typeof outgoing;
  readonly privacy: typeof privacy;
  readonly problems: typeof problems & typeof taskProblems & typeof start.problems;
  readonly publisher: typeof publisher;
  readonly records: typeof records;
  readonly requests: typeof requests;
  readonly roles: typeof roles;
  readonly screen: typeof screen & typeof start.screen;
  readonly settings: typeof settings;
  readonly setup: typeof setup;
  readonly sockets: typeof sockets;
  readonly terms: typeof terms;
  readonly web: typeof web;
}

/** i18next chooses `key_one` or `key_other` by the count it is given. */
type WithoutPlural<Key extends string> = Key extends `${infer Singular}_${'one' | 'other'}` ? Singular : Key;
/** Every text below a prefix: `check.heading`. Lists of texts are not among them. */
type KeysOf<Texts, Prefix extends string> = {
  [Key in keyof Texts & string]: Texts[Key] extends string
    ? `${Prefix}${WithoutPlural<Key>}`
    : Texts[Key] extends readonly unknown[]
      ? never
      : KeysOf<Texts[Key], `${Prefix}${Key}.`>;
}[keyof Texts & string];

/**
 * Texts whose last part is an id of checks, of the catalogue or of a finding's evidence, which are not types here. That each
 * of them has its words is tested (tests/unit/shared/locales.test.ts).
 */
type KeysById =
  | `${'causes' | 'checks' | 'models'}:${string}`
  | `devices:${'part' | 'mode'}.${string}`
  | `terms:evidence.${string}`;

/** `namespace:key` of every text of the locale files. */
export type TextKey = { [Name in keyof Namespaces]: KeysOf<Namespaces[Name], `${Name}:`> }[keyof Namespaces] | KeysById;

type Below<Key, Prefix extends string> = Key extends `${Prefix}${infer Rest}` ? Rest : never;
/** The texts below a prefix: `TextKeyBelow<'requests:terms.'>` has `kind.repair`. */
export type TextKeyBelow<Prefix extends string> = Below<TextKey, Prefix>;

/**
 * A key that ends in something that was read, e.g. an outcome in a message of another release. The compiler cannot check it:
 * where the text does not exist, the key is shown.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the texts that are asked for decide the type
export const keyFromData = <Key extends string>(key: string): Key => key as Key;

/** The entries of an object, with the keys it is known to have: `Object.entries` gives any string. */
export const entriesOf = <Key extends string, Value>(object: Readonly<Partial<Record<Key, Value>>>): [Key, Value][] =>
  Object.entries(object) as [Key, Value][];
