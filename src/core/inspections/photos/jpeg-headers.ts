/** One component of the picture: brightness, or one of two colour differences. */
interface Component {
  readonly id: number;
  /** Blocks of 8 × 8 samples in a minimum coded unit. */
  readonly blocks: number;
  readonly quantisation: number;
}

export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly components: readonly Component[];
  /** Minimum coded units of the one scan (T.81 A.2). */
  readonly units: number;
}

/** Huffman tables that a component of a scan is coded with. */
export interface ScanComponent {
  readonly blocks: number;
  readonly dc: HuffmanTable;
  readonly ac: HuffmanTable;
}

const BLOCK = 8;
const MAX_SAMPLING = 4;
/** Blocks of one minimum coded unit, T.81 B.2.3. */
const MAX_BLOCKS = 10;

/** The header of a baseline frame of 8-bit samples, T.81 B.2.2. @returns null where it is anything else. */
export function readFrame(body: Uint8Array): Frame | null {
  const count = body[5] ?? 0;
  if (body[0] !== 8 || ![1, 3].includes(count) || body.length !== 6 + 3 * count) return null;
  const height = (body[1]! << 8) | body[2]!;
  const width = (body[3]! << 8) | body[4]!;
  if (width === 0 || height === 0) return null;
  const components: Component[] = [];
  let across = 1;
  let down = 1;
  for (let at = 6; at < body.length; at += 3) {
    const [id, sampling, quantisation] = body.subarray(at, at + 3) as unknown as [number, number, number];
    const [wide, high] = [sampling >> 4, sampling & 0x0f];
    const isSampling = [wide, high].every((rate) => rate >= 1 && rate <= MAX_SAMPLING);
    if (!isSampling || components.some((other) => other.id === id)) return null;
    across = Math.max(across, wide);
    down = Math.max(down, high);
    components.push({ id, blocks: wide * high, quantisation });
  }
  // A scan of one component has one block per unit, whatever its sampling rates (T.81 A.2.2).
  if (count === 1)
    return { width, height, components: [{ ...components[0]!, blocks: 1 }], units: countUnits(width, height, 1, 1) };
  if (components.reduce((sum, { blocks }) => sum + blocks, 0) > MAX_BLOCKS) return null;
  return { width, height, components, units: countUnits(width, height, across, down) };
}

const countUnits = (width: number, height: number, across: number, down: number): number =>
  Math.ceil(width / (BLOCK * across)) * Math.ceil(height / (BLOCK * down));

/**
 * The header of the one scan of a baseline frame: every component, in order, with tables that are defined (T.81 B.2.3).
 * @returns the tables, and the names of those it uses; null where it is anything else.
 */
export function readScan(
  body: Uint8Array,
  { components }: Frame,
  tables: HuffmanTables,
): { readonly components: readonly ScanComponent[]; readonly uses: ReadonlySet<number> } | null {
  const count = components.length;
  if (body[0] !== count || body.length !== 4 + 2 * count) return null;
  const [first, last, approximation] = body.subarray(1 + 2 * count);
  if (first !== 0 || last !== 63 || approximation !== 0) return null;
  const uses = new Set<number>();
  const found: ScanComponent[] = [];
  for (const [at, { id, blocks }] of components.entries()) {
    const named = body[2 + 2 * at]!;
    const [dcName, acName] = [named >> 4, 0x10 | (named & 0x0f)];
    const [dc, ac] = [tables.get(dcName), tables.get(acName)];
    if (body[1 + 2 * at] !== id || dc === undefined || ac === undefined) return null;
    uses.add(dcName).add(acName);
    found.push({ blocks, dc, ac });
  }
  return { components: found, uses };
}

/** Huffman tables by class and number, as the second nibble pair of a scan names them: `0x00` to `0x03` DC, `0x10` to `0x13` AC. */
type HuffmanTables = ReadonlyMap<number, HuffmanTable>;

/** For each 16 bits of the scan that begin with a code: its length in bits × 256 + its value; 0 where no code begins so. */
export type HuffmanTable = Uint16Array;

const TABLES_OF_A_KIND = 4;
const CODE_LENGTHS = 16;
/** Differences of 8-bit samples need 11 bits at most, coefficients 10 (T.81 F.1.2.1, F.1.2.2). */
const MAX_DC_BITS = 11;
const MAX_AC_BITS = 10;
/** End of block, and a run of 16 zeros: the only AC values without bits. */
const AC_WITHOUT_BITS: ReadonlySet<number> = new Set([0x00, 0xf0]);

/**
 * Numbers of the quantisation tables in a DQT segment (T.81 B.2.4.1): each a byte and 64 numbers of 8 bits, which is all that a
 * baseline picture has.
 * @returns null where the segment holds anything else.
 */
export function quantisationTables(body: Uint8Array): readonly number[] | null {
  const numbers: number[] = [];
  for (let at = 0; at < body.length; at += 65) {
    const number = body[at]!;
    if (number >= TABLES_OF_A_KIND || at + 65 > body.length) return null;
    // Zero is no valid divisor.
    if (body.subarray(at + 1, at + 65).includes(0)) return null;
    numbers.push(number);
  }
  return numbers.length === 0 ? null : numbers;
}

/**
 * Huffman tables of a DHT segment (T.81 B.2.4.2), each as long as its own counts require.
 * @returns null where the segment holds anything else, or values that no baseline picture has.
 */
export function huffmanTables(body: Uint8Array): (readonly [number, HuffmanTable])[] | null {
  const tables: (readonly [number, HuffmanTable])[] = [];
  for (let at = 0; at < body.length;) {
    const name = body[at]!;
    const counts = body.subarray(at + 1, at + 1 + CODE_LENGTHS);
    const length = counts.reduce((sum, count) => sum + count, 0);
    const end = at + 1 + CODE_LENGTHS + length;
    if (counts.length < CODE_LENGTHS || length === 0 || end > body.length) return null;
    const isAc = (name & 0xf0) === 0x10;
    if ((!isAc && name >= TABLES_OF_A_KIND) || (name & 0x0f) >= TABLES_OF_A_KIND) return null;
    const table = buildTable(counts, body.subarray(end - length, end), isAc);
    if (table === null) return null;
    tables.push([name, table]);
    at = end;
  }
  return tables.length === 0 ? null : tables;
}

/** Assigns codes in order (T.81 C.2). The code of all ones is reserved, so a complete tree is refused as well. */
function buildTable(counts: Uint8Array, values: Uint8Array, isAc: boolean): HuffmanTable | null {
  if (new Set(values).size !== values.length) return null;
  const isValue = (value: number) =>
    isAc ? AC_WITHOUT_BITS.has(value) || isAcBits(value & 0x0f) : value <= MAX_DC_BITS;
  if (!values.every(isValue)) return null;
  const table = new Uint16Array(1 << CODE_LENGTHS);
  let code = 0;
  let next = 0;
  for (let length = 1; length <= CODE_LENGTHS; length += 1) {
    const span = 1 << (CODE_LENGTHS - length);
    for (let left = counts[length - 1]!; left > 0; left -= 1) {
      const end = code + span;
      if (end >= table.length) return null;
      table.fill(length * 256 + values[next]!, code, end);
      code = end;
      next += 1;
    }
  }
  return table;
}

const isAcBits = (bits: number): boolean => bits > 0 && bits <= MAX_AC_BITS;
