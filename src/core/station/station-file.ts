import { existsSync } from 'node:fs';
import path from 'node:path';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { STATION_SCHEMA } from '../../shared/domain/schema-names.ts';
import type { Station } from '../../shared/domain/station.ts';
import { messageOf } from '../probes/probe.ts';
import { readJsonFile } from '../read-json-file.ts';
import type { SettingsWriter } from '../settings/settings-files.ts';

export const stationFileIn = (dataDirectory: string): string => path.join(dataDirectory, 'station.json');

/** @returns null when the station was never set up; a problem naming file and field when the file cannot be used. */
export async function readStation(file: string): Promise<Result<Station | null>> {
  if (!existsSync(file)) return succeed(null);
  const { stationSchema } = await import('../../shared/domain/station.ts');
  return await readJsonFile(file, stationSchema, STATION_SCHEMA);
}

/** Saves a validated station; a file that is newer or no station at all is left alone. */
export async function saveStation(file: string, station: Station, settings: SettingsWriter): Promise<Result<Station>> {
  const existing = await readStation(file);
  // Saving is the way to put a wrong field right.
  if (!existing.ok && existing.problem.code !== 'file-invalid-field') return existing;
  try {
    await settings.write('station', station);
    return succeed(station);
  } catch (cause) {
    return fail('station-not-saved', { file, detail: messageOf(cause) });
  }
}
