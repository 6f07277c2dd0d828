import en from './en/privacy.json' with { type: 'json' };
import zhCN from './zh-CN/privacy.json' with { type: 'json' };

/** Texts of the privacy page; loaded with it. */
export const PRIVACY_TEXTS = { 'zh-CN': { privacy: zhCN }, en: { privacy: en } } as const;
