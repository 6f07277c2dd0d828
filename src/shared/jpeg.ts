/** What a stored picture may measure: pixels a side, and bytes. Base64 of it fits the contract. */
export const PHOTO_LIMITS = { side: 1600, bytes: 700_000 } as const;

/** Markers of ITU-T T.81, table B.1, by their second byte. */
export const MARKER = {
  sof0: 0xc0,
  sof2: 0xc2,
  dht: 0xc4,
  rst0: 0xd0,
  rst7: 0xd7,
  soi: 0xd8,
  eoi: 0xd9,
  sos: 0xda,
  dqt: 0xdb,
  dri: 0xdd,
  app0: 0xe0,
  app15: 0xef,
  com: 0xfe,
} as const;

export interface Segment {
  readonly marker: number;
  /** Without marker and length. */
  readonly body: Uint8Array;
  /** Offset of what follows. */
  readonly end: number;
}

const NOTHING = new Uint8Array();

/** @returns null where there is no whole segment. */
export function readSegment(bytes: Uint8Array, at: number): Segment | null {
  let place = at;
  if (bytes[place] !== 0xff) return null;
  // Any number of fill bytes may precede a marker (B.1.1.2).
  while (bytes[place] === 0xff) place += 1;
  const marker = bytes[place];
  if (marker === undefined || marker === 0) return null;
  const start = place + 1;
  if (marker === MARKER.eoi) return { marker, body: NOTHING, end: start };
  if (start + 2 > bytes.length) return null;
  const length = (bytes[start]! << 8) | bytes[start + 1]!;
  const end = start + length;
  return length < 2 || end > bytes.length ? null : { marker, body: bytes.subarray(start + 2, end), end };
}

/** Where the coded pixels end: at the first marker that is neither a stuffed byte nor a restart. */
export function skipScan(bytes: Uint8Array, at: number): number {
  for (let place = bytes.indexOf(0xff, at); place >= 0; place = bytes.indexOf(0xff, place + 1)) {
    const next = bytes[place + 1];
    const inside = next === 0 || next === 0xff || (next !== undefined && next >= MARKER.rst0 && next <= MARKER.rst7);
    if (!inside) return place;
  }
  return bytes.length;
}
