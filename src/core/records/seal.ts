import { createHash } from 'node:crypto';
import type { Seal } from '../../shared/domain/inspection/inspection-record.ts';
import { canonicalJson } from '../platform/canonical-json.ts';
import { keyIdOf, isSignatureValid, type SigningKey } from '../signing/signing-key.ts';

const SEAL_SCHEMA = 'vrlab.inspection-seal/1';

/** Named in front, so that a signature made for something else is none here. */
const sealedBytes = ({ number, sha256, signedAt }: Pick<Seal, 'number' | 'sha256' | 'signedAt'>): Uint8Array =>
  Buffer.from(`${SEAL_SCHEMA}\n${canonicalJson({ number, sha256, signedAt })}`);

export const sha256Of = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** @param sealed with `sha256` of the record, which the paper prints. */
export const sealWith = (sealed: Pick<Seal, 'number' | 'sha256' | 'signedAt'>, key: SigningKey): Seal => ({
  ...sealed,
  keyId: key.keyId,
  publicKey: key.publicKey,
  signature: Buffer.from(key.sign(sealedBytes(sealed))).toString('base64'),
});

/** Whether whoever holds the key of the seal did seal this; whose key it is has to be asked elsewhere. */
export const sealFits = (seal: Seal): boolean =>
  seal.keyId === keyIdOf(seal.publicKey) && isSignatureValid(seal.publicKey, sealedBytes(seal), seal.signature);
