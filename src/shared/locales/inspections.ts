import en from './en/inspections.json' with { type: 'json' };
import zhCN from './zh-CN/inspections.json' with { type: 'json' };

/** Texts of inspections, on screens, in the terminal and in reports; loaded where one is opened. */
export const INSPECTION_TEXTS = { 'zh-CN': { inspections: zhCN }, en: { inspections: en } } as const;
