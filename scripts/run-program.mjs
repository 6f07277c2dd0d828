// A program in the place of this one: same terminal, same signals, same exit code.
import { spawn } from 'node:child_process';
import os from 'node:os';

const NOT_FOUND = 127;

/**
 * Runs a program with the terminal of this one and passes on what asks it to end.
 * @returns its exit code as a shell gives it, and the signal that ended it, if one did.
 */
export async function runProgram(program, args, options = {}) {
  const child = spawn(program, args, { stdio: 'inherit', ...options });
  // A console of Windows gives Ctrl+C to every program in it by itself; `kill` there would end the child at once.
  const passOn = (signal) => process.platform === 'win32' || child.kill(signal);
  const listeners = ['SIGINT', 'SIGTERM'].map((signal) => [signal, () => passOn(signal)]);
  for (const [signal, listener] of listeners) process.on(signal, listener);
  const ended = await new Promise((resolve) => {
    child.once('error', () => resolve({ code: NOT_FOUND, signal: null }));
    child.once('exit', (code, signal) => resolve({ code: code ?? 128 + (os.constants.signals[signal] ?? 0), signal }));
  });
  for (const [signal, listener] of listeners) process.off(signal, listener);
  return ended;
}
