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
import type { SecretStore, Secrets } from './secret-store.ts';

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
/** Public keys by their id. */
const FORMER = 'device-key-former';
const MARK = 'pc.';

/** What tells this PC from others, as digests by kind; what is not known is left out. */
export type PcMarks = Readonly<Record<string, string>>;

interface KeyOptions {
  /** Without it a copied disk is not noticed. */
  readonly marks?: () => Promise<PcMarks>;
  /** The data came from another PC, whose key this one does not use. */
  readonly onReplaced?: (formerId: string, ownId: string) => void;
}

/**
 * Gives this PC's signing key, which is stored among its secrets and generated at first use. On a disk that was copied from another
 * PC, or data restored from one, a new key is made; the public key of the former stays for what it signed. A failed attempt is
 * repeated at the next call.
 */
export function deviceKeyIn(secrets: SecretStore, options: KeyOptions = {}): () => Promise<Result<SigningKey>> {
  let known: Promise<Result<SigningKey>> | null = null;
  return async () => {
    const pending = (known ??= readOrMake(secrets, options));
    const key = await pending;
    if (!key.ok && known === pending) known = null;
    return key;
  };
}

async function readOrMake(secrets: SecretStore, { marks, onReplaced }: KeyOptions): Promise<Result<SigningKey>> {
  const stored = await secrets.read(NAME);
  if (!stored.ok) return stored;
  const here = marksToStore((await marks?.()) ?? {});
  if (stored.value === null) return await makeKey(secrets, here);
  const key = signingKeyFrom(stored.value['pem'] ?? '');
  if (key === null) return fail('device-key-unusable');
  const written = Object.keys(stored.value).filter((name) => name.startsWith(MARK));
  if (written.length === 0 && Object.keys(here).length > 0) {
    // Made by an earlier release, which recorded no marks.
    const bound = await secrets.write(NAME, { ...stored.value, ...here });
    return bound.ok ? succeed(key) : bound;
  }
  if (!written.some((name) => here[name] !== undefined && here[name] !== stored.value![name])) return succeed(key);
  const former = await secrets.read(FORMER);
  if (!former.ok) return former;
  const kept = await secrets.write(FORMER, { ...former.value, [key.keyId]: key.publicKey });
  const own = kept.ok ? await makeKey(secrets, here) : kept;
  if (own.ok) onReplaced?.(key.keyId, own.value.keyId);
  return own;
}

const marksToStore = (marks: PcMarks): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(marks).map(([kind, digest]) => [`${MARK}${kind}`, digest]));

async function makeKey(secrets: SecretStore, marks: Readonly<Record<string, string>>): Promise<Result<SigningKey>> {
  const { key, pem } = generateSigningKey();
  const written = await secrets.write(NAME, { pem, ...marks });
  return written.ok ? succeed(key) : written;
}

/** The key as it is stored, with the marks of the PC it was made on; null where there is none. */
export const storedDeviceKey = (secrets: SecretStore): Promise<Result<Secrets | null>> => secrets.read(NAME);

/** The id of a stored key; null where it cannot be used. */
export const idOfStoredKey = (stored: Secrets): string | null => signingKeyFrom(stored['pem'] ?? '')?.keyId ?? null;

/** Whether a stored key was made on a PC with these marks. Unknown counts as another PC. */
export function isOfPc(stored: Secrets, marks: PcMarks): boolean {
  const here = Object.entries(marksToStore(marks)).filter(([name]) => stored[name] !== undefined);
  return here.length > 0 && here.every(([name, digest]) => stored[name] === digest);
}

/** Takes over data of other PCs: their public keys stay for what they signed. @param own the stored key where it is this PC's. */
export async function takeOverKeys(
  secrets: SecretStore,
  former: Readonly<Record<string, string>>,
  own: Secrets | null,
): Promise<Result<void>> {
  const kept = await secrets.write(FORMER, former);
  return kept.ok && own !== null ? await secrets.write(NAME, own) : kept;
}

/** Public keys of the PCs this data comes from, by their id. */
export async function formerDeviceKeys(secrets: SecretStore): Promise<Result<ReadonlyMap<string, string>>> {
  const former = await secrets.read(FORMER);
  return former.ok ? succeed(new Map(Object.entries(former.value ?? {}))) : former;
}

/** The key of this PC as it is stored; makes none. @returns null where there is none yet. */
export async function readDeviceKey(secrets: SecretStore): Promise<Result<SigningKey | null>> {
  const stored = await secrets.read(NAME);
  if (!stored.ok || stored.value === null) return stored.ok ? succeed(null) : stored;
  const key = signingKeyFrom(stored.value['pem'] ?? '');
  return key === null ? fail('device-key-unusable') : succeed(key);
}
