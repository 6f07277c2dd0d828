import { rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { STATION_SCHEMA } from '../../shared/domain/schema-names.ts';
import type { Station } from '../../shared/domain/station.ts';
import { messageOf } from '../probes/probe.ts';
import { readJsonFile } from '../read-json-file.ts';
import type { SettingsWriter } from '../settings/settings-files.ts';

export const stationFileIn = (dataDirectory: string): string => path.join(dataDirectory, 'station.json');

/** What may be replaced by saving anew. A newer file is whole, and a file that cannot even be opened is not ours to move. */
const DAMAGED: ReadonlySet<string> = new Set([
  'file-invalid-field',
  'file-not-json',
  'file-not-utf8',
  'file-too-large',
]);

/** @returns null when the station was never set up; a problem naming file and field when the file cannot be used. */
export async function readStation(file: string): Promise<Result<Station | null>> {
  return (await isAbsent(file)) ? succeed(null) : await readNamedStation(file);
}

/** A station file somebody named has to be there. */
export async function readNamedStation(file: string): Promise<Result<Station>> {
  const { stationSchema } = await import('../../shared/domain/station.ts');
  return await readJsonFile(file, stationSchema, STATION_SCHEMA);
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

/** Saves a validated station. A damaged file is kept beside it; a newer one is left alone. */
export async function saveStation(file: string, station: Station, settings: SettingsWriter): Promise<Result<Station>> {
  const existing = await readStation(file);
  if (!existing.ok && !DAMAGED.has(existing.problem.code)) return existing;
  const backup = `${file}.damaged-${Date.now()}`;
  try {
    if (!existing.ok) await rename(file, backup);
  } catch (cause) {
    return fail('station-not-saved', { file, detail: messageOf(cause) });
  }
  try {
    await settings.write('station', station);
    return succeed(station);
  } catch (cause) {
    if (!existing.ok) await rename(backup, file).catch(() => undefined);
    return fail('station-not-saved', { file, detail: messageOf(cause) });
  }
}
