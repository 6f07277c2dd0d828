import en from './en/records.json' with { type: 'json' };
import zhCN from './zh-CN/records.json' with { type: 'json' };

/** Texts of stored checks: on their screen, which brings its own, in the terminal and in files made of them. */
export const RECORDS_TEXTS = { 'zh-CN': { records: zhCN }, en: { records: en } } as const;
