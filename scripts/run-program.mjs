// A program in the place of this one: same terminal, same signals, same exit code.
import { spawn } from 'node:child_process';
import os from 'node:os';

const NOT_FOUND = 127;

/**
 * Starts a program with the terminal of this one and passes on what asks it to end.
 * @returns `signal`: what ended it, null while it runs; `ended`: its exit code as a shell gives it.
 */
export function runProgram(program, args, options = {}) {
  const child = spawn(program, args, { stdio: 'inherit', ...options });
  // A console of Windows gives Ctrl+C to every program in it by itself; `kill` there would end the child at once.
  const passOn = (signal) => process.platform === 'win32' || child.kill(signal);
  const listeners = ['SIGINT', 'SIGTERM'].map((signal) => [signal, () => passOn(signal)]);
  for (const [signal, listener] of listeners) process.on(signal, listener);
  const running = { child, signal: null, ended: null };
  running.ended = new Promise((resolve) => {
    child.once('error', () => resolve(NOT_FOUND));
    child.once('exit', (code, signal) => {
      running.signal = signal;
      resolve(code ?? 128 + (os.constants.signals[signal] ?? 0));
    });
  }).finally(() => {
    for (const [signal, listener] of listeners) process.off(signal, listener);
  });
  return running;
}
