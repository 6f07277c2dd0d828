import os from 'node:os';
import { DEFAULT_LANGUAGE, type Language } from '../../shared/domain/language.ts';
import { type Result, succeed } from '../../shared/domain/result.ts';
import type { RestoredBackup } from '../backup/restore-backup.ts';
import type { AccessState } from '../platform/access/data-folder-access.ts';
import { defaultDataDirectory, sharingDataDirectory } from '../platform/data-directory.ts';
import { readLanguage } from '../settings/preferences.ts';

/*
 * What can be done with the data folder while the app is not open: before it is, or because it cannot be.
 */

/** @param named on the command line; without it the folder of this PC. @returns `home-folder-unknown`. */
export const dataFolderOf = (named: string | undefined): Result<string> =>
  named === undefined ? defaultDataDirectory() : succeed(named);

/** The language chosen in a data folder, else the default. */
export async function languageIn(named: string | undefined): Promise<Language> {
  const folder = dataFolderOf(named);
  return folder.ok ? await readLanguage(folder.value) : DEFAULT_LANGUAGE;
}

export type AccessChange = { readonly verb: 'status' | 'private' } | { readonly verb: 'share'; readonly group: string };

/** Reports, or changes first, which accounts of this PC may use the data folder. @returns also why it could not be changed. */
export async function dataFolderAccess(
  named: string | undefined,
  change: AccessChange,
): Promise<Result<AccessState & { readonly folder: string }>> {
  const usual = change.verb === 'share' ? sharingDataDirectory() : defaultDataDirectory();
  const folder = named === undefined ? usual : succeed(named);
  if (!folder.ok) return folder;
  const { examineAccess } = await import('../platform/access/data-folder-access.ts');
  const { makeFolderPrivate, shareFolder } = await import('../platform/access/share-folder.ts');
  const state =
    change.verb === 'status'
      ? succeed(examineAccess(folder.value))
      : change.verb === 'share'
        ? await shareFolder(folder.value, change.group)
        : await makeFolderPrivate(folder.value);
  return state.ok ? succeed({ folder: folder.value, ...state.value }) : state;
}

export interface RestoreChoice {
  readonly file: string;
  readonly setAside: boolean;
  readonly withoutSecrets: boolean;
  readonly passPhrase: () => Promise<string | null>;
}

/** Restores a backup into the data folder, which no app has open. */
export async function restoreDataFolder(
  named: string | undefined,
  choice: RestoreChoice,
  signal: AbortSignal,
): Promise<Result<RestoredBackup>> {
  const folder = dataFolderOf(named);
  if (!folder.ok) return folder;
  const { restoreBackup } = await import('../backup/restore-backup.ts');
  const { readPcMarks } = await import('../probes/host/pc-marks.ts');
  const order = { ...choice, dataDirectory: folder.value, marks: readPcMarks, now: new Date() };
  return await restoreBackup(order, signal);
}

/** Proves that a backup can be restored. Changes nothing. */
export async function verifyBackupFile(
  file: string,
  signal: AbortSignal,
): Promise<Result<Pick<RestoredBackup, 'manifest' | 'signer'>>> {
  const { verifyBackup } = await import('../backup/restore-backup.ts');
  return await verifyBackup(file, os.tmpdir(), signal);
}
