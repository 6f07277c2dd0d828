import { createHmac } from 'node:crypto';
import type { FaultCodeKey, FaultCodesPolicy } from '../../published/policy-schema.ts';
import { CODE_LENGTH, SYMBOLS } from './symbols.ts';

const PAYLOAD_BYTES = 8;
const TAG_BITS = 21;
const BASE = BigInt(SYMBOLS.length);

/** A program that lays the fields out in another way writes another name here; its codes do not open here then. */
const FORMAT = 'vrlab.fault-code/1';

function mac(key: Uint8Array, use: 'tag' | 'mask', number: bigint): Buffer {
  const bytes = Buffer.alloc(PAYLOAD_BYTES);
  bytes.writeBigUInt64BE(number);
  return createHmac('sha256', key).update(`${FORMAT} ${use}\n`).update(bytes).digest();
}

const tagOf = (payload: bigint, key: Uint8Array): bigint =>
  BigInt(mac(key, 'tag', payload).readUInt32BE() >>> (32 - TAG_BITS));

const maskOf = (tag: bigint, key: Uint8Array): bigint => mac(key, 'mask', tag).readBigUInt64BE();

/**
 * Puts the keyed part to a payload of 64 bits. The payload is masked by what the key makes of the tag (as SIV, RFC 5297, does), so
 * that codes of similar findings do not look alike; the same payload always gets the same code.
 * @returns all symbols but the check symbol.
 */
export function encrypt(payload: bigint, key: Uint8Array): number[] {
  const tag = tagOf(payload, key);
  let rest = ((payload ^ maskOf(tag, key)) << BigInt(TAG_BITS)) | tag;
  const symbols = Array.from({ length: CODE_LENGTH - 1 }, () => {
    const value = Number(rest % BASE);
    rest /= BASE;
    return value;
  });
  return symbols.toReversed();
}

/** @returns the payload, null when it was not encrypted with this key. */
export function decrypt(symbols: readonly number[], key: Uint8Array): bigint | null {
  const encrypted = symbols.reduce((number, value) => number * BASE + BigInt(value), 0n);
  const tag = BigInt.asUintN(TAG_BITS, encrypted);
  const masked = encrypted >> BigInt(TAG_BITS);
  // 19 symbols can hold a little more than 85 bits.
  if (masked >= 1n << 64n) return null;
  const payload = masked ^ maskOf(tag, key);
  return tagOf(payload, key) === tag ? payload : null;
}

/**
 * @param day civil date of the finding, YYYY-MM-DD.
 * @returns the newest key of that day; on a day before all keys, as a wrong clock reports it, the oldest.
 */
export function signingKey({ keys }: FaultCodesPolicy, day: string): FaultCodeKey {
  const byAge = keys.toSorted((a, b) => a.since.localeCompare(b.since));
  return byAge.findLast(({ since }) => since <= day) ?? byAge[0]!;
}

export const keyBytes = ({ key }: FaultCodeKey): Uint8Array => Buffer.from(key, 'base64');
