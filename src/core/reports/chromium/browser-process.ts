import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** What is preloaded into us (a mocked USB bus, a debugger) has no business in a browser and can make it hang. */
const NOT_HANDED_ON = ['LD_PRELOAD', 'LD_AUDIT', 'UMOCKDEV_DIR', 'NODE_OPTIONS', 'ELECTRON_RUN_AS_NODE'];

/** Neither network nor traces: nothing is looked up, fetched, reported or kept. */
const QUIET = [
  '--headless=new',
  '--remote-debugging-pipe',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--no-first-run',
  '--no-default-browser-check',
  '--no-pings',
  '--no-service-autorun',
  '--disable-background-networking',
  '--disable-breakpad',
  '--disable-client-side-phishing-detection',
  '--disable-component-update',
  '--disable-crash-reporter',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-features=DialMediaRouteProvider,MediaRouter,OptimizationHints,Translate',
  '--disable-gpu',
  '--disable-sync',
  '--metrics-recording-only',
  '--password-store=basic',
];

/** Enough of what a browser says to see why it ended. */
const KEPT_CHARACTERS = 2000;

export interface BrowserProcess {
  readonly commands: Writable;
  readonly answers: Readable;
  /** Resolves when the process has ended and closed its pipes, or never started; with the end of what it said. */
  readonly ended: Promise<string>;
  /** Ends it and everything it started, and removes its folder. */
  end(): Promise<void>;
}

const environment = (folder: string): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_HANDED_ON.includes(name))),
  TMPDIR: folder,
});

/** Starts a browser with a profile of its own in a private folder. @throws when there is no room for that folder. */
export function startBrowser(program: string): BrowserProcess {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'vrlab-print-'));
  // Chromium refuses its sandbox to root; anybody else keeps it.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(program, [...QUIET, ...asRoot, `--user-data-dir=${path.join(folder, 'profile')}`], {
    cwd: folder,
    env: environment(folder),
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    windowsHide: true,
    // A process group of its own, so that ending it ends what it started and nothing else.
    detached: process.platform !== 'win32',
  });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-KEPT_CHARACTERS)));
  const ended = new Promise<string>((resolve) => {
    child.once('error', (cause) => resolve(cause.message));
    child.once('close', () => resolve(said.trim()));
  });
  const [, , , commands, answers] = child.stdio as [null, null, Readable, Writable, Readable];
  // A browser that ends takes the pipe with it; `ended` tells of that.
  commands.on('error', () => undefined);
  answers.on('error', () => undefined);
  return {
    commands,
    answers,
    ended,
    async end() {
      await endWithChildren(child);
      await ended;
      // What a virus scanner still holds open stays behind; the document itself was never in there.
      const removal = fs.promises.rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
      await removal.catch(() => undefined);
    },
  };
}

async function endWithChildren(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    if (child.exitCode !== null) return;
    const taskkill = path.join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'taskkill.exe');
    const killer = spawn(taskkill, ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore', windowsHide: true });
    await once(killer, 'close').catch(() => child.kill());
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The whole group has ended by itself.
  }
}
