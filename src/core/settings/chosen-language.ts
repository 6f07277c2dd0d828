import type { Language } from '../../shared/domain/language.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import { messageOf } from '../platform/message-of.ts';
import type { SettingsWriter } from './settings-files.ts';

/** The language chosen on the screen: in force at once, kept for the next start when the data folder lets us. */
export class ChosenLanguage {
  /** Null until somebody chooses in this run of the program. */
  chosen: Language | null = null;
  /** Why the choice will be forgotten. */
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
