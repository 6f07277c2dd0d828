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
  /** Coded pixels of every scan; the right ones of a grey picture where none are given. */
  readonly pixels?: Uint8Array;
  readonly quantisation?: Uint8Array;
  readonly huffman?: readonly Uint8Array[];
  /** Right behind SOI. */
  readonly before?: readonly Uint8Array[];
  /** In front of EOI. */
  readonly after?: readonly Uint8Array[];
}

/** A table with one code, `0`, of value 0: no difference, end of block. */
export const huffman = (name: number, values: Uint8Array = Buffer.from([0])): Buffer =>
  Buffer.concat([Buffer.from([name, values.length]), Buffer.alloc(15), values]);

/** Two bits for each block of 8 × 8, then ones to the end of the byte. */
function greyPixels(width: number, height: number): Buffer {
  const bits = 2 * Math.ceil(width / 8) * Math.ceil(height / 8);
  const bytes = Buffer.alloc(Math.ceil(bits / 8));
  if (bits % 8 > 0) bytes[bytes.length - 1] = (1 << (8 - (bits % 8))) - 1;
  return bytes;
}

/** Marker by marker, a grey picture. */
export function jpegOf({
  width = 8,
  height = 4,
  frame = 0xc0,
  scans = 1,
  pixels = greyPixels(width, height),
  quantisation = Buffer.concat([Buffer.from([0]), Buffer.alloc(64, 1)]),
  huffman: tables = [huffman(0x00), huffman(0x10)],
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
    segment(0xdb, quantisation),
    segment(frame, size),
    segment(0xc4, Buffer.concat(tables)),
    ...Array.from({ length: scans }, () => scan),
    ...after,
    Buffer.from([0xff, 0xd9]),
  ]);
}
