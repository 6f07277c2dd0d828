import { rename, stat, access, constants } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import type { Channels } from '../../shared/domain/channel.ts';
import type { Language } from '../../shared/domain/language.ts';
import type { Retention } from '../../shared/domain/retention.ts';
import type { Station } from '../../shared/domain/station.ts';
import type { Teacher } from '../../shared/domain/teacher.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { messageOf } from '../platform/message-of.ts';
import { readJsonFile } from '../platform/read-json-file.ts';
import { makeFolder } from '../platform/make-folder.ts';
import { NotRegular } from '../platform/regular-file.ts';

/** What is kept in settings files, by file name without `.json`. */
export interface SettingsContents {
  station: Station;
  teacher: Teacher;
  preferences: { language: Language };
  channels: Channels;
  retention: Retention;
}

/**
 * Writes settings files in the data folder, each replaced atomically. Electron brings electron-store, every other host its
 * base class conf: the same files either way.
 */
export interface SettingsWriter {
  write<Name extends keyof SettingsContents>(name: Name, value: SettingsContents[Name]): Promise<void>;
}

/** One settings file that a person may also write by hand: how to read it, and what it is called when saving fails. */
export interface SettingsRecord<Name extends keyof SettingsContents> {
  readonly name: Name;
  /** Content of the `schema` field. */
  readonly schemaName: string;
  /** Loaded when a file is there: a cold check that reads none does not load a schema library. */
  readonly schema: () => Promise<z.ZodType<SettingsContents[Name]>>;
  /** Problem code when it cannot be saved. */
  readonly notSaved: string;
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

/** Settings through conf; loaded at the first write, because a check only reads. */
export const createConfWriter = (dataDirectory: string, version: string): SettingsWriter => ({
  async write(name, value) {
    await requireWritableFolder(dataDirectory, name);
    const { default: Conf } = await import('conf');
    const file = new Conf({
      cwd: dataDirectory,
      configName: name,
      projectName: 'vrlab-check',
      projectVersion: version,
      // A file we refused to read is never silently emptied.
      clearInvalidConfig: false,
    });
    file.store = { ...value };
  },
});

/**
 * To be asked before conf writes: it tries again for a second, and holds up everything, when a folder refuses; and it reads
 * the file that is there, which never ends when that is a pipe.
 * @param name of the settings file, without `.json`. @throws what the operating system says, NotRegular.
 */
export async function requireWritableFolder(folder: string, name: string): Promise<void> {
  makeFolder(folder);
  await access(folder, constants.W_OK);
  const there = await stat(path.join(folder, `${name}.json`)).catch(() => null);
  if (there !== null && !there.isFile()) throw new NotRegular(`${name}.json is not a regular file`);
}
