import type { SecretStore } from './secret-store.ts';

/** The secret store of hosts without encryption; loaded when a secret is first asked for, which a check never does. */
export function defaultSecrets(dataDirectory: string): SecretStore {
  let loading: Promise<SecretStore> | null = null;
  const store = () =>
    (loading ??= import('./file-secret-store.ts').then(({ fileSecretStore }) => fileSecretStore(dataDirectory)));
  return {
    encrypted: false,
    read: async (name) => await (await store()).read(name),
    write: async (name, secrets) => await (await store()).write(name, secrets),
    remove: async (name) => await (await store()).remove(name),
  };
}
