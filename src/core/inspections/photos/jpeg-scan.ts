import { MARKER } from '../../../shared/jpeg.ts';
import type { HuffmanTable, ScanComponent } from './jpeg-headers.ts';

const COEFFICIENTS = 64;
const RUN_OF_ZEROS = 0xf0;
const RESTARTS = 8;

/**
 * Follows the coded pixels of a baseline scan, unit by unit, without decoding them into a picture: nothing else may be among
 * them or after the last one.
 * @param at where the coded pixels begin.
 * @param units minimum coded units of the picture.
 * @param interval units between restart markers, 0 without any.
 * @returns offset of what follows; null where the pixels do not fit the tables, or something else is among them.
 */
export function endOfScan(
  bytes: Uint8Array,
  at: number,
  components: readonly ScanComponent[],
  units: number,
  interval: number,
): number | null {
  const bits = new Bits(bytes, at);
  for (let unit = 0; unit < units; unit += 1) {
    if (interval > 0 && unit > 0 && unit % interval === 0) {
      const marker = MARKER.rst0 + ((unit / interval - 1) % RESTARTS);
      if (!bits.endsWithOnes() || !bits.skipMarker(marker)) return null;
    }
    for (const { blocks, dc, ac } of components)
      for (let block = 0; block < blocks; block += 1) if (!skipBlock(bits, dc, ac)) return null;
  }
  return bits.endsWithOnes() ? bits.place : null;
}

function skipBlock(bits: Bits, dc: HuffmanTable, ac: HuffmanTable): boolean {
  const difference = bits.read(dc);
  if (difference < 0 || !bits.skip(difference)) return false;
  for (let at = 1; at < COEFFICIENTS;) {
    const value = bits.read(ac);
    if (value < 0) return false;
    if (value === 0) return true;
    at += (value >> 4) + 1;
    if (at > COEFFICIENTS || (value !== RUN_OF_ZEROS && !bits.skip(value & 0x0f))) return false;
  }
  return true;
}

/** The bits of a scan: a byte 0xff is followed by a stuffed 0, or it begins a marker. */
class Bits {
  /** Offset of the next byte that is not in `#held`. */
  place: number;
  readonly #bytes: Uint8Array;
  #held = 0;
  #count = 0;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.place = at;
  }

  /** @returns the value of the next code, -1 where there is no valid one. */
  read(table: HuffmanTable): number {
    this.#fill();
    // Ones after the last bit are the padding of a scan, and no code.
    const missing = 16 - this.#count;
    const next = missing > 0 ? (this.#held << missing) | ((1 << missing) - 1) : this.#held >>> -missing;
    const entry = table[next & 0xffff]!;
    const length = entry >> 8;
    if (length === 0 || length > this.#count) return -1;
    this.#drop(length);
    return entry & 0xff;
  }

  /** @param count at most 11. @returns false where fewer bits are left. */
  skip(count: number): boolean {
    this.#fill();
    if (count > this.#count) return false;
    this.#drop(count);
    return true;
  }

  /** Whether only the rest of one byte is left, all ones (T.81 F.1.2.3). */
  endsWithOnes(): boolean {
    this.#fill();
    if (this.#count >= 8 || this.#held !== (1 << this.#count) - 1) return false;
    this.#count = 0;
    this.#held = 0;
    return true;
  }

  skipMarker(marker: number): boolean {
    if (this.#bytes[this.place] !== 0xff || this.#bytes[this.place + 1] !== marker) return false;
    this.place += 2;
    return true;
  }

  #drop(count: number): void {
    this.#count -= count;
    this.#held &= (1 << this.#count) - 1;
  }

  #fill(): void {
    while (this.#count <= 16) {
      const byte = this.#bytes[this.place];
      if (byte === undefined) return;
      if (byte === 0xff) {
        if (this.#bytes[this.place + 1] !== 0) return;
        this.place += 1;
      }
      this.place += 1;
      this.#held = (this.#held << 8) | byte;
      this.#count += 8;
    }
  }
}
