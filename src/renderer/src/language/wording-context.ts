import { createContext, useContext } from 'react';
import { createWording, type TranslateBelow, type Wording } from '../../../shared/wording.ts';
import type { PublishedCauses } from '../../../shared/domain/guide.ts';
import type { Language } from '../../../shared/domain/language.ts';
import { i18n } from './texts.ts';

/** @param language its texts have to be there: see texts.ts. */
export const wordingFor = (language: Language, published?: PublishedCauses): Wording =>
  createWording(i18n, language, published);

const WordingContext = createContext<Wording>(wordingFor('zh-CN'));
export const WordingProvider = WordingContext.Provider;

export const useWording = (): Wording => useContext(WordingContext);

/** Texts of the screens, `check.start` for example. */
export function useSay(): TranslateBelow<'screen:'> {
  const { t } = useWording();
  return (key, params) => t(`screen:${key}`, params);
}
