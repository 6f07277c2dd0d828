import path from 'node:path';
import { type Appearance, DEFAULT_APPEARANCE, isAppearance } from '../../shared/domain/appearance.ts';
import { DEFAULT_LANGUAGE, isLanguage, type Language } from '../../shared/domain/language.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import { messageOf } from '../platform/message-of.ts';
import { readRegularFile, defaultLimit } from '../platform/regular-file.ts';
import type { SettingsWriter } from './settings-files.ts';

export interface Preferences {
  readonly language: Language;
  readonly appearance: Appearance;
}

const DEFAULTS: Preferences = { language: DEFAULT_LANGUAGE, appearance: DEFAULT_APPEARANCE };

/** Maximum size of the preferences file, which holds a few short words. */
const LIMIT = defaultLimit(64 * 1024);

/** What was chosen, and the default of what was not or cannot be read: that is not worth a problem. */
export async function readPreferences(dataDirectory: string | null): Promise<Preferences> {
  if (dataDirectory === null) return DEFAULTS;
  try {
    const bytes = await readRegularFile(path.join(dataDirectory, 'preferences.json'), LIMIT);
    if (!bytes.ok) return DEFAULTS;
    const { language, appearance } = JSON.parse(bytes.value.toString('utf8')) as Record<string, unknown>;
    return {
      language: isLanguage(language) ? language : DEFAULTS.language,
      appearance: isAppearance(appearance) ? appearance : DEFAULTS.appearance,
    };
  } catch {
    return DEFAULTS;
  }
}

export const readLanguage = async (dataDirectory: string | null): Promise<Language> =>
  (await readPreferences(dataDirectory)).language;

/** What is chosen on the screen: used at once, and saved for the next start where the data folder can be written. */
export class PreferenceChoice {
  /** Why the last choice could not be saved; null where it was. */
  problem: Problem | null = null;
  /** Chosen in this run of the program. */
  #chosen: Partial<Preferences> = {};
  readonly #folder: string;
  readonly #settings: SettingsWriter;

  constructor(folder: string, settings: SettingsWriter) {
    this.#folder = folder;
    this.#settings = settings;
  }

  async current(): Promise<Preferences> {
    return { ...(await readPreferences(this.#folder)), ...this.#chosen };
  }

  async choose(change: Partial<Preferences>): Promise<void> {
    this.#chosen = { ...this.#chosen, ...change };
    try {
      await this.#settings.write('preferences', await this.current());
      this.problem = null;
    } catch (cause) {
      this.problem = { code: 'preferences-not-saved', params: { folder: this.#folder, detail: messageOf(cause) } };
    }
  }
}
