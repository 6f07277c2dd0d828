import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type RunningShell, startShell } from './running-shell.ts';

interface State {
  readonly windows: readonly { readonly kiosk: boolean; readonly minimised: boolean; readonly focused: boolean }[];
  readonly shortcuts: readonly string[];
  readonly awake: readonly boolean[];
}
const startKiosk = () => startShell({ args: ['--kiosk'] });
const windowOf = async (shell: RunningShell) => (await shell.ask<State>('state')).windows[0];

describe('a kiosk', () => {
  test('is not closed by Alt+F4, and comes back when it is minimised', async () => {
    await using shell = await startKiosk();
    expect(await shell.ask('closeWindow')).toBe(false);
    await shell.ask('minimise');
    expect(await windowOf(shell)).toMatchObject({ kiosk: true, minimised: false, focused: true });
  });

  test('ends when the program itself does', async () => {
    await using shell = await startKiosk();
    shell.ask('quit').catch(() => undefined);
    expect(await shell.exited).toBe(0);
  });

  test('does not hold up a system that shuts down', async () => {
    await using shell = await startKiosk();
    await shell.ask('endSession');
    expect(await shell.ask('closeWindow')).toBe(true);
  });

  test('comes to the front when it is started a second time', async () => {
    await using shell = await startKiosk();
    await shell.ask('startAgain');
    expect(await windowOf(shell)).toMatchObject({ kiosk: true, focused: true });
  });

  test('keeps files without the dialog of the system', async () => {
    await using shell = await startKiosk();
    const kept = await shell.ask<{ savePath: string }>('download', 'own', 'blob:app://vrlab/1', '报告.pdf');
    expect(kept).toEqual({ refused: false, savePath: path.join(shell.dataDirectory, 'exports', '报告.pdf') });
    expect(existsSync(path.dirname(kept.savePath))).toBe(true);
  });

  test('that has stopped is not closed either, and still starts anew', async () => {
    await using shell = await startShell({ args: ['--kiosk', '--stopped'] });
    expect(await shell.ask('closeWindow')).toBe(false);
    shell.ask('navigate', 'own', 'will-navigate', { url: 'app://vrlab/restart' }).catch(() => undefined);
    expect(await shell.exited).toBe(0);
  });
});

test('a window that is no kiosk is closed and minimised as usual', async () => {
  await using shell = await startShell();
  await shell.ask('minimise');
  expect(await windowOf(shell)).toMatchObject({ kiosk: false, minimised: true });
  expect(await shell.ask('closeWindow')).toBe(true);
});

test('the screen stays on during a check, and no longer', async () => {
  await using shell = await startShell({
    args: ['--world', path.resolve(import.meta.dirname, '../worlds/index-complete')],
  });
  await shell.ask('page', 'connect');
  expect((await shell.ask<State>('state')).awake).toEqual([]);
  expect(await shell.ask('page', 'follow', 'check.run')).toContain('finished');
  // One blocker was started, and is stopped again.
  await expect.poll(async () => (await shell.ask<State>('state')).awake).toEqual([false]);
});
