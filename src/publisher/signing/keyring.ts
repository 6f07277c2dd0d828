import { renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeFolder } from '../../core/platform/make-folder.ts';
import { rootPath } from '../../core/published/layout.ts';
import { type RoleName, ROLES, parseRoot } from '../../core/publication/trust/metadata.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { rootsIn } from '../publication-folder.ts';
import { generateKey, readKeys, type SigningKey, writeKey } from './key-files.ts';
import { readRoot } from './read-metadata.ts';
import { rootFile, rootOf } from './signed-files.ts';

const writeRoot = (folder: string, [name, bytes]: [string, Uint8Array]): string => {
  const file = path.join(folder, path.posix.basename(name));
  writeFileSync(file, bytes, { flag: 'wx' });
  return file;
};

/** A first root, and the fingerprint by which people tell it from any other. */
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
 * is kept with the ending `.retired`.
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
