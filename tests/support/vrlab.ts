import { spawn } from 'node:child_process';
import path from 'node:path';
import { onMockDisk } from './pc/mock-disk.ts';
import { worldFile } from '../worlds/generator/world-folders.ts';

export const ROOT = path.resolve(import.meta.dirname, '../..');
export const VRLAB = path.join(ROOT, 'bin/vrlab.mjs');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Record<string, string>;
  /** Node flags before the script. */
  readonly flags?: readonly string[];
  /** Command in front of node, e.g. umockdev-run. */
  readonly under?: readonly string[];
  readonly uid?: number;
}

/** umockdev's own table of file descriptors runs over now and then under load; the program under test never started then. */
const BENCH_OVERFLOW = 'libumockdev-preload fd_map_add(): overflow';
const TRIES = 4;

/** Runs the built command to its end; again where the bench itself fell over. */
export async function vrlab(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  for (let tries = 1; ; tries += 1) {
    const ended = await runOnce(args, options);
    if (tries === TRIES || !ended.stderr.includes(BENCH_OVERFLOW)) return ended;
  }
}

const UMOCKDEV = 'umockdev-run';

/** umockdev-run refuses arguments that are not ASCII, and folders may be named so: then `env -S` finds them in the environment. */
function withoutArguments(command: readonly string[]): { command: readonly string[]; env: Record<string, string> } {
  const begin = command.includes(UMOCKDEV) ? command.indexOf('--', command.indexOf(UMOCKDEV)) + 1 : command.length;
  const words = command.slice(begin).map((word, at) => [`VRLAB_TEST_WORD_${at}`, word] as const);
  if (words.every(([, word]) => /^[\0-\x7f]*$/.test(word))) return { command, env: {} };
  const names = words.map(([name]) => `"\${${name}}"`).join(' ');
  return { command: [...command.slice(0, begin), 'env', '-S', names], env: Object.fromEntries(words) };
}

/** Pipes, never `ignore`: a child forked under umockdev may hang opening /dev/null. */
function runOnce(args: readonly string[], options: RunOptions): Promise<Ended> {
  const plain = [...(options.under ?? []), process.execPath, ...(options.flags ?? []), VRLAB, ...args];
  const { command, env } = withoutArguments(plain);
  const child = spawn(command[0]!, command.slice(1), {
    cwd: options.cwd ?? ROOT,
    env: { ...process.env, ...options.env, ...env },
    stdio: 'pipe',
    ...(options.uid !== undefined && { uid: options.uid, gid: options.uid }),
  });
  child.stdin.end();
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** The plain umockdev command of the contract: only devices, nothing of ours told that it is a world. @param file of devices. */
export const underDevices = (file: string): string[] => [...onMockDisk(), 'umockdev-run', '-d', file, '--'];
export const underWorld = (name: string): string[] => underDevices(worldFile(name, 'usb.umockdev'));
