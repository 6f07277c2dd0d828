import path from 'node:path';
import { DEFAULT_LANGUAGE, isLanguage, type Language } from '../../shared/domain/language.ts';
import { readRegularFile, defaultLimit } from '../platform/regular-file.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import { messageOf } from '../platform/message-of.ts';
import type { SettingsWriter } from './settings-files.ts';

/** Maximum size of the preferences file, which holds one short word. */
const LIMIT = defaultLimit(64 * 1024);

/** The chosen language, or the default where there is none or it cannot be read: that is not worth a problem. */
export async function readLanguage(dataDirectory: string | null): Promise<Language> {
  if (dataDirectory === null) return DEFAULT_LANGUAGE;
  try {
    const bytes = await readRegularFile(path.join(dataDirectory, 'preferences.json'), LIMIT);
    if (!bytes.ok) return DEFAULT_LANGUAGE;
    const { language } = JSON.parse(bytes.value.toString('utf8')) as { language?: unknown };
    return isLanguage(language) ? language : DEFAULT_LANGUAGE;
  } catch {
    return DEFAULT_LANGUAGE;
  }
}

/** The language chosen on the screen: used at once, and saved for the next start where the data folder can be written. */
export class LanguageChoice {
  /** Null until a language is chosen in this run of the program. */
  chosen: Language | null = null;
  /** Why the choice could not be saved; null where it was. */
  problem: Problem | null = null;
  readonly #folder: string;
  readonly #settings: SettingsWriter;

  constructor(folder: string, settings: SettingsWriter) {
    this.#folder = folder;
    this.#settings = settings;
  }

  async choose(language: Language): Promise<void> {
    this.chosen = language;
    try {
      await this.#settings.write('preferences', { language });
      this.problem = null;
    } catch (cause) {
      this.problem = { code: 'preferences-not-saved', params: { folder: this.#folder, detail: messageOf(cause) } };
    }
  }
}
