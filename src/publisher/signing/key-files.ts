import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { canonicalize } from '@tufjs/canonical-json';
import { Key, Signature } from '@tufjs/models';
import { type RoleName, ROLES } from '../../core/publication/trust/metadata.ts';
import { readOperatorFile, UnusableFile } from '../operator-files.ts';

/** A private key of a role, able to sign, with the public half as it stands in root metadata. */
export interface SigningKey {
  readonly role: RoleName;
  readonly publicKey: Key;
  readonly sign: (bytes: Buffer) => Signature;
}

function signingKey(role: RoleName, privateKey: KeyObject): SigningKey {
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  const description = {
    keytype: 'ed25519',
    scheme: 'ed25519',
    keyval: { public: Buffer.from(x!, 'base64url').toString('hex') },
  };
  const keyID = createHash('sha256').update(canonicalize(description)).digest('hex');
  return {
    role,
    publicKey: new Key({ keyID, keyType: 'ed25519', scheme: 'ed25519', keyVal: description.keyval }),
    sign: (bytes) => new Signature({ keyID, sig: sign(null, bytes, privateKey).toString('hex') }),
  };
}

/** A new Ed25519 key; `pem` is its private half (PKCS 8). */
export function generateKey(role: RoleName): { key: SigningKey; pem: string } {
  const { privateKey } = generateKeyPairSync('ed25519');
  return { key: signingKey(role, privateKey), pem: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string };
}

/** Writes a private key that only its owner may read; an existing file is never replaced. */
export const writeKey = (folder: string, name: string, pem: string): void =>
  writeFileSync(path.join(folder, `${name}.pem`), pem, { mode: 0o600, flag: 'wx' });

/** @throws UnusableFile */
function privateKeyIn(file: string): KeyObject {
  const pem = readOperatorFile(file);
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // No key at all, or one behind a password.
  }
  throw new UnusableFile({ code: 'publisher-key-unusable', params: { file } });
}

/** Reads `root-1.pem`, `targets.pem`, `timestamp-2.pem` …; root keys may be left out where they are not needed. */
export function readKeys(folder: string): SigningKey[] {
  return readdirSync(folder)
    .toSorted()
    .flatMap((name) => {
      const role = ROLES.find((candidate) => new RegExp(`^${candidate}(-\\d+)?\\.pem$`).test(name));
      if (role === undefined) return [];
      return [signingKey(role, privateKeyIn(path.join(folder, name)))];
    });
}
