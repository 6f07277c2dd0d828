import type { SecretStore } from '../core/signing/secret-store.ts';
import {
  createPlainSecretStore,
  createSecretsFile,
  createUnsealedSecrets,
  sealedSecretsFile,
} from '../core/signing/secrets-file.ts';

/** What is used of Electron's `safeStorage`; to be asked once the app is ready. */
export interface SafeStorage {
  isEncryptionAvailable(): boolean;
  /** Linux only. */
  getSelectedStorageBackend?(): string;
  encryptString(plainText: string): Buffer;
  decryptString(encrypted: Buffer): string;
}

/** `basic_text` and `unknown` use a password that is in Chromium's source. */
const encrypts = (storage: SafeStorage): boolean =>
  storage.isEncryptionAvailable() &&
  !(process.platform === 'linux' && ['basic_text', 'unknown'].includes(storage.getSelectedStorageBackend?.() ?? ''));

/**
 * Secrets sealed by the operating system for this account, in a file of their own; without that, the file of the other hosts.
 * @param shared several accounts use the folder: what is sealed for one no other could open, so only the rights of the folder
 * protect secrets there.
 */
export function safeStorageSecrets(dataDirectory: string, storage: SafeStorage, shared = false): SecretStore {
  if (!encrypts(storage)) return createPlainSecretStore(dataDirectory);
  const plain = createUnsealedSecrets(dataDirectory);
  const sealed = createSecretsFile(sealedSecretsFile(dataDirectory), {
    encrypted: true,
    encrypt: (text) => storage.encryptString(text).toString('base64'),
    decrypt: (text) => storage.decryptString(Buffer.from(text, 'base64')),
  });
  return shared ? unsealing(sealed, plain) : takingOver(plain, sealed);
}

/** What this account sealed before the folder was shared is opened when it is first asked for; what is unsealed is newer. */
const unsealing = (sealed: SecretStore, plain: SecretStore): SecretStore => ({
  ...plain,
  async read(name) {
    const known = await plain.read(name);
    if (!known.ok || known.value !== null) return known;
    const waiting = await sealed.read(name);
    if (!waiting.ok || waiting.value === null) return waiting;
    const opened = await plain.write(name, waiting.value);
    if (opened.ok) await sealed.remove(name);
    return waiting;
  },
  async write(name, secrets) {
    const written = await plain.write(name, secrets);
    return written.ok ? await sealed.remove(name) : written;
  },
  async remove(name) {
    const removed = await sealed.remove(name);
    return removed.ok ? await plain.remove(name) : removed;
  },
});

/** What was set up in the terminal, which has no encryption, is sealed when it is first asked for, and is the newer one. */
const takingOver = (plain: SecretStore, sealed: SecretStore): SecretStore => ({
  ...sealed,
  async read(name) {
    const waiting = await plain.read(name);
    if (!waiting.ok || waiting.value === null) return await sealed.read(name);
    const taken = await sealed.write(name, waiting.value);
    if (taken.ok) await plain.remove(name);
    return waiting;
  },
  async write(name, secrets) {
    const written = await sealed.write(name, secrets);
    return written.ok ? await plain.remove(name) : written;
  },
  async remove(name) {
    const removed = await plain.remove(name);
    return removed.ok ? await sealed.remove(name) : removed;
  },
});
