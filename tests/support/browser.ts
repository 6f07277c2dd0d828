import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { type Browser, chromium, type Page } from 'playwright-core';
import { onMockDisk } from './mock-disk.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { ROOT } from './vrlab.ts';

const ARTIFACTS = path.join(ROOT, 'test-artifacts');

const CHROMIUM = '/usr/bin/chromium';

/** A command as one file, for who can start nothing else. */
function scriptOf(command: readonly string[]): string {
  const file = path.join(temporaryFolder(), 'command');
  writeFileSync(file, `#!/bin/sh\nexec ${command.join(' ')} "$@"\n`, { mode: 0o755 });
  return file;
}

/**
 * Debian's Chromium, never under the mock's preload: it can deadlock a forked child (umockdev 0.17.16).
 * @param more switches of Chromium. @param inside command in front of it, as `MockedMachine.inside`.
 */
export function launchBrowser(more: readonly string[] = [], inside: readonly string[] = []): Promise<Browser> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => name !== 'LD_PRELOAD' && name !== 'UMOCKDEV_DIR'),
  ) as Record<string, string>;
  return chromium.launch({
    executablePath: inside.length === 0 ? CHROMIUM : scriptOf([...inside, CHROMIUM]),
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
      ...more,
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

/** The built web host as its own process. @param inside command in front of it, as `MockedMachine.inside`. */
export async function runWebHost(
  args: readonly string[],
  env: Record<string, string> = {},
  uid?: number,
  inside: readonly string[] = [],
): Promise<RunningHost> {
  const inWorld = args.includes('--world') ? onMockDisk() : inside;
  const [program, ...rest] = [...inWorld, process.execPath, path.join(ROOT, 'out/main/web.js'), ...args];
  const child = spawn(program!, rest, {
    cwd: ROOT,
    env: { ...process.env, ...env },
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

/** Keeps a picture for people to look at. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  mkdirSync(ARTIFACTS, { recursive: true });
  await page.screenshot({ path: path.join(ARTIFACTS, `${name}.png`), fullPage: true });
}
