import { segment } from './jpeg.ts';

const ASCII = 2;
const SHORT = 3;
const LONG = 4;
const RATIONAL = 5;

/** A directory of TIFF entries: tag, type, count, value or offset. */
function directory(entries: readonly (readonly [number, number, number, number])[]): Buffer {
  const bytes = Buffer.alloc(2 + entries.length * 12 + 4);
  bytes.writeUInt16LE(entries.length);
  for (const [at, [tag, type, count, value]] of entries.entries()) {
    const place = 2 + at * 12;
    bytes.writeUInt16LE(tag, place);
    bytes.writeUInt16LE(type, place + 2);
    bytes.writeUInt32LE(count, place + 4);
    bytes.writeUInt32LE(value, place + 8);
  }
  return bytes;
}

const rationals = (...parts: number[]): Buffer =>
  Buffer.concat(
    parts.map((part) => {
      const bytes = Buffer.alloc(8);
      bytes.writeUInt32LE(part);
      bytes.writeUInt32LE(1, 4);
      return bytes;
    }),
  );

/** Exif 2.3: taken with the phone turned (orientation 6), make, and a place at 31°30′N 121°15′E. */
function exif(): Buffer {
  const places = { main: 8, make: 8 + 2 + 3 * 12 + 4, gps: 0, latitude: 0, longitude: 0 };
  places.gps = places.make + 8;
  places.latitude = places.gps + 2 + 4 * 12 + 4;
  places.longitude = places.latitude + 24;
  const letter = (sign: string) => sign.charCodeAt(0);
  return Buffer.concat([
    Buffer.from('Exif\0\0II*\0\u0008\0\0\0', 'latin1'),
    directory([
      [0x01_0f, ASCII, 6, places.make],
      [0x01_12, SHORT, 1, 6],
      [0x88_25, LONG, 1, places.gps],
    ]),
    Buffer.from('Phone\0\0\0', 'latin1'),
    directory([
      [1, ASCII, 2, letter('N')],
      [2, RATIONAL, 3, places.latitude],
      [3, ASCII, 2, letter('E')],
      [4, RATIONAL, 3, places.longitude],
    ]),
    rationals(31, 30, 0),
    rationals(121, 15, 0),
  ]);
}

/** The same picture as a phone would have written it. */
export const photoOfPhone = (jpeg: Buffer): Buffer =>
  Buffer.concat([jpeg.subarray(0, 2), segment(0xe1, exif()), jpeg.subarray(2)]);
