/** 8 × 4 pixels, the left half red: what Chromium makes of a canvas, without its colour profile. */
export const SMALL_JPEG = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAYEBQYFBAYGBQYHBwYIChAKCgkJChQODwwQFxQYGBcUFhYaHSUfGhsjHBYWICwgIyYnKSopGR8tMC' +
    '0oMCUoKSj/2wBDAQcHBwoIChMKChMoGhYaKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCj/wAARCAAE' +
    'AAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAf/xAAYEAEAAwEAAAAAAAAAAAAAAAAAB0WDwv/EABUBAQEAAAAAAAAAAAAAAAAAAA' +
    'QG/8QAHxEAAAMJAAAAAAAAAAAAAAAAAAECAwUGNDWBgrGy/9oADAMBAAIRAxEAPwCDyLX6cgBu+XTfZiki+rtseUj/2Q==',
  'base64',
);

/** A segment with its length. */
export function segment(marker: number, body: Uint8Array): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

interface Parts {
  readonly width?: number;
  readonly height?: number;
  /** Marker of the frame; baseline. */
  readonly frame?: number;
  readonly scans?: number;
  /** Coded pixels of every scan. */
  readonly pixels?: Uint8Array;
  /** Right behind SOI. */
  readonly before?: readonly Uint8Array[];
  /** In front of EOI. */
  readonly after?: readonly Uint8Array[];
}

/** Marker by marker; the pixels mean nothing. */
export function jpegOf({
  width = 8,
  height = 4,
  frame = 0xc0,
  scans = 1,
  pixels = Buffer.from([1, 0xff, 0, 2, 0xff, 0xd0, 3]),
  before = [],
  after = [],
}: Parts): Buffer {
  const size = Buffer.from([8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
  size.writeUInt16BE(height, 1);
  size.writeUInt16BE(width, 3);
  const scan = Buffer.concat([segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])), pixels]);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    ...before,
    segment(0xdb, Buffer.alloc(65, 1)),
    segment(frame, size),
    segment(0xc4, Buffer.alloc(17)),
    ...Array.from({ length: scans }, () => scan),
    ...after,
    Buffer.from([0xff, 0xd9]),
  ]);
}
