import en from './en/screen.json' with { type: 'json' };
import zhCN from './zh-CN/screen.json' with { type: 'json' };

/** Texts of the screens; kept apart so that the terminal does not load them. */
export const SCREEN_TEXTS = { 'zh-CN': zhCN, en } as const;
