import { createPlainSecretStore } from '../../src/core/signing/secrets-file.ts';
import { type LocalApp, openLocalApp } from '../../src/core/app/local-app.ts';
import { createConfWriter } from '../../src/core/settings/settings-files.ts';
import { worldFile } from '../worlds/generator/world-folders.ts';
import { valueOf } from './value-of.ts';

/** The core at seat 01 of the demonstration lab. @param data folder of its own. */
export const openLabSeat = async (data: string): Promise<LocalApp> =>
  valueOf(
    await openLocalApp({
      host: 'web',
      settings: createConfWriter,
      secrets: createPlainSecretStore,
      dataDirectory: data,
      world: worldFile('lab-seat-01', '.'),
    }),
  );
