import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { getConfig } from 'app-builder-lib/out/util/config/config';
import { describe, expect, it } from 'vitest';
import { SAFE_PREFERENCES } from './safe-preferences.ts';
import { sharedShell } from './shared-shell.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PAGE = 'app://vrlab/index.html';
const ELSEWHERE = 'https://example.org/';

const sourcesIn = (folder: string): string =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|html)$/.test(name))
    .map((name) => readFileSync(path.join(ROOT, folder, name), 'utf8'))
    .join('\n');
const HOST = sourcesIn('src/main') + sourcesIn('src/preload');

interface State {
  readonly sandbox: boolean;
  readonly url: string;
  readonly windows: readonly { readonly options: { readonly webPreferences: Record<string, unknown> } }[];
}

/** Electron's own list, in its order and by its numbers: electronjs.org/docs/latest/tutorial/security. */
describe("Electron's security checklist", () => {
  const shell = sharedShell();
  const preferences = async () => (await shell.ask<State>('state')).windows[0]!.options.webPreferences;
  const policy = async () => {
    const { headers } = await shell.ask<{ headers: Record<string, string> }>('fetch', PAGE);
    return headers['content-security-policy'] ?? '';
  };

  it('1 loads nothing over a connection that is not secure', async () => {
    expect((await shell.ask<State>('state')).url).toBe(PAGE);
    for (const url of [
      'http://example.org/x.js',
      ELSEWHERE,
      'ws://127.0.0.1:1/',
      'ftp://example.org/',
      'file:///etc/passwd',
    ])
      expect([url, await shell.ask('mayFetch', 'own', url)]).toEqual([url, false]);
    for (const url of [PAGE, 'app://vrlab/assets/x.js', 'data:image/png,x', 'blob:app://vrlab/1'])
      expect([url, await shell.ask('mayFetch', 'own', url)]).toEqual([url, true]);
  });

  it('2 gives pages no Node', async () => {
    expect(await preferences()).toMatchObject({
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
    });
  });

  it('3 isolates the context of the preload script', async () => {
    expect(await preferences()).toMatchObject({ contextIsolation: true });
  });

  it('4 keeps pages in the sandbox, whatever a window asks for', async () => {
    expect((await shell.ask<State>('state')).sandbox).toBe(true);
    expect(await preferences()).toMatchObject({ sandbox: true });
    expect(HOST).not.toMatch(/no-sandbox/);
  });

  it('5 answers requests for permissions itself', async () => {
    for (const permission of ['geolocation', 'notifications', 'media', 'openExternal', 'display-capture'])
      expect(
        await shell.ask('permissions', 'own', permission, { requestingUrl: ELSEWHERE, isMainFrame: true }),
      ).toEqual({
        request: false,
        check: false,
        device: false,
      });
  });

  it('6 leaves the same-origin policy on', async () => {
    expect(await preferences()).toMatchObject({ webSecurity: true });
    expect(HOST).not.toMatch(/disable-web-security|bypassCSP|corsEnabled/);
  });

  it('7 sends a content security policy as a header', async () => {
    expect(await policy()).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(await policy()).not.toMatch(/script-src[^;]*unsafe|\*|https?:/);
  });

  it('8 runs no content that came over an insecure connection', async () => {
    expect(await preferences()).toMatchObject({ allowRunningInsecureContent: false });
  });

  it('9 has no experimental features', async () => {
    expect(await preferences()).toMatchObject({ experimentalFeatures: false });
    expect(HOST).not.toMatch(/enable-experimental/);
  });

  it('10 enables no features of Blink', async () => {
    expect(Object.keys(await preferences())).not.toContain('enableBlinkFeatures');
    expect(HOST).not.toMatch(/enableBlinkFeatures|enable-blink-features|enable-features/);
  });

  it('11 has no webview that could open windows', async () => {
    expect(await preferences()).toMatchObject({ webviewTag: false });
    expect(sourcesIn('src/renderer')).not.toMatch(/<webview|allowpopups/i);
  });

  it('12 attaches no webview, whatever its options', async () => {
    for (const which of ['own', 'other'])
      expect(await shell.ask('navigate', which, 'will-attach-webview', {})).toBe(true);
  });

  it('13 lets pages go nowhere', async () => {
    for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect'])
      expect([event, await shell.ask('navigate', 'own', event, { url: ELSEWHERE })]).toEqual([event, true]);
  });

  it('14 opens no windows for pages', async () => {
    for (const which of ['own', 'other'])
      expect(await shell.ask('openWindow', which, ELSEWHERE)).toEqual({ action: 'deny' });
  });

  it('15 opens nothing with the system', () => {
    expect(HOST).not.toMatch(/\bshell\b.*from 'electron'|openExternal|openPath|showItemInFolder/);
  });

  it('16 is built with the Electron that was chosen, of a line that is still mended', () => {
    const read = (file: string) => JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')) as Record<string, unknown>;
    const { electron } = read('package.json')['devDependencies'] as { electron: string };
    expect(electron).toMatch(/^\d+\.\d+\.\d+$/);
    expect(read('node_modules/electron/package.json')['version']).toBe(electron);
    // Raised with every major version that Electron stops mending.
    expect(Number(electron.split('.')[0])).toBeGreaterThanOrEqual(44);
  });

  it('17 looks at who sends a message', async () => {
    const frame = { parent: null, detached: false };
    expect(await shell.ask('requestPortAs', { ...frame, origin: 'app://vrlab' })).toBe(1);
    for (const stranger of [
      null,
      { ...frame, origin: 'https://example.org' },
      { ...frame, origin: 'null' },
      { ...frame, origin: 'app://vrlab', parent: {} },
      { ...frame, origin: 'app://vrlab', detached: true },
    ])
      expect([stranger, await shell.ask('requestPortAs', stranger)]).toEqual([stranger, 0]);
    // No other message is listened to at all.
    expect(HOST.match(/ipcMain\b|\.handle\((?!SCHEME|'app')/g)).toBeNull();
  });

  it('18 shows its pages over a scheme of its own', () => {
    expect(HOST).not.toMatch(/["'`]file:|loadFile|pathToFileURL/);
  });

  it('19 blows the fuses it does without', async () => {
    expect((await getConfig(ROOT, 'electron-builder.yml', null)).electronFuses).toMatchObject({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      onlyLoadAppFromAsar: true,
      enableEmbeddedAsarIntegrityValidation: true,
      enableCookieEncryption: true,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  it('20 hands nothing of Electron to pages', () => {
    expect(sourcesIn('src/preload')).not.toMatch(/contextBridge|exposeInMainWorld|globalThis\s*[.[]|window\s*\[/);
    expect(readFileSync(path.join(ROOT, 'out/preload/index.cjs'), 'utf8')).not.toMatch(/exposeInMainWorld/);
  });
});

describe('beyond the list', () => {
  const shell = sharedShell();

  it('every preference that decides about safety is said', async () => {
    const [window] = (await shell.ask<State>('state')).windows;
    expect(window?.options.webPreferences).toMatchObject(SAFE_PREFERENCES);
  });

  it('no page is given a device, the screen or a partner to pair with, not even to choose from', async () => {
    for (const which of ['own', 'other'])
      expect(await shell.ask('devices', which)).toEqual({
        hid: '',
        usb: '',
        serial: '',
        bluetooth: '',
        screen: null,
        pairing: { confirmed: false },
        protectedClasses: ['audio', 'hid'],
      });
  });

  it('Chromium looks nothing up and checks no spelling', async () => {
    const { switches } = await shell.ask<{ switches: string[] }>('state');
    for (const name of [
      'disable-background-networking',
      'disable-component-update',
      'disable-domain-reliability',
      'no-pings',
      'host-resolver-rules=MAP * ~NOTFOUND',
    ])
      expect(switches).toContain(name);
    expect(await shell.ask('spelling', 'own')).toEqual({
      enabled: false,
      languages: [],
      dictionaries: 'app://vrlab/no-dictionaries/',
    });
  });

  it('keeps only what the page itself has made, and asks people where', async () => {
    expect(await shell.ask('download', 'own', 'blob:app://vrlab/1', '报告.docx')).toEqual({
      refused: false,
      savePath: null,
    });
    for (const url of [`${ELSEWHERE}a.exe`, 'data:text/html,x', 'blob:https://example.org/1', 'app://vrlab/index.html'])
      expect([url, await shell.ask('download', 'own', url, 'a.exe')]).toEqual([url, { refused: true, savePath: null }]);
  });
});
