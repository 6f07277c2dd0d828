import { fail, type Result, succeed } from '../../../shared/domain/result.ts';
import { PHOTO_LIMITS } from '../../../shared/photo-limits.ts';
import { MARKER, readSegment, type Segment, skipScan } from '../../../shared/jpeg-segments.ts';

/** Pixels a side. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Quantisation and Huffman tables, restart interval: what a picture needs to be decoded. */
const TABLES: ReadonlySet<number> = new Set([MARKER.dht, MARKER.dqt, MARKER.dri]);
/** Baseline and progressive Huffman frames. */
const FRAMES: ReadonlySet<number> = new Set([MARKER.sof0, MARKER.sof2]);

const isMetadata = ({ marker, body }: Segment): boolean =>
  (marker > MARKER.app0 && marker <= MARKER.app15) ||
  marker === MARKER.com ||
  (marker === MARKER.app0 && !isPlainJfif(body));

/** A JFIF header of version, density and a thumbnail of no pixels: nothing about place, time or camera fits in it. */
function isPlainJfif(body: Uint8Array): boolean {
  const named = Buffer.from(body.subarray(0, 5)).toString('latin1') === 'JFIF\0';
  return named && body.length === 14 && body[12] === 0 && body[13] === 0;
}

/** T.81 B.2.2: precision, height, width. */
const sizeOf = (body: Uint8Array): Size =>
  body.length < 6 ? { width: 0, height: 0 } : { height: (body[1]! << 8) | body[2]!, width: (body[3]! << 8) | body[4]! };

/**
 * Takes only what a screen has made anew: one baseline or progressive JPEG from SOI to EOI, small enough, with nothing in it but
 * the picture. No pixel is decoded.
 * @returns pixels a side, or `photo-not-jpeg`, `photo-too-large`, `photo-damaged`, `photo-carries-metadata`.
 */
export function acceptPhoto(bytes: Uint8Array): Result<Size> {
  if (bytes[0] !== 0xff || bytes[1] !== MARKER.soi) return fail('photo-not-jpeg');
  let size: Size | null = null;
  let scans = 0;
  for (let at = 2; ;) {
    const segment = readSegment(bytes, at);
    if (segment === null) return fail('photo-damaged');
    const { marker, body, end } = segment;
    if (marker === MARKER.eoi) {
      if (size === null || scans === 0 || end !== bytes.length) return fail('photo-damaged');
      return fits(size, bytes.length) ? succeed(size) : tooLarge(size, bytes.length);
    }
    if (isMetadata(segment)) return fail('photo-carries-metadata');
    if (FRAMES.has(marker)) {
      if (size !== null) return fail('photo-damaged');
      size = sizeOf(body);
      if (size.width === 0 || size.height === 0) return fail('photo-damaged');
    } else if (marker === MARKER.sos) {
      if (size === null) return fail('photo-damaged');
      scans += 1;
    } else if (!TABLES.has(marker) && marker !== MARKER.app0) return fail('photo-damaged');
    at = marker === MARKER.sos ? skipScan(bytes, end) : end;
  }
}

const fits = ({ width, height }: Size, bytes: number): boolean =>
  Math.max(width, height) <= PHOTO_LIMITS.side && bytes <= PHOTO_LIMITS.bytes;

const tooLarge = ({ width, height }: Size, bytes: number): Result<never> =>
  fail('photo-too-large', { width, height, kilobytes: Math.ceil(bytes / 1000) });
