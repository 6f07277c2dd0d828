import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import type { SecretStore } from './secret-store.ts';

/** An Ed25519 signing key, with its public key as files and the policy contain it. */
export interface SigningKey {
  readonly keyId: string;
  /** SPKI in base64: the text between the first and last line of `openssl pkey -pubout`. */
  readonly publicKey: string;
  sign(bytes: Uint8Array): Uint8Array;
}

/** Short hash that names a key. Trust is never decided by it. */
export const keyIdOf = (publicKey: string): string =>
  createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 32);

function signingKey(privateKey: KeyObject): SigningKey {
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64');
  return { keyId: keyIdOf(publicKey), publicKey, sign: (bytes) => sign(null, bytes, privateKey) };
}

/**
 * @param pem PKCS 8.
 * @returns null when it is no Ed25519 private key.
 */
export function signingKeyFrom(pem: string): SigningKey | null {
  try {
    const key = createPrivateKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? signingKey(key) : null;
  } catch {
    return null;
  }
}

function publicKeyFrom(text: string): KeyObject | null {
  try {
    const key = createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    return null;
  }
}

/** Verifies a signature. @param publicKey SPKI in base64; anything but an Ed25519 key gives false. @param signature base64. */
export function isSignatureValid(publicKey: string, bytes: Uint8Array, signature: string): boolean {
  const key = publicKeyFrom(publicKey);
  return key !== null && verify(null, bytes, key, Buffer.from(signature, 'base64'));
}

/** Generates a key. `pem` is the private key (PKCS 8). */
export function generateSigningKey(): { key: SigningKey; pem: string } {
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    key: signingKey(privateKey),
    pem: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  };
}

const NAME = 'device-key';

/**
 * Gives this PC's signing key, which is stored among its secrets and generated at first use. A failed attempt is repeated at the
 * next call.
 */
export function deviceKeyIn(secrets: SecretStore): () => Promise<Result<SigningKey>> {
  let known: Promise<Result<SigningKey>> | null = null;
  return async () => {
    const pending = (known ??= readOrMake(secrets));
    const key = await pending;
    if (!key.ok && known === pending) known = null;
    return key;
  };
}

async function readOrMake(secrets: SecretStore): Promise<Result<SigningKey>> {
  const stored = await secrets.read(NAME);
  if (!stored.ok) return stored;
  if (stored.value !== null) {
    const key = signingKeyFrom(stored.value['pem'] ?? '');
    return key === null ? fail('device-key-unusable') : succeed(key);
  }
  const { key, pem } = generateSigningKey();
  const written = await secrets.write(NAME, { pem });
  return written.ok ? succeed(key) : written;
}
