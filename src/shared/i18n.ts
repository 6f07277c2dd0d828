import type { i18n } from 'i18next';
import { bareI18n, type Texts } from './bare-i18n.ts';
import type { Language } from './domain/language.ts';
import { RESULT_TEXTS } from './locales/index.ts';

/**
 * For hosts, which keep both languages at hand; the screens load one (src/renderer/src/language).
 * @param extra further namespaces of the host, e.g. the texts of the terminal.
 */
export const createI18n = (language: Language, extra: Readonly<Record<Language, Texts>>): i18n =>
  bareI18n(language, {
    'zh-CN': { ...RESULT_TEXTS['zh-CN'], ...extra['zh-CN'] },
    en: { ...RESULT_TEXTS.en, ...extra.en },
  });
