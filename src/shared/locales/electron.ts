import en from './en/electron.json' with { type: 'json' };
import zhCN from './zh-CN/electron.json' with { type: 'json' };

/** What the Electron host says itself, when it cannot show the screens. */
export const ELECTRON_TEXTS = { 'zh-CN': zhCN, en } as const;
