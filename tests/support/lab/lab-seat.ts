import type { App } from '../../../src/core/app/app.ts';
import { openLocalApp } from '../../../src/core/app/local-app.ts';
import { createPlainSecretStore } from '../../../src/core/signing/secrets-file.ts';
import { worldFile } from '../../worlds/generator/world-folders.ts';
import { valueOf } from '../value-of.ts';

/** The core at seat 01 of the demonstration lab. @param data folder of its own. */
export const openLabSeat = async (data: string): Promise<App> =>
  valueOf(
    await openLocalApp({
      secrets: createPlainSecretStore,
      dataDirectory: data,
      world: worldFile('lab-seat-01', '.'),
    }),
  );
