import en from './en/outgoing.json' with { type: 'json' };
import zhCN from './zh-CN/outgoing.json' with { type: 'json' };

/** Texts of what leaves the PC for people to read: messages and forms. In a file of their own so that the screens do not load them. */
export const OUTGOING_TEXTS = { 'zh-CN': { outgoing: zhCN }, en: { outgoing: en } } as const;
