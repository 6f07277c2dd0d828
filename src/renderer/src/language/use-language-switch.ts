import { useState } from 'react';
import type { About } from '../../../shared/contract.ts';
import type { Language } from '../../../shared/domain/language.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import { useClient } from '../connection/context.ts';
import { loadLanguage } from './texts.ts';
import { useWording } from './wording-context.ts';

interface LanguageSwitch {
  /** Why the other language is not shown, once it was asked for in vain. */
  readonly problem: Problem | null;
  readonly switchLanguage: () => Promise<void>;
}

/** To the other language and back. It is shown when all of it is there; until then, and without it, the old one stays. */
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
