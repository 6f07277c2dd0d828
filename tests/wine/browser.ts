import { describe, expect, it } from 'vitest';
import { SOFTWARE, type WindowsPcInUse } from '../support/wine/pc-in-use.ts';

export const browserOnWindows = (pc: WindowsPcInUse): void =>
  void describe('the browser that prints', () => {
    const APP_PATHS = `${SOFTWARE}\\Microsoft\\Windows\\CurrentVersion\\App Paths`;
    const edge = 'Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';

    it('is the one the registry names, else one where they usually are, else none', () => {
      const registry = { [`${APP_PATHS}\\chrome.exe`]: { '': '"C:\\浏览器 一\\chrome.exe"' } };
      pc.install({ files: { [edge]: '', '浏览器 一\\chrome.exe': '' }, registry });
      expect(pc.browser()).toBe('C:\\浏览器 一\\chrome.exe');
      // Uninstalled without a trace in the registry.
      pc.install({ files: { [edge]: '' }, registry });
      expect(pc.browser()).toBe(`C:\\${edge}`);
      pc.install({});
      expect(pc.browser()).toBeNull();
    });
  });
