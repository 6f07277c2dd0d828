import { fail, type Result, succeed } from '../../../shared/domain/result.ts';
import { MARKER, PHOTO_LIMITS, readSegment, type Segment, skipScan } from '../../../shared/jpeg.ts';
import { type Frame, frameOf, scanOf } from './jpeg-frame.ts';
import { endOfScan } from './jpeg-scan.ts';
import { type HuffmanTable, huffmanTables, quantisationTables } from './jpeg-tables.ts';

/** Pixels a side. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

const isMetadata = ({ marker, body }: Segment): boolean =>
  (marker > MARKER.app0 && marker <= MARKER.app15) ||
  marker === MARKER.com ||
  (marker === MARKER.app0 && !isPlainJfif(body));

/** A JFIF header of version, density and a thumbnail of no pixels: nothing about place, time or camera fits in it. */
function isPlainJfif(body: Uint8Array): boolean {
  const named = Buffer.from(body.subarray(0, 5)).toString('latin1') === 'JFIF\0';
  return named && body.length === 14 && body[12] === 0 && body[13] === 0;
}

/** What of a picture comes before its pixels. */
interface Header {
  frame: Frame | null;
  readonly quantisation: Set<number>;
  readonly huffman: Map<number, HuffmanTable>;
  /** Units between restart markers; null until it is said. */
  interval: number | null;
}

/**
 * Takes only what a screen has made anew: one baseline JPEG from SOI to EOI, small enough, with nothing in it but the picture.
 * Its pixels are followed to their end, but not decoded: what the tables and pixels themselves spell is not judged.
 * @returns pixels a side, or `photo-not-jpeg`, `photo-too-large`, `photo-damaged`, `photo-carries-metadata`.
 */
export function acceptPhoto(bytes: Uint8Array): Result<Size> {
  if (bytes[0] !== 0xff || bytes[1] !== MARKER.soi) return fail('photo-not-jpeg');
  const header: Header = { frame: null, quantisation: new Set(), huffman: new Map(), interval: null };
  for (let at = 2; ;) {
    const segment = readSegment(bytes, at);
    if (segment === null) return fail('photo-damaged');
    if (isMetadata(segment)) return fail('photo-carries-metadata');
    if (segment.marker === MARKER.sos) return acceptScan(bytes, segment, header);
    // JFIF stands first, once.
    const isJfif = segment.marker === MARKER.app0 && at === 2;
    if (!isJfif && !takeHeader(segment, header)) return fail('photo-damaged');
    at = segment.end;
  }
}

/** @returns false for anything but a table, interval or frame of the one picture, each as long as it has to be. */
function takeHeader({ marker, body }: Segment, header: Header): boolean {
  switch (marker) {
    case MARKER.dqt: {
      const numbers = quantisationTables(body);
      if (numbers === null || areTwice(numbers, header.quantisation)) return false;
      for (const number of numbers) header.quantisation.add(number);
      return true;
    }
    case MARKER.dht: {
      const tables = huffmanTables(body);
      if (
        tables === null ||
        areTwice(
          tables.map(([name]) => name),
          header.huffman,
        )
      )
        return false;
      for (const [name, table] of tables) header.huffman.set(name, table);
      return true;
    }
    case MARKER.dri: {
      if (header.interval !== null || body.length !== 2) return false;
      header.interval = (body[0]! << 8) | body[1]!;
      return true;
    }
    case MARKER.sof0: {
      if (header.frame !== null) return false;
      header.frame = frameOf(body);
      return header.frame !== null;
    }
    default: {
      return false;
    }
  }
}

/** A table that is replaced before it is used only takes up room. */
const areTwice = (names: readonly number[], known: { has(name: number): boolean }): boolean =>
  new Set(names).size < names.length || names.some((name) => known.has(name));

/** The one scan, with every table used that is there, and nothing behind it. */
function acceptScan(bytes: Uint8Array, { body, end }: Segment, header: Header): Result<Size> {
  const { frame, quantisation, huffman, interval } = header;
  const scan = frame === null ? null : scanOf(body, frame, huffman);
  if (frame === null || scan === null) return fail('photo-damaged');
  const { width, height } = frame;
  const used = new Set(frame.components.map((component) => component.quantisation));
  const isMissing = [...used].some((number) => !quantisation.has(number));
  if (isMissing || used.size < quantisation.size || scan.uses.size < huffman.size) return fail('photo-damaged');
  if (!fits(frame, bytes.length)) return tooLarge(frame, bytes.length);
  const rest = endOfScan(bytes, end, scan.components, frame.units, interval ?? 0);
  if (rest === null || !isEnd(bytes, rest)) {
    const next = skipScan(bytes, rest ?? end);
    const behind = readSegment(bytes, next);
    return fail(behind !== null && isMetadata(behind) ? 'photo-carries-metadata' : 'photo-damaged');
  }
  return succeed({ width, height });
}

const isEnd = (bytes: Uint8Array, at: number): boolean =>
  bytes.length === at + 2 && bytes[at] === 0xff && bytes[at + 1] === MARKER.eoi;

const fits = ({ width, height }: Size, bytes: number): boolean =>
  Math.max(width, height) <= PHOTO_LIMITS.side && bytes <= PHOTO_LIMITS.bytes;

const tooLarge = ({ width, height }: Size, bytes: number): Result<never> =>
  fail('photo-too-large', { width, height, kilobytes: Math.ceil(bytes / 1000) });
