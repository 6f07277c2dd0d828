import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** Variables that preload something into this program (a mocked USB bus, a debugger); in a browser they can make it hang. */
const NOT_INHERITED = ['LD_PRELOAD', 'LD_AUDIT', 'UMOCKDEV_DIR', 'NODE_OPTIONS', 'ELECTRON_RUN_AS_NODE'];

/** No network and no traces: nothing is looked up, fetched, reported or stored. */
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

/** Characters of the browser's output that show why it ended. */
const RETAINED_CHARACTERS = 2000;

export interface BrowserProcess {
  readonly commands: Writable;
  readonly answers: Readable;
  /** Resolves with the end of its error output when the process has ended and closed its pipes, or could not start. */
  readonly ended: Promise<string>;
  /** Ends the browser and its child processes, and removes its folder. */
  end(): Promise<void>;
}

const environment = (folder: string): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_INHERITED.includes(name))),
  TMPDIR: folder,
});

/** Starts a browser with a profile of its own in a private folder. @throws where that folder cannot be created. */
export function startBrowser(program: string): BrowserProcess {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'vrlab-print-'));
  // Chromium cannot run its sandbox as root; for every other account the sandbox stays on.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(program, [...QUIET, ...asRoot, `--user-data-dir=${path.join(folder, 'profile')}`], {
    cwd: folder,
    env: environment(folder),
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    windowsHide: true,
    // A process group of its own: ending the group ends the browser's child processes and nothing else.
    detached: process.platform !== 'win32',
  });
  let output = '';
  child.stderr
    ?.setEncoding('utf8')
    .on('data', (text: string) => (output = (output + text).slice(-RETAINED_CHARACTERS)));
  const ended = new Promise<string>((resolve) => {
    child.once('error', (cause) => resolve(cause.message));
    child.once('close', () => resolve(output.trim()));
  });
  const [, , , commands, answers] = child.stdio as [null, null, Readable, Writable, Readable];
  // A browser that ends breaks its pipes; `ended` reports that.
  commands.on('error', () => undefined);
  answers.on('error', () => undefined);
  return {
    commands,
    answers,
    ended,
    async end() {
      await endWithChildren(child);
      await ended;
      // Files that a virus scanner still holds open remain; the document itself was never among them.
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
