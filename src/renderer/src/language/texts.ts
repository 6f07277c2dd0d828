import { bareI18n, type Texts } from '../../../shared/bare-i18n.ts';
import type { Language } from '../../../shared/domain/language.ts';
import { START_TEXTS } from '../../../shared/locales/start.ts';

/** Texts needed only by screens that are loaded when they are opened. */
export type LazyTexts = 'channels' | 'inspections' | 'kiosk' | 'records' | 'roles' | 'settings' | 'sockets';
/** `problems`: those that no screen shows at once; they come by themselves after it, and with every other screen. */
type TextBundle = 'screens' | 'problems' | LazyTexts;

export const i18n = bareI18n('zh-CN', START_TEXTS);

/** One chunk for each language and bundle. */
const SOURCES: Readonly<Record<Language, Readonly<Record<TextBundle, () => Promise<Texts>>>>> = {
  'zh-CN': {
    screens: async () => (await import('../../../shared/locales/zh-CN/screens.ts')).SCREENS,
    problems: async () => (await import('../../../shared/locales/zh-CN/after-first-screen.ts')).AFTER_FIRST_SCREEN,
    channels: async () => ({ channels: (await import('../../../shared/locales/zh-CN/channels.json')).default }),
    inspections: async () => ({
      inspections: (await import('../../../shared/locales/zh-CN/inspections.json')).default,
    }),
    records: async () => ({ records: (await import('../../../shared/locales/zh-CN/records.json')).default }),
    settings: async () => (await import('../../../shared/locales/zh-CN/settings-screen.ts')).SETTINGS,
    sockets: async () => ({ sockets: (await import('../../../shared/locales/zh-CN/sockets.json')).default }),
    roles: async () => ({ roles: (await import('../../../shared/locales/zh-CN/roles.json')).default }),
    kiosk: async () => ({ kiosk: (await import('../../../shared/locales/zh-CN/kiosk.json')).default }),
  },
  en: {
    screens: async () => (await import('../../../shared/locales/en/screens.ts')).SCREENS,
    problems: async () => (await import('../../../shared/locales/en/after-first-screen.ts')).AFTER_FIRST_SCREEN,
    channels: async () => ({ channels: (await import('../../../shared/locales/en/channels.json')).default }),
    inspections: async () => ({ inspections: (await import('../../../shared/locales/en/inspections.json')).default }),
    records: async () => ({ records: (await import('../../../shared/locales/en/records.json')).default }),
    settings: async () => (await import('../../../shared/locales/en/settings-screen.ts')).SETTINGS,
    sockets: async () => ({ sockets: (await import('../../../shared/locales/en/sockets.json')).default }),
    roles: async () => ({ roles: (await import('../../../shared/locales/en/roles.json')).default }),
    kiosk: async () => ({ kiosk: (await import('../../../shared/locales/en/kiosk.json')).default }),
  },
};

/** Bundles needed so far: a switch of language has to load all of them. */
const required = new Set<TextBundle>(['screens']);
/** The language shown, or about to be: a screen that is opened during a switch may be shown in either. */
let newest: Language | null = null;
const loaded = new Set<string>();

const loadedKey = (language: Language, bundle: TextBundle): string => `${language} ${bundle}`;

const isLoaded = (language: Language, bundle: TextBundle): boolean => loaded.has(loadedKey(language, bundle));

/** Rejects when the chunk cannot be loaded; may be called again. */
async function load(language: Language, bundle: TextBundle): Promise<void> {
  if (isLoaded(language, bundle)) return;
  for (const [namespace, texts] of Object.entries(await SOURCES[language][bundle]()))
    i18n.addResourceBundle(language, namespace, texts, true);
  loaded.add(loadedKey(language, bundle));
}

/** Loads every bundle needed so far in a language. @returns false when one of them could not be loaded. */
export function loadLanguage(language: Language): Promise<boolean> {
  newest = language;
  return Promise.all([...required].map((bundle) => load(language, bundle))).then(
    () => true,
    () => false,
  );
}

/** Loads the texts of a screen that is opened, and those of what may go wrong there; switches of language load them too from now on. Rejects when they cannot be loaded. */
export async function requireTexts(language: Language, bundle: LazyTexts | null): Promise<void> {
  const bundles = bundle === null ? (['problems'] as const) : (['problems', bundle] as const);
  for (const one of bundles) required.add(one);
  const other = newest ?? language;
  // Without those of the other language the screen can be opened all the same.
  const inOther = Promise.allSettled(bundles.map((one) => load(other, one)));
  await Promise.all(bundles.map((one) => load(language, one)));
  await inOther;
}
