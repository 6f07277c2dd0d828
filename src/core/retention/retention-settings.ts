import { type Result, succeed } from '../../shared/domain/result.ts';
import type { Retention } from '../../shared/domain/retention.ts';
import { RETENTION_SCHEMA } from '../../shared/domain/schema-names.ts';
import { readSettings, settingsFileIn, type SettingsRecord } from '../settings/settings-files.ts';

const RETENTION: SettingsRecord<'retention'> = {
  name: 'retention',
  schemaName: RETENTION_SCHEMA,
  schema: async () => (await import('../../shared/domain/retention.ts')).retentionSchema,
  notSaved: 'retention-not-saved',
};

/** How long this PC keeps what: `retention.json`, without it the values of the house. A file that cannot be read erases nothing. */
export async function readRetention(dataDirectory: string): Promise<Result<Retention>> {
  const read = await readSettings(settingsFileIn(dataDirectory, 'retention'), RETENTION);
  if (!read.ok) return read;
  return succeed(read.value ?? (await RETENTION.schema()).parse({ schema: RETENTION_SCHEMA }));
}
