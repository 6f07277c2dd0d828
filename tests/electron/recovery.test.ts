import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { createIncidentLog } from '../../src/core/incidents/incident-log.ts';
import { type RunningShell, runToEnd, startShell, temporaryFolder } from './running-shell.ts';

const PAGE = 'app://vrlab/index.html';
const STOPPED = 'app://vrlab/stopped';
const address = async (shell: RunningShell) => (await shell.ask<{ url: string }>('state')).url;
const failuresIn = (data: string) => createIncidentLog(data).read();
const relaunchesIn = (data: string): number[] =>
  JSON.parse(readFileSync(path.join(data, 'logs/relaunches.json'), 'utf8')) as number[];

/** A data folder as after so many relaunches within the last minute. */
function afterRelaunches(count: number) {
  const data = temporaryFolder();
  mkdirSync(path.join(data.path, 'logs'));
  const times = Array.from({ length: count }, (_, place) => Date.now() - 10_000 * (place + 1));
  writeFileSync(path.join(data.path, 'logs/relaunches.json'), JSON.stringify(times));
  return data;
}

describe('the screen', () => {
  test('comes back where it was after a crash, and speaks with the app again', async () => {
    await using shell = await startShell();
    await shell.ask('showAddress', `${PAGE}#/history`);
    await shell.ask('crash', 'crashed');
    await vi.waitFor(async () => expect(await shell.ask('loads')).toBe(2), 5000);
    expect(await address(shell)).toBe(`${PAGE}#/history`);
    await shell.ask('page', 'connect');
    expect(await shell.ask('page', 'call', 'app.about')).toMatchObject({ problems: [] });
    expect(failuresIn(shell.dataDirectory)).toMatchObject([
      { kind: 'screen-gone', where: 'crashed 11', answer: 'reloaded' },
    ]);
  });

  test('begins at the place that the program was started anew for', async () => {
    await using shell = await startShell({ args: ['--place=inspections/01KB/grid'] });
    expect(await address(shell)).toBe(`${PAGE}#/inspections/01KB/grid`);
  });
});

describe('an exception nobody caught', () => {
  test('is kept without personal data, and the program starts itself anew at the same place', async () => {
    using data = temporaryFolder();
    await using shell = await startShell({ args: ['--kiosk'], data: data.path });
    await shell.ask('showAddress', `${PAGE}#/requests`);
    await shell.ask('throwLater', 'no room at /home/zhangwei/x for 王老师 13812345678');
    expect(await shell.exited).toBe(70);
    expect(shell.relaunches).toEqual([['--data', shell.dataDirectory, '--kiosk', '--place=requests']]);
    const [failure] = failuresIn(shell.dataDirectory);
    expect(failure).toMatchObject({ kind: 'uncaught-exception', answer: 'relaunched' });
    expect(failure?.message).toBe('Error: no room at /home/…/x for … …');
    expect(relaunchesIn(shell.dataDirectory)).toHaveLength(1);
  });

  test('for the fourth time in ten minutes ends in the page that says whom to call', async () => {
    using data = afterRelaunches(3);
    await using shell = await startShell({ data: data.path });
    await shell.ask('throwLater', 'again');
    expect(await shell.exited).toBe(70);
    expect(shell.relaunches).toEqual([['--data', data.path, '--stopped']]);
    expect(failuresIn(data.path)[0]).toMatchObject({ answer: 'stopped' });
    expect(relaunchesIn(data.path)).toHaveLength(3);
  });

  test('does the same at once where relaunches cannot be counted', async () => {
    using data = temporaryFolder();
    writeFileSync(path.join(data.path, 'preferences.json'), '{ "language": "zh-CN" }');
    writeFileSync(path.join(data.path, 'logs'), 'a file where the folder should be');
    await using shell = await startShell({ data: data.path });
    await shell.ask('throwLater', 'x');
    expect(await shell.exited).toBe(70);
    expect(shell.relaunches).toEqual([['--data', data.path, '--stopped']]);
  });

  test('at the start is met the same way', async () => {
    using data = temporaryFolder();
    const ended = await runToEnd({ env: { STAND_IN_LOAD_FAILS: '1' }, data: data.path });
    expect(ended).toMatchObject({ code: 70, errorBoxes: [], relaunches: [['--data', data.path]] });
    expect(failuresIn(data.path)).toMatchObject([{ message: 'Error: ERR_FAILED (-2)', answer: 'relaunched' }]);
  });
});

