import path from 'node:path';
import { startProgram } from '../program/started-program.ts';
import { ROOT } from '../vrlab.ts';

/** Runs electron-builder with the configuration of this project. @throws with what it said where it did not end well. */
export async function electronBuilder(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  const script = path.join(ROOT, 'node_modules/electron-builder/cli.js');
  const started = startProgram([process.execPath, script, ...args], { ...process.env, ...env }, ROOT);
  const code = await started.ended;
  if (code !== 0) throw new Error(`electron-builder ended with ${code}: ${started.printed()}`);
}
