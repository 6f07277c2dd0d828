import { createContext, useContext } from 'react';
import { createI18n, createWording, type Translate, type Wording } from '../../../shared/wording.ts';
import { SCREEN_TEXTS } from '../../../shared/locales/screen.ts';
import type { PublishedCauses } from '../../../shared/domain/guide.ts';
import type { Language } from '../../../shared/domain/language.ts';

export const i18n = createI18n('zh-CN', {
  'zh-CN': { screen: SCREEN_TEXTS['zh-CN'] },
  en: { screen: SCREEN_TEXTS.en },
});

export const wordingFor = (language: Language, published?: PublishedCauses): Wording =>
  createWording(i18n, language, published);

const WordingContext = createContext<Wording>(wordingFor('zh-CN'));
export const WordingProvider = WordingContext.Provider;

export const useWording = (): Wording => useContext(WordingContext);

/** Texts of the screens, `check.start` for example. */
export function useSay(): Translate {
  const { t } = useWording();
  return (key, params) => t(`screen:${key}`, params);
}
