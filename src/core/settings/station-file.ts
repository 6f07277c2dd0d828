import type { Result } from '../../shared/domain/result.ts';
import { STATION_SCHEMA } from '../../shared/domain/schema-names.ts';
import type { Station } from '../../shared/domain/station.ts';
import {
  type SettingsWriter,
  readNamedSettings,
  readSettings,
  saveSettings,
  settingsFileIn,
  type SettingsRecord,
} from './settings-files.ts';

const STATION: SettingsRecord<'station'> = {
  name: 'station',
  schemaName: STATION_SCHEMA,
  schema: async () => (await import('../../shared/domain/station.ts')).stationSchema,
  notSaved: 'station-not-saved',
};

export const stationFileIn = (dataDirectory: string): string => settingsFileIn(dataDirectory, 'station');

/** Reads the station. @returns null where it was never set up. */
export const readStation = (file: string): Promise<Result<Station | null>> => readSettings(file, STATION);

/** Reads a station file that the user named: a missing file is a problem. */
export const readNamedStation = (file: string): Promise<Result<Station>> => readNamedSettings(file, STATION);

export const saveStation = (file: string, station: Station, settings: SettingsWriter): Promise<Result<Station>> =>
  saveSettings(file, STATION, station, settings);
