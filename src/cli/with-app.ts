import type { App } from '../core/app/app.ts';
import { openLocalApp } from '../core/app/local-app.ts';
import type { Arguments } from './arguments.ts';
import { BAD_USAGE } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

export const textOption = ({ options }: Arguments, name: string): string | undefined => {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
};

/**
 * Opens the app with what the command line names, and closes it whatever becomes of the work.
 * @returns the exit code: of the work, or that of bad usage where the app cannot be opened; the problem has been reported.
 */
export async function withApp(
  given: Arguments,
  terminal: Terminal,
  work: (app: App) => Promise<number>,
): Promise<number> {
  const opened = await openLocalApp({
    dataDirectory: textOption(given, 'data'),
    world: textOption(given, 'world'),
    stationFile: textOption(given, 'station'),
    publication: textOption(given, 'publication'),
  });
  if (!opened.ok) {
    terminal.problem(opened.problem);
    return BAD_USAGE;
  }
  try {
    return await work(opened.value);
  } finally {
    await opened.value.close();
  }
}

/** Aborted by Ctrl+C or a request to end. Further ones mean the same, so that the last verdict still is the exit code. */
export function untilInterrupted(): AbortSignal {
  const ended = new AbortController();
  const end = () => ended.abort();
  process.on('SIGINT', end).on('SIGTERM', end);
  return ended.signal;
}
