import type { LocalApp } from '../core/app/local-app.ts';
import type { Arguments } from './arguments.ts';
import { BAD_USAGE } from './exit-codes.ts';
import { openAppFor } from './open-app.ts';
import type { Terminal } from './terminal.ts';

/**
 * Opens the app with what the command line names, and closes it whatever becomes of the work.
 * @returns the exit code: of the work, or that of bad usage where the app cannot be opened; the problem has been told.
 */
export async function withApp(
  given: Arguments,
  terminal: Terminal,
  work: (local: LocalApp) => Promise<number>,
): Promise<number> {
  const opened = await openAppFor(given);
  if (!opened.ok) {
    terminal.problem(opened.problem);
    return BAD_USAGE;
  }
  try {
    return await work(opened.value);
  } finally {
    await opened.value.app.close();
  }
}
