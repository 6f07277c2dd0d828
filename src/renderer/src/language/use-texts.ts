import { createContext, useContext, useState } from 'react';
import type { About } from '../../../shared/contract.ts';
import type { BothLanguages } from '../../../shared/domain/both-languages.ts';
import type { PublishedCauses } from '../../../shared/domain/guide.ts';
import type { Language } from '../../../shared/domain/language.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import type { TextKey, TextKeyBelow } from '../../../shared/locales/text-keys.ts';
import { createWording, type TranslateBelow, type Wording } from '../../../shared/wording.ts';
import { useClient } from '../connection/use-connection.ts';
import { i18n, loadLanguage } from './texts.ts';

/** @param language whose texts must be loaded already: see texts.ts. */
export const wordingFor = (language: Language, published?: PublishedCauses): Wording =>
  createWording(i18n, language, published);

const WordingContext = createContext<Wording>(wordingFor('zh-CN'));
export const WordingProvider = WordingContext.Provider;

export const useWording = (): Wording => useContext(WordingContext);

/** Prefix of the keys of each group of texts. */
const GROUPS = {
  screen: 'screen:',
  privacy: 'privacy:',
  sockets: 'sockets:',
  roles: 'roles:',
  kiosk: 'kiosk:',
  channels: 'channels:',
  records: 'records:',
  settings: 'settings:',
  inspections: 'inspections:screens.',
  plan: 'inspections:plan.',
} as const;

type Groups = typeof GROUPS;
/** Looks up the texts of a group by what follows its prefix, and any text by its whole key. */
export type TranslateIn<Group extends keyof Groups> = (
  key: TextKeyBelow<Groups[Group]> | TextKey,
  params?: Record<string, unknown>,
) => string;

/** Texts of one group, `check.start` for example; a key with a namespace, `terms:outcome.pass`, is looked up there. */
export function useTexts<Group extends keyof Groups>(group: Group): TranslateIn<Group> {
  const { t } = useWording();
  return (key, params) => t((key.includes(':') ? key : GROUPS[group] + key) as TextKey, params);
}

/** Terms that screens, reports and the terminal share, `outcome.normal` for example. */
export function useTerms(): TranslateBelow<'inspections:terms.'> {
  const { t } = useWording();
  return (key, params) => t(`inspections:terms.${key}`, params);
}

/** Picks the language shown from a text that is published or recorded in both. */
export function useLocalized(): (text: BothLanguages) => string {
  const { language } = useWording();
  return (text) => text[language];
}

interface LanguageSwitch {
  /** Why the last switch failed; null when it did not. */
  readonly problem: Problem | null;
  readonly switchLanguage: () => Promise<void>;
}

/** Switches to the other language once all of its texts are loaded; until then, and when they cannot be loaded, the current one stays. */
export function useLanguageSwitch(onSwitched: (about: About, language: Language) => void): LanguageSwitch {
  const client = useClient();
  const { language } = useWording();
  const [problem, setProblem] = useState<Problem | null>(null);

  const switchLanguage = async () => {
    const other = language === 'zh-CN' ? 'en' : 'zh-CN';
    const loaded = await loadLanguage(other);
    setProblem(loaded ? null : { code: 'language-not-loaded', params: {} });
    if (loaded) onSwitched(await client.app.setLanguage({ language: other }), other);
  };
  return { problem, switchLanguage };
}
