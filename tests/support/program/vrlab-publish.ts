import { execFileSync } from 'node:child_process';
import { ROOT } from '../vrlab.ts';

/** The built publisher as operations runs it. @returns what it printed, with its exit code. */
export function vrlabPublish(...args: string[]): { code: number; printed: string } {
  try {
    const printed = execFileSync(process.execPath, ['bin/vrlab-publish.mjs', ...args, '--lang', 'en'], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: 'pipe',
    });
    return { code: 0, printed };
  } catch (cause) {
    const { status, stdout, stderr } = cause as { status: number; stdout: string; stderr: string };
    return { code: status, printed: stdout + stderr };
  }
}
