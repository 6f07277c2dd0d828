import { rename, stat } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { messageOf } from '../platform/message-of.ts';
import { readJsonFile } from '../platform/read-json-file.ts';
import type { SettingsContents, SettingsWriter } from './settings-files.ts';

/** One settings file that a person may also write by hand: how to read it, and what it is called when saving fails. */
export interface SettingsRecord<Name extends keyof SettingsContents> {
  readonly name: Name;
  /** Content of the `schema` field. */
  readonly schemaName: string;
  /** Loaded when a file is there: a cold check that reads none does not load a schema library. */
  readonly schema: () => Promise<z.ZodType<SettingsContents[Name]>>;
  /** Problem code when it cannot be saved. */
  readonly notSaved: 'station-not-saved' | 'teacher-not-saved' | 'retention-not-saved' | 'channels-not-saved';
}

export const settingsFileIn = (dataDirectory: string, name: keyof SettingsContents): string =>
  path.join(dataDirectory, `${name}.json`);

/** What may be replaced by saving anew. A newer file is whole, and a file that cannot even be opened is not ours to move. */
const DAMAGED: ReadonlySet<string> = new Set([
  'file-invalid-field',
  'file-not-json',
  'file-not-utf8',
  'file-too-large',
]);

/** @returns null when it was never set up; a problem naming file and field when the file cannot be used. */
export async function readSettings<Name extends keyof SettingsContents>(
  file: string,
  record: SettingsRecord<Name>,
): Promise<Result<SettingsContents[Name] | null>> {
  return (await isAbsent(file)) ? succeed(null) : await readNamedSettings(file, record);
}

/** A file somebody named has to be there. */
export async function readNamedSettings<Name extends keyof SettingsContents>(
  file: string,
  record: SettingsRecord<Name>,
): Promise<Result<SettingsContents[Name]>> {
  return await readJsonFile(file, await record.schema(), record.schemaName);
}

/** A file in a folder that may not be entered is not absent: nobody knows. */
async function isAbsent(file: string): Promise<boolean> {
  try {
    await stat(file);
    return false;
  } catch (cause) {
    // ENOTDIR: what should be the data folder is a file; the database says so.
    return ['ENOENT', 'ENOTDIR'].includes((cause as NodeJS.ErrnoException).code ?? '');
  }
}

/** Saves a validated value. A damaged file is kept beside it; a newer one is left alone. */
export async function saveSettings<Name extends keyof SettingsContents>(
  file: string,
  record: SettingsRecord<Name>,
  value: SettingsContents[Name],
  settings: SettingsWriter,
): Promise<Result<SettingsContents[Name]>> {
  const existing = await readSettings(file, record);
  if (!existing.ok && !DAMAGED.has(existing.problem.code)) return existing;
  const backup = `${file}.damaged-${Date.now()}`;
  try {
    if (!existing.ok) await rename(file, backup);
  } catch (cause) {
    return fail(record.notSaved, { file, detail: messageOf(cause) });
  }
  try {
    await settings.write(record.name, value);
    return succeed(value);
  } catch (cause) {
    if (!existing.ok) await rename(backup, file).catch(() => undefined);
    return fail(record.notSaved, { file, detail: messageOf(cause) });
  }
}
