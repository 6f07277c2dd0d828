import en from './en/publisher.json' with { type: 'json' };
import zh from './zh-CN/publisher.json' with { type: 'json' };

/** Texts of `vrlab-publish`. */
export const PUBLISHER_TEXTS = { 'zh-CN': zh, en } as const;
