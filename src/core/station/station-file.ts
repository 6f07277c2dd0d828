import path from 'node:path';
import { type Result, succeed } from '../../shared/domain/result.ts';
import { STATION_SCHEMA } from '../../shared/domain/schema-names.ts';
import type { Station } from '../../shared/domain/station.ts';
import { readJsonFile } from '../read-json-file.ts';
import { isAbsent, saveOver } from '../settings/settings-file.ts';
import type { SettingsWriter } from '../settings/settings-files.ts';

export const stationFileIn = (dataDirectory: string): string => path.join(dataDirectory, 'station.json');

/** @returns null when the station was never set up; a problem naming file and field when the file cannot be used. */
export async function readStation(file: string): Promise<Result<Station | null>> {
  return (await isAbsent(file)) ? succeed(null) : await readNamedStation(file);
}

/** A station file somebody named has to be there. */
export async function readNamedStation(file: string): Promise<Result<Station>> {
  const { stationSchema } = await import('../../shared/domain/station.ts');
  return await readJsonFile(file, stationSchema, STATION_SCHEMA);
}

/** Saves a validated station. A damaged file is kept beside it; a newer one is left alone. */
export const saveStation = async (file: string, station: Station, settings: SettingsWriter): Promise<Result<Station>> =>
  await saveOver(file, await readStation(file), 'station-not-saved', station, () => settings.write('station', station));
