export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export const DEFAULT_LANGUAGE: Language = 'zh-CN';

export const isLanguage = (name: unknown): name is Language => LANGUAGES.some((language) => language === name);
