import { spawn, type ChildProcess } from 'node:child_process';

/**
 * Command in front of a program that makes it run as an ordinary account or as root, in a user namespace of its own. Files
 * are still those of the account that runs the tests.
 */
export function asAccount(account: 'ordinary' | 'root'): string[] {
  const isRoot = process.getuid?.() === 0;
  if (isRoot === (account === 'root')) return [];
  return account === 'root' ? ['unshare', '--user', '--map-root-user'] : ['unshare', '--user', '--map-user=1000'];
}

export interface Started {
  readonly child: ChildProcess;
  /** Everything it has printed so far, both streams. */
  printed(): string;
  stdout(): string;
  /** Waits until it has printed this, or has ended. */
  prints(text: string): Promise<string>;
  readonly ended: Promise<number | null>;
}

/** Starts a program and keeps what it prints. @param env all of its environment: nothing is inherited. */
export function startProgram(command: readonly string[], env: NodeJS.ProcessEnv, cwd?: string): Started {
  const [program, ...args] = command;
  const child = spawn(program!, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  let stdout = '';
  child.stdout.on('data', (text) => (stdout += String(text)));
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      for (const look of waiting) look();
    });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code));
  });
  return {
    child,
    printed: () => printed,
    stdout: () => stdout,
    prints: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!printed.includes(text)) return;
          waiting.delete(look);
          resolve(printed);
        };
        waiting.add(look);
        look();
        void ended.then(
          (code) => reject(new Error(`ended with ${code} before it printed ${text}: ${printed}`)),
          reject,
        );
      }),
    ended,
  };
}
