import { canonicalize } from '@tufjs/canonical-json';
import { Key, Signature } from '@tufjs/models';
import { type KeyObject, createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { readdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeFolder } from '../../core/platform/make-folder.ts';
import { ROLES, type RoleName, parseRoot } from '../../core/publication/trust/metadata.ts';
import { rootPath } from '../../core/published/layout.ts';
import { type Result, fail, succeed } from '../../shared/domain/result.ts';
import { UnusableFile, readOperatorFile } from '../operator-files.ts';
import { rootsIn } from '../publication-folder.ts';
import { readRoot, rootFile, rootOf } from './signed-files.ts';

/** A private key of a role, able to sign, with the public half as root metadata lists it. */
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

const writeRoot = (folder: string, [name, bytes]: [string, Uint8Array]): string => {
  const file = path.join(folder, path.posix.basename(name));
  writeFileSync(file, bytes, { flag: 'wx' });
  return file;
};

/** A first root, and the fingerprint by which people distinguish it from any other. */
export interface NewKeyring {
  readonly file: string;
  readonly fingerprint: string;
}

/** Makes all keys of a publisher and the first root, which goes into the program or is set on each PC. */
export function createKeyring(folder: string, rootKeys: number, threshold: number, now: Date): Result<NewKeyring> {
  if (rootsIn(folder).rootVersion > 0) return fail('publisher-keys-exist', { folder });
  makeFolder(folder, 0o700);
  const names = [...Array.from({ length: rootKeys }, (_, at) => `root-${at + 1}`), 'targets', 'snapshot', 'timestamp'];
  const keys = names.map((name) => newKey(folder, name));
  const root = rootOf({ version: 1, keys, threshold, now });
  const signed = rootFile(root, keys.filter(isRootKey));
  return succeed({ file: writeRoot(folder, signed), fingerprint: parseRoot(signed[1], signed[0]).anchor });
}

const isRootKey = ({ role }: SigningKey): boolean => role === 'root';

function newKey(folder: string, name: string): SigningKey {
  const { key, pem } = generateKey(roleOf(name)!);
  writeKey(folder, name, pem);
  return key;
}

const roleOf = (name: string): RoleName | undefined => ROLES.find((role) => role === name.replace(/-\d+$/, ''));

/**
 * Replaces one key by a new one and writes the next root, signed by the root keys from before and after. The old key's file
 * stays, with the ending `.retired`.
 * @param name of the key file without `.pem`.
 */
export function rotateKey(folder: string, name: string, now: Date): Result<string> {
  const { roots, rootVersion } = rootsIn(folder);
  const last = roots.get(rootPath(rootVersion));
  if (last === undefined) return fail('publisher-no-root', { folder });
  const before = readKeys(folder);
  const file = path.join(folder, `${name}.pem`);
  if (roleOf(name) === undefined) return fail('publisher-key-missing', { role: name });
  try {
    renameSync(file, `${file}.${rootVersion}.retired`);
  } catch {
    return fail('publisher-key-missing', { role: name });
  }
  newKey(folder, name);
  const keys = readKeys(folder);
  const { threshold } = readRoot(last, rootPath(rootVersion)).roles['root']!;
  const root = rootOf({ version: rootVersion + 1, keys, threshold, now });
  const signers = new Map([...before, ...keys].filter(isRootKey).map((key) => [key.publicKey.keyID, key]));
  return succeed(writeRoot(folder, rootFile(root, [...signers.values()])));
}
