/** What a code carries, most significant first, with the width of each in bits: 64 in all. */
const WIDTHS = {
  /** See `subject-number.ts`. */
  subject: 16,
  /** See `check-numbers.ts`. */
  check: 7,
  /** Position in `FAULT_OUTCOMES`. */
  outcome: 2,
  /** Made in a demonstration world. */
  demo: 1,
  /** Version of the publication that judged, modulo 2048. */
  publication: 11,
  /** See `station-number.ts`. */
  station: 14,
  /** See `day-number.ts`. */
  day: 13,
} as const;

export type Fields = Readonly<Record<keyof typeof WIDTHS, number>>;

const NAMES = Object.keys(WIDTHS) as (keyof Fields)[];

/** How many values a field can take. */
export const rangeOf = (name: keyof Fields): number => 2 ** WIDTHS[name];

/** @returns the 64 bits, the first field in the highest. */
export function packFields(fields: Fields): bigint {
  return NAMES.reduce((bits, name) => {
    if (!Number.isInteger(fields[name]) || fields[name] < 0 || fields[name] >= rangeOf(name))
      throw new RangeError(`${name} ${fields[name]} does not fit into ${WIDTHS[name]} bits`);
    return (bits << BigInt(WIDTHS[name])) | BigInt(fields[name]);
  }, 0n);
}

export function unpackFields(bits: bigint): Fields {
  let rest = bits;
  const backwards = NAMES.toReversed().map((name) => {
    const value = Number(rest % BigInt(rangeOf(name)));
    rest >>= BigInt(WIDTHS[name]);
    return [name, value] as const;
  });
  return Object.fromEntries(backwards) as unknown as Fields;
}
