import catalogueNames from './en/models.json' with { type: 'json' };
import en from './en/start.json' with { type: 'json' };
import zhCN from './zh-CN/start.json' with { type: 'json' };

/**
 * What the screens say before a language is loaded, or when none can be; in both, for which one is not known yet.
 * The names of models in the catalogue's own language are needed whichever is shown: see `modelName` in wording.ts.
 */
export const START_TEXTS = { 'zh-CN': zhCN, en: { ...en, models: catalogueNames } } as const;
