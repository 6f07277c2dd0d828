import { DAY_MS } from '../../shared/beijing-time.ts';
import { type Result, succeed } from '../../shared/domain/result.ts';
import type { Retention } from '../../shared/domain/retention.ts';
import { RETENTION_SCHEMA } from '../../shared/domain/schema-names.ts';
import { type SettingsRecord, readSettings, settingsFileIn } from '../settings/settings-files.ts';

const RETENTION: SettingsRecord<'retention'> = {
  name: 'retention',
  schemaName: RETENTION_SCHEMA,
  schema: async () => (await import('../../shared/domain/retention.ts')).retentionSchema,
  notSaved: 'retention-not-saved',
};

/** How long this PC retains what: `retention.json`, without it the values of the house. A file that cannot be read erases nothing. */
export async function readRetention(dataDirectory: string): Promise<Result<Retention>> {
  const read = await readSettings(settingsFileIn(dataDirectory, 'retention'), RETENTION);
  if (!read.ok) return read;
  return succeed(read.value ?? (await RETENTION.schema()).parse({ schema: RETENTION_SCHEMA }));
}

/** What is older than this has been retained long enough. Seconds since 1970. */
export interface RetentionLimits {
  readonly contacts: number;
  readonly people: number;
  readonly runs: number;
  readonly log: number;
}

const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000);

function monthsBefore(now: Date, months: number): number {
  const then = new Date(now);
  then.setUTCMonth(then.getUTCMonth() - months);
  return seconds(then.getTime());
}

export const limitsAt = (now: Date, settings: Retention): RetentionLimits => ({
  contacts: seconds(now.getTime() - settings.contactsDaysAfterClosing * DAY_MS),
  people: monthsBefore(now, 12 * settings.peopleOfReportsYears),
  runs: monthsBefore(now, 12 * settings.runsYears),
  log: monthsBefore(now, settings.logsMonths),
});
