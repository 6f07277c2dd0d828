import type { Result } from '../../shared/domain/result.ts';

/** Secret values of one channel by name, e.g. `{ key: … }`. */
export type Secrets = Readonly<Record<string, string>>;

/** Where the host stores secrets: Electron's safeStorage, elsewhere a file that only this account can read. Never in logs or exports. */
export interface SecretStore {
  /** True where the operating system encrypts the secrets. */
  readonly encrypted: boolean;
  /** @returns null where there are none under that name. */
  read(name: string): Promise<Result<Secrets | null>>;
  write(name: string, secrets: Secrets): Promise<Result<void>>;
  remove(name: string): Promise<Result<void>>;
}

/** The secret store of hosts without encryption; loaded with the first secret, which a check never reads. */
export function defaultSecrets(dataDirectory: string): SecretStore {
  let loading: Promise<SecretStore> | null = null;
  const store = () =>
    (loading ??= import('./secrets-file.ts').then(({ createPlainSecretStore }) =>
      createPlainSecretStore(dataDirectory),
    ));
  return {
    encrypted: false,
    read: async (name) => await (await store()).read(name),
    write: async (name, secrets) => await (await store()).write(name, secrets),
    remove: async (name) => await (await store()).remove(name),
  };
}