test('a promise that fails unseen is kept, and the program goes on', async () => {
  await using shell = await startShell();
  await shell.ask('rejectLater', 'in the background');
  await vi.waitFor(() =>
    expect(failuresIn(shell.dataDirectory)).toMatchObject([{ kind: 'unhandled-rejection', answer: 'noted' }]),
  );
  expect(await address(shell)).toBe(PAGE);
  expect(shell.relaunches).toEqual([]);
});

describe('graphics', () => {
  const GONE = { type: 'GPU', reason: 'crashed', exitCode: 5 };

  test('lost twice are left to Chromium, lost again the program starts itself anew without them', async () => {
    using data = temporaryFolder();
    await using shell = await startShell({ data: data.path });
    await shell.ask('childGone', GONE);
    await shell.ask('childGone', { type: 'Utility', reason: 'oom', exitCode: 1 });
    await shell.ask('childGone', GONE);
    expect(shell.relaunches).toEqual([]);
    shell.ask('childGone', GONE).catch(() => undefined);
    expect(await shell.exited).toBe(0);
    expect(shell.relaunches).toEqual([['--data', shell.dataDirectory, '--disable-gpu']]);
    expect(failuresIn(shell.dataDirectory).map(({ kind, answer }) => `${kind} ${answer}`)).toEqual([
      'graphics-gone relaunched',
      'graphics-gone noted',
      'child-gone noted',
      'graphics-gone noted',
    ]);
  });
});

describe('the page that says whom to call', () => {
  const fetchPage = async (shell: RunningShell) => await shell.ask<{ status: number; body: string }>('fetch', STOPPED);

  test('opens nothing of the app, speaks both languages, and starts the program anew when asked', async () => {
    using data = afterRelaunches(3);
    await using shell = await startShell({ args: ['--stopped', '--kiosk', '--place=history'], data: data.path });
    expect(await address(shell)).toBe(STOPPED);
    const { status, body } = await fetchPage(shell);
    expect(status).toBe(200);
    expect(body).toContain('程序多次出错，已经停下来了');
    expect(body).toContain('The program failed several times');
    expect(body).toContain('学校信息中心');
    expect(body).not.toContain('<script');
    expect(await shell.ask('requestPortAs', { parent: null, detached: false, origin: 'app://vrlab' })).toBe(0);
    expect(await shell.ask('navigate', 'own', 'will-navigate', { url: 'app://vrlab/elsewhere' })).toBe(true);
    expect(shell.relaunches).toEqual([]);
    shell.ask('navigate', 'own', 'will-navigate', { url: 'app://vrlab/restart' }).catch(() => undefined);
    expect(await shell.exited).toBe(0);
    expect(shell.relaunches).toEqual([['--data', data.path, '--kiosk']]);
    expect(() => relaunchesIn(data.path)).toThrow('ENOENT');
  });

  test('names whom the school has named, as text', async () => {
    using data = temporaryFolder();
    writeFileSync(path.join(data.path, 'support.json'), '{ "contact": "信息中心 8123 4567 <b>" }');
    await using shell = await startShell({ args: ['--stopped'], data: data.path });
    expect((await fetchPage(shell)).body).toContain('信息中心 8123 4567 &lt;b&gt;');
  });

  test('ends with a box when it fails itself', async () => {
    using data = temporaryFolder();
    await using shell = await startShell({ args: ['--stopped'], data: data.path });
    await shell.ask('throwLater', 'even here');
    expect(await shell.exited).toBe(70);
    expect(shell.relaunches).toEqual([]);
    expect(failuresIn(data.path)).toMatchObject([{ message: 'Error: even here', answer: 'ended' }]);
  });

  test('cannot be reached by asking for a restart on the screens', async () => {
    await using shell = await startShell();
    expect(await shell.ask('navigate', 'own', 'will-navigate', { url: 'app://vrlab/restart' })).toBe(true);
    expect(await address(shell)).toBe(PAGE);
    expect(shell.relaunches).toEqual([]);
  });
});
