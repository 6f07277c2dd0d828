import { instantSchema } from '../../../shared/domain/instant.ts';
import type { RecordSignature } from '../../../shared/domain/inspection/inspection-record.ts';
import { keyIdOf } from '../../signing/signing-key.ts';

const NAME = 'vrlab-inspection-seal:1';
/** Precedes the 32 bytes of every Ed25519 key in SPKI (RFC 8410). */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

/** Bytes written in hex or base64, as base64url; and back. */
export const shorter = (text: string, encoding: 'hex' | 'base64'): string =>
  Buffer.from(text, encoding).toString('base64url');
export const longer = (text: string, encoding: 'hex' | 'base64'): string =>
  Buffer.from(text, 'base64url').toString(encoding);

/** An Ed25519 key without its SPKI prefix, which is the same for all of them; and back to SPKI in base64. */
export const shortKey = (publicKey: string): string =>
  Buffer.from(publicKey, 'base64').subarray(SPKI_HEAD.length).toString('base64url');
export const keyFromShort = (key: string): string =>
  Buffer.concat([SPKI_HEAD, Buffer.from(key, 'base64url')]).toString('base64');

/** A record signature as the QR code on paper holds it, about 300 characters: number, digest, instant, key, signature. */
export function qrTextOf({ number, sha256, signedAt, publicKey, signature }: RecordSignature): string {
  const [digest, key] = [shorter(sha256, 'hex'), shortKey(publicKey)];
  return [NAME, encodeURIComponent(number), digest, signedAt, key, shorter(signature, 'base64')].join('|');
}

/** Whether a text is recognisably the QR code of a report, however damaged. */
export const isLikeQrText = (text: string): boolean =>
  text.length < 900 && (text.startsWith(NAME) || /\|[\w-]{43}\|[^|]*\|[\w-]{43}\|/.test(text));

/** @returns null where the text is not exactly as this program writes one. Whether the signature fits is not verified here. */
export function readQrText(text: string): RecordSignature | null {
  const [name, number = '', digest = '', signedAt = '', key = '', signature = ''] = text.split('|');
  if (name !== NAME || !instantSchema.safeParse(signedAt).success) return null;
  const publicKey = keyFromShort(key);
  const seal: RecordSignature = {
    number: decoded(number),
    sha256: longer(digest, 'hex'),
    signedAt,
    keyId: keyIdOf(publicKey),
    publicKey,
    signature: longer(signature, 'base64'),
  };
  return qrTextOf(seal) === text ? seal : null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
