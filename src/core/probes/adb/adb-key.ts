import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import path from 'node:path';
import type { AdbCredentialStore, AdbPrivateKey } from '@yume-chan/adb';
import { readRegularFileSync } from '../../platform/regular-file.ts';
import { writeDurably } from '../../platform/write-durably.ts';

const FILE = 'adb-key.json';
const SCHEMA = 'vrlab.adb-key/1';
const MAX_BYTES = 16 * 1024;

/** Beside the fingerprint in the headset's question whether it trusts this PC. */
const NAME = 'vrlab-check';

/**
 * The key by which headsets know this PC where it speaks to them without an adb server. Made when the first of them asks, and
 * readable as the data folder is. Where it cannot be stored the headset asks again next time.
 */
export function adbKeys(dataDirectory: string): AdbCredentialStore {
  const file = path.join(dataDirectory, FILE);
  let key: AdbPrivateKey | null = null;
  return {
    iterateKeys() {
      key ??= readKey(file);
      return key === null ? [] : [key];
    },
    generateKey() {
      key = makeKey(file);
      return key;
    },
  };
}

const asPkcs8 = (pem: string): AdbPrivateKey => ({
  buffer: Uint8Array.from(createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' })),
  name: NAME,
});

function readKey(file: string): AdbPrivateKey | null {
  try {
    const { privateKey } = JSON.parse(readRegularFileSync(file, MAX_BYTES).toString()) as { privateKey: string };
    return asPkcs8(privateKey);
  } catch {
    // None yet, or nobody can read it: a new one is made.
    return null;
  }
}

function makeKey(file: string): AdbPrivateKey {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 65_537 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  try {
    writeDurably(file, `${JSON.stringify({ schema: SCHEMA, privateKey: pem }, null, 2)}\n`);
  } catch {
    // A folder that cannot be written is reported by the doctor.
  }
  return asPkcs8(pem);
}
