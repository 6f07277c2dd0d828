import type { PutBackDisk } from '../../shared/domain/put-back-disk.ts';
import type { Result } from '../../shared/domain/result.ts';
import { PUT_BACK_DISK_SCHEMA } from '../../shared/domain/schema-names.ts';
import {
  readSettings,
  saveSettings,
  settingsFileIn,
  type SettingsRecord,
  type SettingsWriter,
} from './settings-files.ts';

const DISK: SettingsRecord<'disk'> = {
  name: 'disk',
  schemaName: PUT_BACK_DISK_SCHEMA,
  schema: async () => (await import('../../shared/domain/put-back-disk.ts')).putBackDiskSchema,
  notSaved: 'disk-not-saved',
};

/** @returns null where nobody has declared anything. */
export const readPutBackDisk = (dataDirectory: string): Promise<Result<PutBackDisk | null>> =>
  readSettings(settingsFileIn(dataDirectory, 'disk'), DISK);

export const savePutBackDisk = (
  dataDirectory: string,
  disk: PutBackDisk,
  settings: SettingsWriter,
): Promise<Result<PutBackDisk>> => saveSettings(settingsFileIn(dataDirectory, 'disk'), DISK, disk, settings);
