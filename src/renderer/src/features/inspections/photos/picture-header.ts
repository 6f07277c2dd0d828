import { MARKER, readSegment } from '../../../../../shared/jpeg.ts';

/** What the header of a picture file says, before anything is decoded. */
type PictureHeader =
  | { readonly type: 'picture'; readonly width: number; readonly height: number }
  | { readonly type: 'heic' };

/** ISO/IEC 23008-12: brands of pictures coded as HEVC, and of containers phones put them in. */
const HEIC_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs', 'mif1', 'msf1']);

/** @returns null for other formats than JPEG, PNG, WebP, GIF, BMP and HEIC, and for truncated files. */
export function readPictureHeader(bytes: Uint8Array): PictureHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = (width: number, height: number): PictureHeader | null =>
    width > 0 && height > 0 ? { type: 'picture', width, height } : null;
  const hasText = (at: number, text: string) => textAt(bytes, at, text.length) === text;
  try {
    if (hasText(4, 'ftyp')) return isHeic(view, bytes) ? { type: 'heic' } : null;
    if (hasText(1, 'PNG\r\n')) return size(view.getUint32(16), view.getUint32(20));
    if (hasText(0, 'GIF8')) return size(view.getUint16(6, true), view.getUint16(8, true));
    if (hasText(0, 'BM')) return bitmapSize(view, size);
    if (hasText(0, 'RIFF') && hasText(8, 'WEBP')) return webpSize(view, textAt(bytes, 12, 4), size);
    return bytes[0] === 0xff && bytes[1] === MARKER.soi ? jpegSize(bytes, size) : null;
  } catch (cause) {
    // The file is truncated.
    if (cause instanceof RangeError) return null;
    throw cause;
  }
}

type Sized = (width: number, height: number) => PictureHeader | null;

const textAt = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));

function isHeic(view: DataView, bytes: Uint8Array): boolean {
  const end = Math.min(view.getUint32(0), bytes.length, 256);
  const brands = [textAt(bytes, 8, 4)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(textAt(bytes, at, 4));
  return !brands.includes('avif') && brands.some((brand) => HEIC_BRANDS.has(brand));
}

function bitmapSize(view: DataView, size: Sized): PictureHeader | null {
  // 12 bytes is the header of OS/2; a negative height only means that rows run downwards.
  if (view.getUint32(14, true) === 12) return size(view.getUint16(18, true), view.getUint16(20, true));
  return size(view.getInt32(18, true), Math.abs(view.getInt32(22, true)));
}

function webpSize(view: DataView, chunk: string, size: Sized): PictureHeader | null {
  const uint24 = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
  if (chunk === 'VP8X') return size(uint24(24) + 1, uint24(27) + 1);
  if (chunk === 'VP8 ') return size(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
  if (chunk !== 'VP8L') return null;
  const bits = view.getUint32(21, true);
  return size((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
}

function jpegSize(bytes: Uint8Array, size: Sized): PictureHeader | null {
  for (let at = 2; ;) {
    const segment = readSegment(bytes, at);
    if (segment === null || segment.marker === MARKER.sos || segment.marker === MARKER.eoi) return null;
    const { marker, body, end } = segment;
    // C0 to CF are the kinds of frame, except DHT, JPG and DAC.
    if (marker >= 0xc0 && marker <= 0xcf && ![MARKER.dht, 0xc8, 0xcc].includes(marker))
      return size(((body[3] ?? 0) << 8) | (body[4] ?? 0), ((body[1] ?? 0) << 8) | (body[2] ?? 0));
    at = end;
  }
}
