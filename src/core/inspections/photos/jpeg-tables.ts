/** Huffman tables by class and number, as the second nibble pair of a scan names them: `0x00` to `0x03` DC, `0x10` to `0x13` AC. */
export type HuffmanTables = ReadonlyMap<number, HuffmanTable>;

/** For each 16 bits of the scan that begin with a code: its length in bits × 256 + its value; 0 where no code begins so. */
export type HuffmanTable = Uint16Array;

const TABLES_OF_A_KIND = 4;
const CODE_LENGTHS = 16;
/** Differences of 8-bit samples need 11 bits at most, coefficients 10 (T.81 F.1.2.1, F.1.2.2). */
const MOST_DC_BITS = 11;
const MOST_AC_BITS = 10;
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
    // A divisor of zero is none.
    if (body.subarray(at + 1, at + 65).includes(0)) return null;
    numbers.push(number);
  }
  return numbers.length === 0 ? null : numbers;
}

/**
 * Huffman tables of a DHT segment (T.81 B.2.4.2), each as long as its own counts say.
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
    const table = tableOf(counts, body.subarray(end - length, end), isAc);
    if (table === null) return null;
    tables.push([name, table]);
    at = end;
  }
  return tables.length === 0 ? null : tables;
}

/** Codes in order (T.81 C.2). The code of all ones is none, so a whole tree is refused as well. */
function tableOf(counts: Uint8Array, values: Uint8Array, isAc: boolean): HuffmanTable | null {
  if (new Set(values).size !== values.length) return null;
  const isValue = (value: number) =>
    isAc ? AC_WITHOUT_BITS.has(value) || isAcBits(value & 0x0f) : value <= MOST_DC_BITS;
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

const isAcBits = (bits: number): boolean => bits > 0 && bits <= MOST_AC_BITS;
