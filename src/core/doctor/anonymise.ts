import type { DeviceCatalogue } from '../published/catalogue.ts';

/** Shorter serial numbers, `2026` or `0000`, occur by chance: they are looked for only where a step of an id or a word is one. */
const UNMISTAKABLE = 8;

/** Names that devices give themselves; those of phones and headphones are often people's. */
const NAMES: ReadonlySet<string> = new Set(['product', 'manufacturer', 'busReported', 'strings', 'interfaceNames']);

/** Bytes in hex, in which there is no text. */
const BYTES: ReadonlySet<string> = new Set(['deviceDescriptor', 'configuration', 'bytes']);

/** Values by these names are serial numbers. */
const isSerialName = (name: string): boolean => name === 'serial' || name === 'mainboardSerial';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** `USB\VID_28DE&PID_2300\LHR-1A2B3C4D`: the last step is a serial number, unless Windows made it of the place. */
const serialIn = (instance: string): string | null => {
  const last = instance.split('\\').at(-1) ?? '';
  return last.includes('&') || !/VID_/i.test(instance) ? null : last;
};

function collectSerials(value: Json, found: Set<string>): void {
  if (value === null || typeof value !== 'object') return;
  if (Array.isArray(value)) {
    for (const each of value as readonly Json[]) collectSerials(each, found);
    return;
  }
  for (const [name, each] of Object.entries(value as { readonly [name: string]: Json })) {
    if (typeof each === 'string' && isSerialName(name)) found.add(each);
    else if (typeof each === 'string' && (name === 'instance' || name === 'parent')) {
      const serial = serialIn(each);
      if (serial !== null) found.add(serial);
    } else collectSerials(each, found);
  }
}

/** The ids a record is about, `28de:2300`; null where it is about no device. */
function idOf(record: { readonly [name: string]: Json }): { vendorId: string; productId: string } | null {
  const { vendorId, productId, instance, deviceDescriptor } = record;
  if (typeof vendorId === 'string' && typeof productId === 'string') return { vendorId, productId };
  const [, vendor, product] =
    /VID_([0-9A-F]{4})&PID_([0-9A-F]{4})/i.exec(typeof instance === 'string' ? instance : '') ?? [];
  if (vendor !== undefined && product !== undefined)
    return { vendorId: vendor.toLowerCase(), productId: product.toLowerCase() };
  if (typeof deviceDescriptor !== 'string' || deviceDescriptor.length < 24) return null;
  const bytes = Buffer.from(deviceDescriptor, 'hex');
  const hex = (at: number) => bytes.readUInt16LE(at).toString(16).padStart(4, '0');
  return { vendorId: hex(8), productId: hex(10) };
}

const nameless = (interfaces: Json): Json =>
  Array.isArray(interfaces)
    ? (interfaces as readonly { readonly [name: string]: Json }[]).map((it) => ({ ...it, name: null }))
    : interfaces;

/** Leaves out what devices call themselves, unless the catalogue lists them. */
function withoutNames(value: Json, lists: DeviceCatalogue['lists']): Json {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map((each) => withoutNames(each, lists));
  const record = value as { readonly [name: string]: Json };
  const id = idOf(record);
  const isListed = id !== null && lists(id.vendorId, id.productId);
  return Object.fromEntries(
    Object.entries(record).map(([name, each]) => [
      name,
      NAMES.has(name) && !isListed
        ? null
        : withoutNames(name === 'interfaces' && !isListed ? nameless(each) : each, lists),
    ]),
  );
}

/** Folders of people on any system. */
const HOMES = /([A-Z]:[\\/]+Users[\\/]+|\/(?:home|Users)\/)[^\\/]+/gi;
/** Of Bluetooth and network adapters; the last group of a GUID has a dash before it. */
const ADDRESSES = /(?<![0-9A-Z-])(?:[0-9A-F]{12}|[0-9A-F]{2}(?:[:-][0-9A-F]{2}){5})(?![0-9A-Z-])/gi;

const escaped = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);

/** Replaces what is anybody's own, the same by the same name everywhere. */
class Veil {
  readonly #serials: ReadonlyMap<string, string>;
  readonly #patterns: readonly (readonly [RegExp, string])[];
  readonly #addresses = new Map<string, string>();

  constructor(serials: ReadonlySet<string>, names: readonly string[]) {
    const alike = [...new Set([...serials].map((serial) => serial.toUpperCase()))].filter((serial) => serial !== '');
    const longestFirst = alike.toSorted((a, b) => b.length - a.length);
    this.#serials = new Map(longestFirst.map((serial, at) => [serial, `serial-${at + 1}`]));
    const own = names.filter((name) => name.length > 3).map((name) => [new RegExp(escaped(name), 'gi'), '…'] as const);
    const numbers = [...this.#serials].map(([serial, name]) => {
      const anywhere = escaped(serial);
      const alone = String.raw`(?<=^|[\\#\s])${anywhere}(?=$|[\\#\s])`;
      return [new RegExp(serial.length < UNMISTAKABLE ? alone : anywhere, 'gi'), name] as const;
    });
    this.#patterns = [...own, ...numbers];
  }

  over(value: Json, field = ''): Json {
    if (typeof value === 'string') return BYTES.has(field) ? value : this.#overText(value, field);
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return (value as readonly Json[]).map((each) => this.over(each, field));
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, this.over(each, name)]));
  }

  #overText(text: string, field: string): string {
    const serial = isSerialName(field) ? this.#serials.get(text.toUpperCase()) : undefined;
    if (serial !== undefined) return serial;
    const hidden = this.#patterns.reduce(
      (rest, [pattern, name]) => rest.replaceAll(pattern, () => name),
      text.replaceAll(HOMES, '$1…'),
    );
    return hidden.replaceAll(ADDRESSES, (address) => this.#addressName(address));
  }

  #addressName(address: string): string {
    const key = address.replaceAll(/[:-]/g, '').toUpperCase();
    const known = this.#addresses.get(key) ?? `address-${this.#addresses.size + 1}`;
    this.#addresses.set(key, known);
    return known;
  }
}

/**
 * Makes a report that can be given away: serial numbers become `serial-1` and so on, the same everywhere, and addresses `address-1`;
 * devices that have nothing to do with VR lose their names, and paths those of people. Pure.
 * @param names of this PC and its user, wherever they stand.
 */
export function anonymise(report: Json, lists: DeviceCatalogue['lists'], names: readonly string[] = []): string {
  const serials = new Set<string>();
  collectSerials(report, serials);
  return JSON.stringify(new Veil(serials, names).over(withoutNames(report, lists)), null, 1);
}
