/// <reference lib="dom" />
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { electronRuntime } from '../../scripts/electron-runtime.mjs';
import zhScreen from '../../src/shared/locales/zh-CN/screen.json' with { type: 'json' };

const ROOT = path.resolve(import.meta.dirname, '../..');
const WORLD = path.join(ROOT, 'tests/worlds/index-usb2');
const data = mkdtempSync(path.join(os.tmpdir(), 'vrlab-electron-'));

describe('the built shell in the real Electron', () => {
  let app: ElectronApplication;
  let page: Page;

  beforeAll(async () => {
    const runtime = await electronRuntime(path.join(ROOT, 'node_modules/electron'), {
      begin: () => undefined,
      progress: () => undefined,
      cancelled: new AbortController().signal,
    });
    if ('why' in runtime) throw new Error(`No Electron: ${runtime.why} ${JSON.stringify(runtime.params)}`);
    app = await _electron.launch({
      executablePath: runtime.program,
      args: [ROOT, `--data=${data}`, `--world=${WORLD}`],
      cwd: ROOT,
    });
    page = await app.firstWindow();
    await page.getByRole('main').waitFor();
  });

  afterAll(async () => {
    await app?.close();
    rmSync(data, { recursive: true, force: true });
  });

  it('opens one window on its own protocol, which has nothing of Node', async () => {
    expect(app.windows()).toHaveLength(1);
    expect(page.url()).toMatch(/^app:\/\/vrlab\//);
    expect(await page.evaluate(() => ['require', 'process', 'module'].filter((name) => name in globalThis))).toEqual(
      [],
    );
  });

  it('keeps the page in the sandbox, apart from the preload', async () => {
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      const contents = window!.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
      return contents.getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      spellcheck: false,
    });
  });

  it('opens no other window and goes nowhere else', async () => {
    await page.evaluate(() => void window.open('https://example.com/'));
    await page.evaluate(() => void (location.href = 'https://example.com/')).catch(() => undefined);
    await page.waitForTimeout(500);
    expect(app.windows()).toHaveLength(1);
    expect(page.url()).toMatch(/^app:\/\/vrlab\//);
  });

  it('checks, shows a verdict and stores it', async () => {
    await page.getByRole('button', { name: zhScreen.check.start }).click();
    await page.locator('[data-verdict="not-ready"]').waitFor();
    expect(existsSync(path.join(data, 'demo/index-usb2/vrlab.sqlite'))).toBe(true);
  });
});
