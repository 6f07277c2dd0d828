import { fail, type Result, succeed } from '../../../shared/domain/result.ts';

/** @returns pixels a side, or `photo-not-jpeg`. */
export function acceptPhoto(bytes: Uint8Array): Result<{ width: number; height: number }> {
  return bytes[0] === 0xff && bytes[1] === 0xd8 ? succeed({ width: 1, height: 1 }) : fail('photo-not-jpeg');
}
