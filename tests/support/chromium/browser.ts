import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { type Browser, chromium, type Page } from 'playwright-core';
import { temporaryFolder } from '../temporary-folder.ts';
import { ROOT } from '../vrlab.ts';

const ARTIFACTS = path.join(ROOT, 'test-artifacts');

const CHROMIUM = '/usr/bin/chromium';
/** Starts pages quicker, has no windows and no camera. */
const HEADLESS_SHELL = '/usr/bin/chromium-headless-shell';

/** A command as one file, for who can start nothing else. */
function scriptOf(command: readonly string[]): string {
  const file = path.join(temporaryFolder(), 'command');
  writeFileSync(file, `#!/bin/sh\nexec ${command.join(' ')} "$@"\n`, { mode: 0o755 });
  return file;
}

interface BrowserOptions {
  /** Command in front of it, as `MockedMachine.inside`. */
  readonly inside?: readonly string[];
  /** With a camera that shows a moving picture. */
  readonly camera?: boolean;
}

/** Debian's Chromium, never under the mock's preload: it can deadlock a forked child (umockdev 0.17.16). */
export function launchBrowser({ inside = [], camera = false }: BrowserOptions = {}): Promise<Browser> {
  const program = !camera && existsSync(HEADLESS_SHELL) ? HEADLESS_SHELL : CHROMIUM;
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => name !== 'LD_PRELOAD' && name !== 'UMOCKDEV_DIR'),
  ) as Record<string, string>;
  return chromium.launch({
    executablePath: inside.length === 0 ? program : scriptOf([...inside, program]),
    // Without a locale Chromium cannot write Chinese file names and calls every download `download`.
    env: { ...env, LANG: 'C.UTF-8' },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...(camera ? ['--use-fake-device-for-media-stream'] : []),
    ],
  });
}

export interface RunningHost {
  readonly url: string;
  stop(): Promise<void>;
  /** It hears and says nothing until it goes on; what is said to it waits in the socket, in its order. */
  pause(): void;
  goOn(): void;
  /** As a power cut ends it: the program itself, and what it runs in. */
  kill(): Promise<void>;
}

/** A process and everything it started, the innermost first. */
function withDescendants(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  return [...children.flatMap((child) => withDescendants(Number(child))), pid];
}

/** A PATH with browsers for printing and without umockdev: in a world the saved snapshot answers then. */
let pathWithoutUmockdev: string | null = null;
function makePathWithoutUmockdev(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vrlab-browsers-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const program of [CHROMIUM, HEADLESS_SHELL].filter((file) => existsSync(file)))
    symlinkSync(program, path.join(folder, path.basename(program)));
  return folder;
}

/**
 * The built web host as its own process.
 * @param inside command in front of it, as `MockedMachine.inside` and `underWorld`; without one a world is replayed.
 */
export async function runWebHost(
  args: readonly string[],
  env: Record<string, string> = {},
  uid?: number,
  inside: readonly string[] = [],
): Promise<RunningHost> {
  const replayed = args.includes('--world') && inside.length === 0;
  const [program, ...rest] = [...inside, process.execPath, path.join(ROOT, 'out/main/web.js'), ...args];
  const child = spawn(program!, rest, {
    cwd: ROOT,
    env: { ...process.env, ...(replayed && { PATH: (pathWithoutUmockdev ??= makePathWithoutUmockdev()) }), ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
    ...(uid !== undefined && { uid, gid: uid }),
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const signalAll = (signal: NodeJS.Signals) => {
    for (const pid of withDescendants(child.pid!)) process.kill(pid, signal);
  };
  for await (const line of readline.createInterface(child.stdout))
    if (line.startsWith('http'))
      return {
        url: line,
        async stop() {
          child.kill('SIGTERM');
          await ended;
        },
        pause: () => signalAll('SIGSTOP'),
        goOn: () => signalAll('SIGCONT'),
        async kill() {
          signalAll('SIGKILL');
          await ended;
        },
      };
  throw new Error('the web host ended before it was ready');
}

/** Keeps a picture for people to look at, where they asked for pictures: `VRLAB_TEST_PICTURES=1 npm test`. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  if (process.env['VRLAB_TEST_PICTURES'] !== undefined) await picture(page, name);
}

/** What the page of a failed test showed at the end. */
export const pictureOfFailure = (page: Page, test: string): Promise<void> =>
  picture(page, `failed-${test.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80)}`);

async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(ARTIFACTS, { recursive: true });
  await page.screenshot({ path: path.join(ARTIFACTS, `${name}.png`), fullPage: true });
}
