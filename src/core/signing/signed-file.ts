import { z } from 'zod';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { parseJson, validateNamed } from '../platform/read-json-file.ts';
import type { SizeLimit } from '../platform/regular-file.ts';
import { canonicalJson } from '../platform/canonical-json.ts';
import { keyIdOf, isSignatureValid, type SigningKey } from './signing-key.ts';

const SIGNED_SCHEMA = 'vrlab.signed/1';

/** Enough for thousands of updates; the screen passes a file as base64 of at most two million characters. */
export const MAX_SIGNED_BYTES = 1_500_000;
export const SIGNED_FILE_LIMIT: SizeLimit = { maxBytes: MAX_SIGNED_BYTES, code: 'signed-file-too-large' };

const envelopeSchema = z.strictObject({
  schema: z.literal(SIGNED_SCHEMA),
  /** Base64 of the canonical JSON that is signed. */
  payload: z.base64(),
  keyId: z.string().max(64),
  publicKey: z.string().max(200),
  /** Base64 of an Ed25519 signature over `signedBytes`. */
  signature: z.base64().max(100),
});

/** The schema name is signed with the payload, so that a signature made for another purpose is not valid here. */
const signedBytes = (payload: Uint8Array): Uint8Array => Buffer.concat([Buffer.from(`${SIGNED_SCHEMA}\n`), payload]);

/** Builds a signed file; the same value and key give the same bytes. */
export function signFile(value: unknown, key: SigningKey): Uint8Array {
  const payload = Buffer.from(canonicalJson(value));
  const envelope: z.infer<typeof envelopeSchema> = {
    schema: SIGNED_SCHEMA,
    payload: payload.toString('base64'),
    keyId: key.keyId,
    publicKey: key.publicKey,
    signature: Buffer.from(key.sign(signedBytes(payload))).toString('base64'),
  };
  return Buffer.from(`${JSON.stringify(envelope, null, 1)}\n`);
}

/** Content of a file with a valid signature, of any signer. */
export interface SignedContent {
  readonly keyId: string;
  readonly publicKey: string;
  /** Parsed and not validated. */
  readonly value: unknown;
}

/**
 * Opens a signed file without checking whether its key is trusted: the caller looks the key up.
 * @param file named in problems. @param maxBytes a larger file is refused unread.
 */
export function readSignedFile(bytes: Uint8Array, file: string, maxBytes = MAX_SIGNED_BYTES): Result<SignedContent> {
  if (bytes.length > maxBytes)
    return fail('signed-file-too-large', { file, kilobytes: Math.round(bytes.length / 1000) });
  const json = parseJson(file, bytes);
  if (!json.ok) return json;
  const envelope = validateNamed(file, json.value, envelopeSchema, SIGNED_SCHEMA);
  if (!envelope.ok) return envelope;
  const { keyId, publicKey, signature } = envelope.value;
  const payload = Buffer.from(envelope.value.payload, 'base64');
  if (keyId !== keyIdOf(publicKey) || !isSignatureValid(publicKey, signedBytes(payload), signature))
    return fail('signed-file-altered', { file });
  const value = parseJson(file, payload);
  return value.ok ? succeed({ keyId, publicKey, value: value.value }) : value;
}

/** A key that the publication or the user trusts. */
export interface TrustedKey {
  readonly id: string;
  /** SPKI in base64. */
  readonly publicKey: string;
}

/**
 * Opens a signed file of a trusted signer.
 * @param file named in problems.
 * @returns the signed value and the trusted key. Refused: too large, no JSON, another schema, altered, unknown key.
 */
export function openSignedFile<Key extends TrustedKey>(
  bytes: Uint8Array,
  trusted: readonly Key[],
  file: string,
): Result<{ value: unknown; key: Key }> {
  const content = readSignedFile(bytes, file);
  if (!content.ok) return content;
  const { keyId, publicKey, value } = content.value;
  const key = trusted.find((candidate) => candidate.publicKey === publicKey);
  return key === undefined ? fail('signed-file-unknown-key', { file, key: keyId }) : succeed({ value, key });
}
