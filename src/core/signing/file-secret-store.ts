import path from 'node:path';
import { sealedSecretsIn } from './sealed-secrets.ts';
import type { SecretStore } from './secret-store.ts';

/** Where the operating system offers nothing better: a file in the data folder, readable as the folder is. */
export const fileSecretStore = (dataDirectory: string): SecretStore =>
  sealedSecretsIn(path.join(dataDirectory, 'secrets.json'), {
    encrypted: false,
    seal: (text) => text,
    unseal: (sealed) => sealed,
  });
