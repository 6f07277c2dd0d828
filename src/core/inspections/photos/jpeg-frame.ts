import type { HuffmanTable, HuffmanTables } from './jpeg-tables.ts';

/** One colour of the picture, or its brightness. */
interface Component {
  readonly id: number;
  /** Blocks in a unit of the scan. */
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

/** Tables each component of a scan is coded with. */
export interface ScanComponent {
  readonly blocks: number;
  readonly dc: HuffmanTable;
  readonly ac: HuffmanTable;
}

const BLOCK = 8;
const MOST_SAMPLING = 4;
/** Blocks of one unit, T.81 B.2.3. */
const MOST_BLOCKS = 10;

/** The header of a baseline frame of 8-bit samples, T.81 B.2.2. @returns null where it is anything else. */
export function frameOf(body: Uint8Array): Frame | null {
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
    const isSampling = [wide, high].every((rate) => rate >= 1 && rate <= MOST_SAMPLING);
    if (!isSampling || components.some((other) => other.id === id)) return null;
    across = Math.max(across, wide);
    down = Math.max(down, high);
    components.push({ id, blocks: wide * high, quantisation });
  }
  // A scan of one component has one block a unit, whatever its rates.
  if (count === 1)
    return { width, height, components: [{ ...components[0]!, blocks: 1 }], units: unitsOf(width, height, 1, 1) };
  if (components.reduce((sum, { blocks }) => sum + blocks, 0) > MOST_BLOCKS) return null;
  return { width, height, components, units: unitsOf(width, height, across, down) };
}

const unitsOf = (width: number, height: number, across: number, down: number): number =>
  Math.ceil(width / (BLOCK * across)) * Math.ceil(height / (BLOCK * down));

/**
 * The header of the one scan of a baseline frame: every component, in order, with tables that are there (T.81 B.2.3).
 * @returns the tables, and the names of those it uses; null where it is anything else.
 */
export function scanOf(
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
