import { describe, expect, it, test } from 'vitest';
import { acceptPhoto } from '../../../src/core/inspections/photos/accept-photo.ts';
import { jpegOf, segment, SMALL_JPEG } from '../../support/jpeg.ts';

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

describe('taken', () => {
  it('is a JPEG a browser has made', () => {
    expect(codeOf(SMALL_JPEG)).toBe('8x4');
  });

  it('is one of 1600 pixels a side, with a JFIF header, fill bytes, several scans', () => {
    expect(codeOf(jpegOf({ width: 1600, height: 1600 }))).toBe('1600x1600');
    expect(codeOf(jpegOf({ before: [jfif(0), Buffer.from([0xff, 0xff])] }))).toBe('8x4');
    expect(codeOf(jpegOf({ frame: 0xc2, scans: 3 }))).toBe('8x4');
  });
});

test.each<[string, Uint8Array, string]>([
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
])('refused: %s', (_name, bytes, code) => {
  expect(codeOf(bytes)).toBe(code);
});

it('takes no part of a picture, wherever it is cut', () => {
  for (let length = 0; length < SMALL_JPEG.length; length += 1)
    expect(codeOf(SMALL_JPEG.subarray(0, length)), String(length)).toMatch(/^photo-(not-jpeg|damaged)$/);
});
