import { type Result, fail, succeed } from '../../../shared/domain/result.ts';
import { MARKER, PHOTO_LIMITS, type Segment, readSegment, skipScan } from '../../../shared/jpeg.ts';
import {
  type Frame,
  type HuffmanTable,
  huffmanTables,
  quantisationTables,
  readFrame,
  readScan,
} from './jpeg-headers.ts';
import { endOfScan } from './jpeg-scan.ts';

/** Pixels a side. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

const isMetadata = ({ marker, body }: Segment): boolean =>
  (marker > MARKER.app0 && marker <= MARKER.app15) ||
  marker === MARKER.com ||
  (marker === MARKER.app0 && !isPlainJfif(body));

/** Whether a JFIF header holds only version, density and an empty thumbnail: no place, time or camera fits in it. */
function isPlainJfif(body: Uint8Array): boolean {
  const named = Buffer.from(body.subarray(0, 5)).toString('latin1') === 'JFIF\0';
  return named && body.length === 14 && body[12] === 0 && body[13] === 0;
}

/** What precedes the pixels of a picture. */
interface Header {
  frame: Frame | null;
  readonly quantisation: Set<number>;
  readonly huffman: Map<number, HuffmanTable>;
  /** Units between restart markers; null until the header defines it. */
  interval: number | null;
}

/**
 * Accepts only what a screen has encoded itself: one baseline JPEG from SOI to EOI, small enough, with nothing in it but the picture.
 * Its pixels are followed to their end, but not decoded: data hidden in tables or pixels themselves is not detected.
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
    // A JFIF header is allowed once, as the first segment.
    const isJfif = segment.marker === MARKER.app0 && at === 2;
    if (!isJfif && !readHeader(segment, header)) return fail('photo-damaged');
    at = segment.end;
  }
}

/** @returns false for anything but a table, restart interval or frame of the one picture, each of its exact length. */
function readHeader({ marker, body }: Segment, header: Header): boolean {
  switch (marker) {
    case MARKER.dqt: {
      const numbers = quantisationTables(body);
      if (numbers === null || hasDuplicates(numbers, header.quantisation)) return false;
      for (const number of numbers) header.quantisation.add(number);
      return true;
    }
    case MARKER.dht: {
      const tables = huffmanTables(body);
      if (
        tables === null ||
        hasDuplicates(
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
      header.frame = readFrame(body);
      return header.frame !== null;
    }
    default: {
      return false;
    }
  }
}

/** Whether a table is defined twice: the first one would only hide data. */
const hasDuplicates = (names: readonly number[], known: { has(name: number): boolean }): boolean =>
  new Set(names).size < names.length || names.some((name) => known.has(name));

/** Accepts the one scan, which has to use every table and to be followed by nothing. */
function acceptScan(bytes: Uint8Array, { body, end }: Segment, header: Header): Result<Size> {
  const { frame, quantisation, huffman, interval } = header;
  const scan = frame === null ? null : readScan(body, frame, huffman);
  if (frame === null || scan === null) return fail('photo-damaged');
  const { width, height } = frame;
  const used = new Set(frame.components.map((component) => component.quantisation));
  const isMissing = [...used].some((number) => !quantisation.has(number));
  if (isMissing || used.size < quantisation.size || scan.uses.size < huffman.size) return fail('photo-damaged');
  if (!fits(frame, bytes.length)) return tooLarge(frame, bytes.length);
  const rest = endOfScan(bytes, end, scan.components, frame.units, interval ?? 0);
  if (rest === null || !isEnd(bytes, rest)) {
    const next = skipScan(bytes, rest ?? end);
    const following = readSegment(bytes, next);
    return fail(following !== null && isMetadata(following) ? 'photo-carries-metadata' : 'photo-damaged');
  }
  return succeed({ width, height });
}

const isEnd = (bytes: Uint8Array, at: number): boolean =>
  bytes.length === at + 2 && bytes[at] === 0xff && bytes[at + 1] === MARKER.eoi;

const fits = ({ width, height }: Size, bytes: number): boolean =>
  Math.max(width, height) <= PHOTO_LIMITS.side && bytes <= PHOTO_LIMITS.bytes;

const tooLarge = ({ width, height }: Size, bytes: number): Result<never> =>
  fail('photo-too-large', { width, height, kilobytes: Math.ceil(bytes / 1000) });
