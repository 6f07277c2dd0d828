import i18next, { type i18n } from 'i18next';
import type { Language } from './domain/language.ts';

/** Texts of one language by their namespace. */
export type Texts = Readonly<Record<string, object>>;

/** Knows the texts it is given and no others; what is not there is never taken from the other language. */
export function bareI18n(language: Language, texts: Readonly<Record<Language, Texts>>): i18n {
  const instance = i18next.createInstance();
  void instance.init({
    lng: language,
    fallbackLng: false,
    initAsync: false,
    interpolation: { escapeValue: false },
    resources: { 'zh-CN': { ...texts['zh-CN'] }, en: { ...texts.en } },
  });
  return instance;
}
