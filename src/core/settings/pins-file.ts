import type { Pins } from '../../shared/domain/pins.ts';
import type { Result } from '../../shared/domain/result.ts';
import { PINS_SCHEMA } from '../../shared/domain/schema-names.ts';
import {
  type SettingsRecord,
  type SettingsWriter,
  readSettings,
  saveSettings,
  settingsFileIn,
} from './settings-files.ts';

const PINS: SettingsRecord<'pins'> = {
  name: 'pins',
  schemaName: PINS_SCHEMA,
  schema: async () => (await import('../../shared/domain/pins.ts')).pinsSchema,
  notSaved: 'pins-not-saved',
};

/** @returns null where nobody has decided yet whether there are PINs. */
export const readPins = (dataDirectory: string): Promise<Result<Pins | null>> =>
  readSettings(settingsFileIn(dataDirectory, 'pins'), PINS);

export const savePins = (dataDirectory: string, pins: Pins, settings: SettingsWriter): Promise<Result<Pins>> =>
  saveSettings(settingsFileIn(dataDirectory, 'pins'), PINS, pins, settings);
