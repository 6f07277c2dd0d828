import { bareI18n, type Texts } from '../../../shared/bare-i18n.ts';
import type { Language } from '../../../shared/domain/language.ts';
import { START_TEXTS } from '../../../shared/locales/start.ts';

/** Texts that only screens opened later need. */
export type LazyTexts = 'inspections' | 'privacy';
type Part = 'screens' | LazyTexts;

export const i18n = bareI18n('zh-CN', START_TEXTS);

/** One chunk for each language and part. */
const SOURCES: Readonly<Record<Language, Readonly<Record<Part, () => Promise<Texts>>>>> = {
  'zh-CN': {
    screens: async () => (await import('../../../shared/locales/zh-CN/screens.ts')).SCREENS,
    inspections: async () => ({
      inspections: (await import('../../../shared/locales/zh-CN/inspections.json')).default,
    }),
    privacy: async () => ({ privacy: (await import('../../../shared/locales/zh-CN/privacy.json')).default }),
  },
  en: {
    screens: async () => (await import('../../../shared/locales/en/screens.ts')).SCREENS,
    inspections: async () => ({ inspections: (await import('../../../shared/locales/en/inspections.json')).default }),
    privacy: async () => ({ privacy: (await import('../../../shared/locales/en/privacy.json')).default }),
  },
};

/** What has been opened so far: another language has to bring all of it. */
const opened = new Set<Part>(['screens']);
const there = new Set<string>();

const nameOf = (language: Language, part: Part): string => `${language} ${part}`;

export const hasTexts = (language: Language, part: Part): boolean => there.has(nameOf(language, part));

/** Rejects as an import does that cannot be loaded; may be tried again. */
async function load(language: Language, part: Part): Promise<void> {
  if (hasTexts(language, part)) return;
  for (const [namespace, texts] of Object.entries(await SOURCES[language][part]()))
    i18n.addResourceBundle(language, namespace, texts, true);
  there.add(nameOf(language, part));
}

/** Brings everything that has been opened so far in a language. @returns false when some of it could not be loaded. */
export const loadLanguage = (language: Language): Promise<boolean> =>
  Promise.all([...opened].map((part) => load(language, part))).then(
    () => true,
    () => false,
  );

/** Brings the texts of a screen that is opened, from now on with every language. Rejects when they cannot be loaded. */
export function requireTexts(language: Language, part: LazyTexts): Promise<void> {
  opened.add(part);
  return load(language, part);
}
