import type { Result } from '../../shared/domain/result.ts';

/** Secret values of one channel by name, e.g. `{ key: … }`. */
export type Secrets = Readonly<Record<string, string>>;

/** Where the host keeps secrets: Electron's safeStorage, elsewhere a file only this account reads. Never in logs or exports. */
export interface SecretStore {
  /** True where the operating system encrypts what is kept. */
  readonly encrypted: boolean;
  /** @returns null when there is none under that name. */
  read(name: string): Promise<Result<Secrets | null>>;
  write(name: string, secrets: Secrets): Promise<Result<void>>;
  remove(name: string): Promise<Result<void>>;
}

/** The secret store of hosts without encryption; loaded when a secret is first asked for, which a check never does. */
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
