import type { PcSockets } from '../../shared/domain/pc-sockets.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { PC_SOCKETS_SCHEMA } from '../../shared/domain/schema-names.ts';
import { parseJson, validateNamed } from '../platform/read-json-file.ts';
import {
  type SettingsRecord,
  type SettingsWriter,
  readSettings,
  saveSettings,
  settingsFileIn,
} from './settings-files.ts';

const SOCKETS: SettingsRecord<'sockets'> = {
  name: 'sockets',
  schemaName: PC_SOCKETS_SCHEMA,
  schema: async () => (await import('../../shared/domain/pc-sockets.ts')).pcSocketsSchema,
  notSaved: 'sockets-not-saved',
};

/** Forty sockets take less than 20 kB. */
const MAX_BYTES = 256 * 1024;

/** The sockets learned at this PC. @returns null where none were learned. */
export const readSockets = (dataDirectory: string): Promise<Result<PcSockets | null>> =>
  readSettings(settingsFileIn(dataDirectory, 'sockets'), SOCKETS);

export const saveSockets = (
  dataDirectory: string,
  sockets: PcSockets,
  settings: SettingsWriter,
): Promise<Result<PcSockets>> => saveSettings(settingsFileIn(dataDirectory, 'sockets'), SOCKETS, sockets, settings);

/** A file that another PC wrote. @param file its name, for problems. */
export async function readForeignSockets(file: string, bytes: Uint8Array): Promise<Result<PcSockets>> {
  if (bytes.length > MAX_BYTES) return fail('file-too-large', { file, megabytes: 0.25 });
  const value = parseJson(file, bytes);
  if (!value.ok) return value;
  const valid = validateNamed(file, value.value, await SOCKETS.schema(), SOCKETS.schemaName);
  return valid.ok ? succeed(valid.value) : valid;
}
