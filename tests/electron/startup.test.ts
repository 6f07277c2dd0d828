import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { SAFE_PREFERENCES } from './safe-preferences.ts';
import { runToEnd, startShell, temporaryFolder, worldFolder } from './running-shell.ts';

interface ShellState {
  sandbox: boolean;
  schemes: unknown[];
  protocols: string[];
  menu: unknown;
  url: string;
  windows: { options: Record<string, unknown>; shown: boolean; focused: boolean; minimised: boolean }[];
}

describe('window', () => {
  test('is one, sandboxed, isolated, without Node, shown when ready', async () => {
    await using shell = await startShell();
    const state = await shell.ask<ShellState>('state');
    expect(state.sandbox).toBe(true);
    expect(state.menu).toBeNull();
    expect(state.url).toBe('app://vrlab/index.html');
    expect(state.windows).toHaveLength(1);
    const { options = {}, shown } = state.windows[0] ?? {};
    const { webPreferences, ...size } = options;
    expect(size).toEqual({ width: 1366, height: 768, show: false, kiosk: false, backgroundColor: '#f4f6fa' });
    expect(shown).toBe(true);
    // Complete on purpose: an added preference has to be looked at here.
    expect(webPreferences).toEqual({
      preload: expect.stringMatching(/out[\\/]preload[\\/]index\.cjs$/) as unknown,
      ...SAFE_PREFERENCES,
      devTools: true,
    });
  });

  test('declares app: as standard and secure, and nothing more', async () => {
    await using shell = await startShell();
    const { schemes, protocols } = await shell.ask<ShellState>('state');
    expect(schemes).toEqual([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
    expect(protocols).toEqual(['app']);
  });

  test('is full screen with --kiosk', async () => {
    await using shell = await startShell({ args: ['--kiosk'] });
    expect((await shell.ask<ShellState>('state')).windows[0]?.options['kiosk']).toBe(true);
  });

  test('has no developer tools when packaged, and ignores the development server', async () => {
    const env = { STAND_IN_PACKAGED: '1', ELECTRON_RENDERER_URL: 'http://localhost:5173' };
    await using shell = await startShell({ env });
    const { url, windows } = await shell.ask<ShellState>('state');
    expect(url).toBe('app://vrlab/index.html');
    expect(windows[0]?.options['webPreferences']).toMatchObject({ devTools: false });
  });

  test('loads the development server when there is one, and gives only that page a port', async () => {
    await using shell = await startShell({ env: { ELECTRON_RENDERER_URL: 'http://localhost:5173/' } });
    expect((await shell.ask<ShellState>('state')).url).toBe('http://localhost:5173/');
    const frame = { parent: null, detached: false };
    expect(await shell.ask('requestPortAs', { ...frame, origin: 'http://localhost:5173' })).toBe(1);
    expect(await shell.ask('requestPortAs', { ...frame, origin: 'app://vrlab' })).toBe(0);
  });
});

describe('one instance', () => {
  test('a second start ends at once, without a window', async () => {
    expect(await runToEnd({ env: { STAND_IN_SECOND: '1' } })).toEqual({
      code: 0,
      errorBoxes: [],
      relaunches: [],
      output: '',
    });
  });

  test('the first one comes to the front', async () => {
    await using shell = await startShell();
    await shell.ask('minimise');
    await shell.ask('startAgain');
    expect((await shell.ask<ShellState>('state')).windows[0]).toMatchObject({ focused: true, minimised: false });
  });
});

describe('trouble at the start', () => {
  test('is said in Chinese, with the next step, and ends the program', async () => {
    const { code, errorBoxes } = await runToEnd({ args: ['--world', '/nonexistent/lab'] });
    expect(code).toBe(64);
    expect(errorBoxes).toHaveLength(1);
    expect(errorBoxes[0]?.title).toMatch(/^演示场景 .*lab 不能使用/);
    expect(errorBoxes[0]?.content).toContain('snapshot.json');
  });

  test('with a demonstration whose folder was forgotten is said, and the real PC is not looked at', async () => {
    const { code, errorBoxes } = await runToEnd({ args: ['--world'] });
    expect(code).toBe(64);
    expect(errorBoxes).toEqual([
      { title: '启动选项写错了：--world', content: expect.stringContaining('--world 文件夹') as string },
    ]);
  });

  test('is said in the chosen language', async () => {
    using data = temporaryFolder();
    writeFileSync(path.join(data.path, 'preferences.json'), '{ "language": "en" }');
    const { errorBoxes } = await runToEnd({ args: ['--world', '/nonexistent/lab'], data: data.path });
    expect(errorBoxes[0]?.title).toMatch(/^The demonstration world .*lab cannot be used/);
  });

  test('when not even the page that says whom to call can be loaded, a box says so, and the program ends', async () => {
    const { code, errorBoxes } = await runToEnd({ args: ['--stopped'], env: { STAND_IN_LOAD_FAILS: '1' } });
    expect(code).toBe(70);
    expect(errorBoxes[0]?.title).toBe('程序出现意外错误：ERR_FAILED (-2)');
    expect(errorBoxes[0]?.content).toMatch(/报修/);
  });
});

describe('end', () => {
  test('closing the last window quits', async () => {
    await using shell = await startShell();
    shell.ask('closeAll').catch(() => {});
    expect(await shell.exited).toBe(0);
  });

  test('quitting closes the database', async () => {
    using data = temporaryFolder();
    const args = ['--world', worldFolder('index-complete')];
    await using shell = await startShell({ args, data: data.path });
    await shell.ask('page', 'connect');
    await shell.ask('page', 'call', 'app.about');
    // SQLite takes its log away when the last connection is closed.
    const log = path.join(data.path, 'demo/index-complete/vrlab.sqlite-wal');
    expect(existsSync(log)).toBe(true);
    shell.ask('closeAll').catch(() => {});
    expect(await shell.exited).toBe(0);
    expect(existsSync(log)).toBe(false);
  });
});
