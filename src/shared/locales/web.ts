import en from './en/web.json' with { type: 'json' };
import zhCN from './zh-CN/web.json' with { type: 'json' };

/** What the web host says in the terminal it was started from. */
export const WEB_TEXTS = { 'zh-CN': zhCN, en } as const;
