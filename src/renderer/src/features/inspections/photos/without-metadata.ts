import { MARKER, readSegment, skipScan } from '../../../../../shared/jpeg.ts';

/** A JPEG without anything but the picture. Chromium writes a colour profile into what it makes; its canvas is sRGB anyway. */
export function withoutMetadata(jpeg: Uint8Array): Uint8Array {
  const kept: Uint8Array[] = [jpeg.subarray(0, 2)];
  for (let at = 2; ;) {
    const segment = readSegment(jpeg, at);
    if (segment === null) return jpeg;
    const { marker, end } = segment;
    const next = marker === MARKER.sos ? skipScan(jpeg, end) : end;
    const isExtra = (marker > MARKER.app0 && marker <= MARKER.app15) || marker === MARKER.com;
    if (!isExtra) kept.push(jpeg.subarray(at, next));
    if (marker === MARKER.eoi) break;
    at = next;
  }
  const whole = new Uint8Array(kept.reduce((sum, { length }) => sum + length, 0));
  let place = 0;
  for (const part of kept) {
    whole.set(part, place);
    place += part.length;
  }
  return whole;
}
