import path from 'node:path';
import { BrowserWindow } from 'electron';
import { safePreferences } from './security/web-preferences.ts';

/** The screens' own, so that nothing flashes before they are painted. */
const BACKGROUND = '#f4f6fa';

/** @param kiosk full screen without a frame; keeping people inside is the job of the operating system. */
export function openWindow(kiosk: boolean): BrowserWindow {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    show: false,
    kiosk,
    backgroundColor: BACKGROUND,
    webPreferences: {
      ...safePreferences(),
      preload: path.join(import.meta.dirname, '../preload/index.cjs'),
    },
  });
  window.once('ready-to-show', () => window.show());
  return window;
}
