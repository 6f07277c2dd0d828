import en from './en/inspections.json' with { type: 'json' };
import zhCN from './zh-CN/inspections.json' with { type: 'json' };
import { KIOSK_TEXTS } from './kiosk.ts';

/** Texts of inspections, on screens, in the terminal and in reports, which say how a PC is locked down; loaded where one is opened. */
export const INSPECTION_TEXTS = {
  'zh-CN': { inspections: zhCN, ...KIOSK_TEXTS['zh-CN'] },
  en: { inspections: en, ...KIOSK_TEXTS.en },
} as const;
