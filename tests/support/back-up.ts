import type { App } from '../../src/core/app/app.ts';
import { makeBackup } from '../../src/core/backup/make-backup.ts';
import { createPlainSecretStore } from '../../src/core/signing/secrets-file.ts';
import { deviceKeyIn, formerDeviceKeys } from '../../src/core/signing/signing-key.ts';
import { createDatabaseSession } from '../../src/core/store/database-session.ts';

/** Makes a backup of a data folder, as the program does. */
export async function backUp(
  dataDirectory: string,
  file: string,
  passPhrase: string,
  station: () => ReturnType<App['station']>,
) {
  const store = createPlainSecretStore(dataDirectory);
  const session = createDatabaseSession(dataDirectory);
  const deps = {
    version: '9.9.9',
    dataDirectory,
    session,
    secrets: store,
    deviceKey: deviceKeyIn(store),
    formerKeys: () => formerDeviceKeys(store),
    station,
    now: () => new Date(),
  };
  return await makeBackup(file, passPhrase, deps, new AbortController().signal).finally(() => session.close());
}
