import path from 'node:path';
import { fileSecretStore } from '../core/delivery/file-secret-store.ts';
import { sealedSecretsIn } from '../core/delivery/sealed-secrets.ts';
import type { SecretStore } from '../core/delivery/secret-store.ts';

/** What is used of Electron's `safeStorage`; to be asked once the app is ready. */
export interface SafeStorage {
  isEncryptionAvailable(): boolean;
  /** Linux only. */
  getSelectedStorageBackend?(): string;
  encryptString(plainText: string): Buffer;
  decryptString(encrypted: Buffer): string;
}

/** `basic_text` and `unknown` use a password that stands in Chromium's source. */
const encrypts = (storage: SafeStorage): boolean =>
  storage.isEncryptionAvailable() &&
  !(process.platform === 'linux' && ['basic_text', 'unknown'].includes(storage.getSelectedStorageBackend?.() ?? ''));

/** Secrets sealed by the operating system for this account, in a file of their own; without that, the file of the other hosts. */
export const safeStorageSecrets = (dataDirectory: string, storage: SafeStorage): SecretStore =>
  encrypts(storage)
    ? sealedSecretsIn(path.join(dataDirectory, 'secrets-sealed.json'), {
        encrypted: true,
        seal: (text) => storage.encryptString(text).toString('base64'),
        unseal: (sealed) => storage.decryptString(Buffer.from(sealed, 'base64')),
      })
    : fileSecretStore(dataDirectory);
