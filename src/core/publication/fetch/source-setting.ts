import type { PublicationSourceSetting } from '../../../shared/domain/publication-source.ts';
import { type Result, succeed } from '../../../shared/domain/result.ts';
import { PUBLICATION_SOURCE_SCHEMA } from '../../../shared/domain/schema-names.ts';
import {
  readSettings,
  saveSettings,
  settingsFileIn,
  type SettingsRecord,
  type SettingsWriter,
} from '../../settings/settings-files.ts';
import { lastingSourceAt } from '../sources/source-at.ts';

const SOURCE: SettingsRecord<'publication-source'> = {
  name: 'publication-source',
  schemaName: PUBLICATION_SOURCE_SCHEMA,
  schema: async () => (await import('../../../shared/domain/publication-source.ts')).publicationSourceSchema,
  notSaved: 'publication-source-not-saved',
};

const fileIn = (dataDirectory: string): string => settingsFileIn(dataDirectory, 'publication-source');

/** Where new publications are fetched from: `publication-source.json`. @returns null where no place was ever named. */
export async function readPublicationSource(dataDirectory: string): Promise<Result<PublicationSourceSetting | null>> {
  const read = await readSettings(fileIn(dataDirectory), SOURCE);
  if (!read.ok || read.value === null) return read;
  const usable = lastingSourceAt(read.value.place);
  return usable.ok ? read : usable;
}

/** @returns `publication-address-unusable`, `publication-source-not-absolute`, and why it could not be saved. */
export async function savePublicationSource(
  dataDirectory: string,
  { place, enabled }: Pick<PublicationSourceSetting, 'place' | 'enabled'>,
  settings: SettingsWriter,
): Promise<Result<PublicationSourceSetting>> {
  const usable = lastingSourceAt(place);
  if (!usable.ok) return usable;
  const value = { schema: PUBLICATION_SOURCE_SCHEMA, place, enabled } as const;
  const saved = await saveSettings(fileIn(dataDirectory), SOURCE, value, settings);
  return saved.ok ? succeed(value) : saved;
}
