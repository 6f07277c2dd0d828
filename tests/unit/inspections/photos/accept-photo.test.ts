import { describe, expect, it, test } from 'vitest';
import { acceptPhoto } from '../../../../src/core/inspections/photos/accept-photo.ts';
import { huffman, jpegOf, segment, SMALL_JPEG } from '../../../support/inspection/jpeg.ts';

const codeOf = (bytes: Uint8Array) => {
  const taken = acceptPhoto(bytes);
  return taken.ok ? `${taken.value.width}x${taken.value.height}` : taken.problem.code;
};

const exif = segment(0xe1, Buffer.from('Exif\0\0II*\0'));
const jfif = (thumbnail: number) =>
  segment(
    0xe0,
    Buffer.from([
      ...Buffer.from('JFIF\0'),
      1,
      1,
      0,
      0,
      1,
      0,
      1,
      thumbnail,
      thumbnail,
      ...Buffer.alloc(thumbnail * thumbnail * 3),
    ]),
  );

describe('a photo', () => {
  it('a JPEG encoded by a browser is accepted', () => {
    expect(codeOf(SMALL_JPEG)).toBe('8x4');
  });

  it('a JPEG of 1600 pixels a side with JFIF header, fill bytes and restart markers is accepted', () => {
    expect(codeOf(jpegOf({ width: 1600, height: 1600 }))).toBe('1600x1600');
    expect(codeOf(jpegOf({ before: [jfif(0), Buffer.from([0xff, 0xff])] }))).toBe('8x4');
    const restarts = Buffer.from([0x3f, 0xff, 0xd0, 0x3f, 0xff, 0xd1, 0x3f]);
    expect(codeOf(jpegOf({ width: 24, before: [segment(0xdd, Buffer.from([0, 1]))], pixels: restarts }))).toBe('24x4');
  });
});

const place = Buffer.from('GPS 31.2304 N 121.4737 E');
const flat = Buffer.concat([Buffer.from([0]), Buffer.alloc(64, 1)]);

test.each<[string, Uint8Array, string]>([
  ['text behind a quantisation table', jpegOf({ quantisation: Buffer.concat([flat, place]) }), 'photo-damaged'],
  [
    'a quantisation table nothing uses',
    jpegOf({ before: [segment(0xdb, Buffer.concat([Buffer.from([1]), place, Buffer.alloc(40, 1)]))] }),
    'photo-damaged',
  ],
  ['the same table twice', jpegOf({ before: [segment(0xdb, flat)] }), 'photo-damaged'],
  [
    'a fifth table',
    jpegOf({ quantisation: Buffer.concat([flat, Buffer.from([4]), flat.subarray(1)]) }),
    'photo-damaged',
  ],
  ['text behind a Huffman table', jpegOf({ huffman: [huffman(0x00), huffman(0x10), place] }), 'photo-damaged'],
  ['text as values of a Huffman table', jpegOf({ huffman: [huffman(0x00, place), huffman(0x10)] }), 'photo-damaged'],
  ['a Huffman table nothing uses', jpegOf({ huffman: [huffman(0x00), huffman(0x10), huffman(0x11)] }), 'photo-damaged'],
  ['text in the restart interval', jpegOf({ before: [segment(0xdd, place)] }), 'photo-damaged'],
  ['text in the frame', jpegOf({ before: [segment(0xc0, place)] }), 'photo-damaged'],
  ['text among the pixels', jpegOf({ pixels: place }), 'photo-damaged'],
  ['text behind the pixels', jpegOf({ pixels: Buffer.concat([Buffer.from([0x3f]), place]) }), 'photo-damaged'],
  ['a restart marker without an interval', jpegOf({ pixels: Buffer.from([0x3f, 0xff, 0xd0, 0x3f]) }), 'photo-damaged'],
  ['bits behind the pixels', jpegOf({ pixels: Buffer.from([0x2a]) }), 'photo-damaged'],
  ['a table behind the pixels', jpegOf({ after: [segment(0xdb, flat)] }), 'photo-damaged'],
  ['fewer pixels than it says', jpegOf({ width: 1600, height: 1600, pixels: Buffer.from([0x3f]) }), 'photo-damaged'],
  ['progressive, which no screen makes', jpegOf({ frame: 0xc2 }), 'photo-damaged'],
  ['two scans', jpegOf({ scans: 2 }), 'photo-damaged'],
  ['a second JFIF header', jpegOf({ before: [jfif(0), jfif(0)] }), 'photo-damaged'],
  ['nothing', new Uint8Array(), 'photo-not-jpeg'],
  ['PNG', Buffer.from('89504e470d0a1a0a', 'hex'), 'photo-not-jpeg'],
  ['1601 pixels wide', jpegOf({ width: 1601 }), 'photo-too-large'],
  ['1601 pixels high', jpegOf({ height: 1601 }), 'photo-too-large'],
  ['more than 700 kB', jpegOf({ pixels: Buffer.alloc(700_001) }), 'photo-too-large'],
  ['Exif', jpegOf({ before: [exif] }), 'photo-carries-metadata'],
  ['Exif behind the tables', jpegOf({ after: [exif] }), 'photo-carries-metadata'],
  ['colour profile', jpegOf({ before: [segment(0xe2, Buffer.from('ICC_PROFILE\0'))] }), 'photo-carries-metadata'],
  [
    'the last of the application segments',
    jpegOf({ before: [segment(0xef, Buffer.from('x'))] }),
    'photo-carries-metadata',
  ],
  ['comment', jpegOf({ before: [segment(0xfe, Buffer.from('张三'))] }), 'photo-carries-metadata'],
  ['thumbnail', jpegOf({ before: [jfif(2)] }), 'photo-carries-metadata'],
  [
    'something else under the name of JFIF',
    jpegOf({ before: [segment(0xe0, Buffer.from('AVI1....'))] }),
    'photo-carries-metadata',
  ],
  ['no pixels', jpegOf({ width: 0 }), 'photo-damaged'],
  ['no scan', jpegOf({ scans: 0 }), 'photo-damaged'],
  ['two frames', jpegOf({ after: [segment(0xc0, Buffer.alloc(9, 1))] }), 'photo-damaged'],
  ['lossless', jpegOf({ frame: 0xc3 }), 'photo-damaged'],
  ['a second picture behind it', Buffer.concat([SMALL_JPEG, SMALL_JPEG]), 'photo-damaged'],
  ['one byte behind it', Buffer.concat([SMALL_JPEG, Buffer.from([0])]), 'photo-damaged'],
])('a photo is refused: %s', (_name, bytes, code) => {
  expect(codeOf(bytes)).toBe(code);
});

it('text inserted anywhere in a photo is refused', () => {
  const through: number[] = [];
  for (let at = 2; at < SMALL_JPEG.length; at += 1) {
    const fuller = Buffer.concat([SMALL_JPEG.subarray(0, at), place, SMALL_JPEG.subarray(at)]);
    if (acceptPhoto(fuller).ok) through.push(at);
  }
  expect(through).toEqual([]);
});

it('a photo cut off anywhere is refused', () => {
  for (let length = 0; length < SMALL_JPEG.length; length += 1)
    expect(codeOf(SMALL_JPEG.subarray(0, length)), String(length)).toMatch(/^photo-(not-jpeg|damaged)$/);
});
