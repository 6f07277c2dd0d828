import { spawn } from 'node:child_process';
import { ROOT } from '../vrlab.ts';

/**
 * Runs a module of a few lines in a process of its own, from the root of the repository: for locks, limits and libraries
 * that are the process's.
 * @param under command in front of node. @returns what it printed.
 */
export function inOwnProcess(
  code: string,
  under: readonly string[] = [],
  flags: readonly string[] = [],
): Promise<string> {
  const [program, ...args] = [...under, process.execPath, ...flags, '--input-type=module', '-e', code];
  const child = spawn(program, args, { cwd: ROOT, stdio: 'pipe' });
  child.stdin.end();
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve(said.trim()));
  });
}
