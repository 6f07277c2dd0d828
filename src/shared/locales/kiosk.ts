import enKiosk from './en/kiosk.json' with { type: 'json' };
import zhKiosk from './zh-CN/kiosk.json' with { type: 'json' };

/** Texts of the kiosk that the terminal says as well; apart from `hosts.ts`, which the main process loads before its window. */
export const KIOSK_TEXTS = { 'zh-CN': { kiosk: zhKiosk }, en: { kiosk: enKiosk } } as const;
