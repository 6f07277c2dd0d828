import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { standInBrowser } from '../support/chromium/stand-in-browser.ts';
import {
  ELECTRON_VERSION,
  electronArchive,
  type ElectronMirror,
  electronMirror,
  startProject,
} from '../support/program/start-project.ts';
import { asAccount, type Started, startProgram } from '../support/program/started-program.ts';
import { folderOfFile } from '../support/temporary-folder.ts';

const base = folderOfFile();
const running = new Set<Started>();
const mirrors = new Set<ElectronMirror>();
afterAll(async () => {
  for (const mirror of mirrors) mirror.close();
  for (const { child } of running) child.kill('SIGTERM');
  await Promise.all([...running].map(({ ended }) => ended));
});

/** A program that notes how it was started, and ends with an exit code nobody else gives. */
const GOOD = electronArchive('printf "%s\\n" "$@" > "$NOTES/electron"; exit 42');

interface Scene {
  readonly answer?: Parameters<typeof electronMirror>[0];
  /** What the package's checksums expect. */
  readonly expected?: Buffer;
  readonly account?: 'ordinary' | 'root';
  readonly env?: Readonly<Record<string, string>>;
}

let scenes = 0;

/** A PC with a desktop, this project without Electron's program, and a mirror. */
async function scene({ answer = GOOD, expected = GOOD, account = 'ordinary', env = {} }: Scene) {
  const folder = path.join(base, String(++scenes));
  mkdirSync(path.join(folder, 'temporary'), { recursive: true });
  startProject(folder, expected);
  const browser = standInBrowser(folder);
  const mirror = await electronMirror(answer);
  mirrors.add(mirror);
  const start = (...args: readonly string[]) => {
    const script = path.join(folder, 'scripts/start.mjs');
    const data = path.join(folder, 'data');
    const started = startProgram([...asAccount(account), process.execPath, script, ...args, '--data', data], {
      ...process.env,
      DISPLAY: ':77',
      PATH: browser.path,
      NOTES: folder,
      HOME: folder,
      TMPDIR: path.join(folder, 'temporary'),
      electron_config_cache: path.join(folder, 'cache'),
      ELECTRON_MIRROR: mirror.url,
      ...env,
    });
    running.add(started);
    return started;
  };
  return { folder, browser, mirror, start };
}

/** Downloads leave nothing behind in the folder for temporary files. */
const leftovers = (folder: string) =>
  readdirSync(path.join(folder, 'temporary')).filter((name) => name.includes('electron'));

describe.runIf(process.platform === 'linux')('npm start without the program of Electron', { timeout: 120_000 }, () => {
  it.concurrent('downloads it once, checks it and starts it', async () => {
    const { folder, mirror, start } = await scene({});
    const first = start();
    expect(await first.ended).toBe(42);
    expect(first.printed()).toContain(`正在下载 Electron ${ELECTRON_VERSION}`);
    expect(first.printed()).toContain(`downloading Electron ${ELECTRON_VERSION}`);
    expect(await start('--kiosk').ended).toBe(42);
    expect(mirror.asked).toEqual([
      `/mirror/v${ELECTRON_VERSION}/electron-v${ELECTRON_VERSION}-${process.platform}-${process.arch}.zip`,
    ]);
    expect(readFileSync(path.join(folder, 'electron'), 'utf8').trim().split('\n')).toEqual([
      folder,
      '--kiosk',
      '--data',
      path.join(folder, 'data'),
    ]);
    expect(leftovers(folder)).toEqual([]);
  });

  it.concurrent.each<[string, Scene, RegExp]>([
    ['the network is not there', { env: { ELECTRON_MIRROR: 'http://127.0.0.1:9/' } }, /cannot be reached \(.+\)/],
    ['the mirror takes the connection and is silent', { answer: 'never' }, /cannot be reached \(no answer in 10 s\)/],
    ['the mirror does not have it', { answer: 404 }, /does not provide this version of Electron \(HTTP 404\)/],
    ['the archive is another one', { expected: Buffer.from('other') }, /wrong checksum/],
    [
      'the archive is no archive',
      { answer: Buffer.from('PK'), expected: Buffer.from('PK') },
      /could not be installed \(.+\)/,
    ],
    ['the proxy is not there', { env: { HTTP_PROXY: 'http://127.0.0.1:9', NO_PROXY: '' } }, /cannot be reached/],
    [
      'it ends at once',
      { answer: electronArchive('kill -TRAP $$'), expected: electronArchive('kill -TRAP $$') },
      /ended as soon as/,
    ],
  ])('opens the browser with one sentence when %s', async (_, what, sentence) => {
    const { folder, browser, start } = await scene(what);
    const started = start('--kiosk');
    await started.prints('downloading Electron');
    const begun = performance.now();
    expect(await started.prints('#token=')).toMatch(sentence);
    expect(performance.now() - begun).toBeLessThan(30_000);
    expect((await browser.visit()).statuses).toEqual([303, 200]);
    expect(started.printed()).not.toMatch(/\n\s+at /);
    expect(leftovers(folder)).toEqual([]);
  });

  it.concurrent('Ctrl+C gives up a slow download, and the browser follows; the next one ends the program', async () => {
    const { folder, browser, mirror, start } = await scene({ answer: 'slowly' });
    const started = start();
    await started.prints('0 %');
    started.child.kill('SIGINT');
    // npm passes on what the terminal has sent already.
    started.child.kill('SIGINT');
    expect(await started.prints('#token=')).toContain('download was cancelled');
    expect((await browser.visit()).statuses).toEqual([303, 200]);
    expect(existsSync(path.join(folder, 'node_modules/electron/path.txt'))).toBe(false);
    expect([mirror.asked.length, leftovers(folder)]).toEqual([1, []]);
    started.child.kill('SIGINT');
    expect(await started.ended).toBe(0);
  });

  it.concurrent('ended in the middle of a download, it leaves no program and no file behind', async () => {
    const { folder, start } = await scene({ answer: 'slowly' });
    const started = start();
    await started.prints('0 %');
    started.child.kill('SIGTERM');
    expect(await started.ended).not.toBe(0);
    // The installer's process notices that nobody waits for it, and removes what it has begun.
    while (leftovers(folder).length > 0) await pause(20);
    expect(existsSync(path.join(folder, 'node_modules/electron/path.txt'))).toBe(false);
  });

  it.concurrent.each<[string, Scene, RegExp]>([
    ['without a display', { env: { DISPLAY: '', WAYLAND_DISPLAY: '' } }, /no graphical desktop/],
    ['as root, whom Electron refuses', { account: 'root' }, /does not run as root/],
  ])('does not even try %s', async (_, what, sentence) => {
    const { mirror, start } = await scene(what);
    expect(await start().prints('#token=')).toMatch(sentence);
    expect(mirror.asked).toEqual([]);
  });

  it.concurrent('takes the mirror from the settings of npm, too', async () => {
    const other = await electronMirror(GOOD);
    mirrors.add(other);
    const { start } = await scene({ answer: 404, env: { npm_config_electron_mirror: other.url } });
    expect(await start().ended).toBe(42);
    expect(other.asked.length).toBe(1);
  });
});
