import { rename, stat, access, constants } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import type { Appearance } from '../../shared/domain/appearance.ts';
import type { Channels } from '../../shared/domain/channel.ts';
import type { Language } from '../../shared/domain/language.ts';
import type { PcSockets } from '../../shared/domain/pc-sockets.ts';
import type { Pins } from '../../shared/domain/pins.ts';
import type { PublicationSourceSetting } from '../../shared/domain/publication-source.ts';
import type { PutBackDisk } from '../../shared/domain/put-back-disk.ts';
import type { Retention } from '../../shared/domain/retention.ts';
import type { Station } from '../../shared/domain/station.ts';
import type { Teacher } from '../../shared/domain/teacher.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { messageOf } from '../platform/message-of.ts';
import { readJsonFile } from '../platform/read-json-file.ts';
import { makeFolder } from '../platform/make-folder.ts';
import { NotRegular } from '../platform/regular-file.ts';
import { STATION_SCHEMA, TEACHER_SCHEMA } from '../../shared/domain/schema-names.ts';

/** Content of the settings files, by file name without `.json`. */
export interface SettingsContents {
  station: Station;
  teacher: Teacher;
  preferences: { language: Language; appearance?: Appearance };
  channels: Channels;
  retention: Retention;
  sockets: PcSockets;
  pins: Pins;
  disk: PutBackDisk;
  'publication-source': PublicationSourceSetting;
}

/**
 * Writes settings files in the data folder, each replaced atomically. Electron uses electron-store, every other host its base
 * class conf: the files are the same.
 */
export interface SettingsWriter {
  write<Name extends keyof SettingsContents>(name: Name, value: SettingsContents[Name]): Promise<void>;
}

/** One settings file, which people may also edit by hand: its schema, and the problem code for a failed save. */
export interface SettingsRecord<Name extends keyof SettingsContents> {
  readonly name: Name;
  /** Content of the `schema` field. */
  readonly schemaName: string;
  /** Loaded only where the file exists: a cold check without settings loads no schema library. */
  readonly schema: () => Promise<z.ZodType<SettingsContents[Name]>>;
  /** Problem code when it cannot be saved. */
  readonly notSaved:
    | 'station-not-saved'
    | 'teacher-not-saved'
    | 'retention-not-saved'
    | 'channels-not-saved'
    | 'sockets-not-saved'
    | 'pins-not-saved'
    | 'disk-not-saved'
    | 'publication-source-not-saved';
}

export const settingsFileIn = (dataDirectory: string, name: keyof SettingsContents): string =>
  path.join(dataDirectory, `${name}.json`);

/** Problems of files that saving may replace. A file of a newer version is intact, and one that cannot be opened is left alone. */
const DAMAGED: ReadonlySet<string> = new Set([
  'file-invalid-field',
  'file-not-json',
  'file-not-utf8',
  'file-too-large',
]);

/** @returns null where the file does not exist; a problem with file and field where it cannot be used. */
export async function readSettings<Name extends keyof SettingsContents>(
  file: string,
  record: SettingsRecord<Name>,
): Promise<Result<SettingsContents[Name] | null>> {
  return (await isAbsent(file)) ? succeed(null) : await readNamedSettings(file, record);
}

/** Reads a settings file that the user named: a missing file is a problem. */
export async function readNamedSettings<Name extends keyof SettingsContents>(
  file: string,
  record: SettingsRecord<Name>,
): Promise<Result<SettingsContents[Name]>> {
  return await readJsonFile(file, await record.schema(), record.schemaName);
}

/** Whether the file is certainly missing. In a folder that may not be entered that is unknown. */
async function isAbsent(file: string): Promise<boolean> {
  try {
    await stat(file);
    return false;
  } catch (cause) {
    // ENOTDIR: a file has the name of the data folder; the database reports that.
    return ['ENOENT', 'ENOTDIR'].includes((cause as NodeJS.ErrnoException).code ?? '');
  }
}

/** Saves a validated value. A damaged file stays under another name; a file of a newer version is not replaced. */
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

/** Writes settings through conf, which is loaded at the first write, because a check only reads. */
export const createConfWriter = (dataDirectory: string, version: string): SettingsWriter => ({
  async write(name, value) {
    await requireWritableFolder(dataDirectory, name);
    const { default: Conf } = await import('conf');
    const file = new Conf({
      cwd: dataDirectory,
      configName: name,
      projectName: 'vrlab-check',
      projectVersion: version,
      // A file that this program refuses to read is never silently emptied.
      clearInvalidConfig: false,
    });
    file.store = { ...value };
  },
});

/**
 * Must be called before conf writes: conf retries for a second, blocking the process, when a folder is read-only, and it reads an
 * existing file, which never ends for a pipe.
 * @param name of the settings file, without `.json`. @throws NotRegular, or the error of the operating system.
 */
export async function requireWritableFolder(folder: string, name: string): Promise<void> {
  makeFolder(folder);
  await access(folder, constants.W_OK);
  const there = await stat(path.join(folder, `${name}.json`)).catch(() => null);
  if (there !== null && !there.isFile()) throw new NotRegular(`${name}.json is not a regular file`);
}

const STATION: SettingsRecord<'station'> = {
  name: 'station',
  schemaName: STATION_SCHEMA,
  schema: async () => (await import('../../shared/domain/station.ts')).stationSchema,
  notSaved: 'station-not-saved',
};

export const stationFileIn = (dataDirectory: string): string => settingsFileIn(dataDirectory, 'station');

/** Reads the station. @returns null where it was never set up. */
export const readStation = (file: string): Promise<Result<Station | null>> => readSettings(file, STATION);

/** Reads a station file that somebody named: it has to be there, usable, and without characters nobody sees. */
export async function readNamedStation(file: string): Promise<Result<Station>> {
  const station = await readNamedSettings(file, STATION);
  if (!station.ok) return station;
  const { unseenInFile } = await import('../../shared/domain/unseen-characters.ts');
  const unseen = unseenInFile(file, null, station.value);
  return unseen === null ? station : { ok: false, problem: unseen };
}

export const saveStation = (file: string, station: Station, settings: SettingsWriter): Promise<Result<Station>> =>
  saveSettings(file, STATION, station, settings);

const TEACHER: SettingsRecord<'teacher'> = {
  name: 'teacher',
  schemaName: TEACHER_SCHEMA,
  schema: async () => (await import('../../shared/domain/teacher.ts')).teacherSchema,
  notSaved: 'teacher-not-saved',
};

/** Reads the lab's teacher. @returns null where none was set. */
export const readTeacher = (dataDirectory: string): Promise<Result<Teacher | null>> =>
  readSettings(settingsFileIn(dataDirectory, 'teacher'), TEACHER);

export const saveTeacher = (
  dataDirectory: string,
  teacher: Teacher,
  settings: SettingsWriter,
): Promise<Result<Teacher>> => saveSettings(settingsFileIn(dataDirectory, 'teacher'), TEACHER, teacher, settings);
