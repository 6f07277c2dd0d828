import { afterAll, beforeAll } from 'vitest';
import { type RunningShell, startShell } from './running-shell.ts';

/** One running shell for all tests of the describe block, or file, this is called in. */
export function sharedShell(): Pick<RunningShell, 'ask'> {
  let shell: RunningShell | null = null;
  beforeAll(async () => {
    shell = await startShell();
  }, 30_000);
  afterAll(async () => await shell?.[Symbol.asyncDispose]());
  return {
    ask(command, ...args) {
      if (shell === null) throw new Error('only in a test');
      return shell.ask(command, ...args);
    },
  };
}
