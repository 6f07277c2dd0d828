import os from 'node:os';
import { INTERNAL_ERROR } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/** As a shell tells that a reader like `head` had enough. */
const READER_GONE = 128 + os.constants.signals.SIGPIPE;

/**
 * Ends the process when its results cannot be written: quietly when the reader has gone, with a word when a disk is full.
 * A result nobody could read must not end like one that was given.
 */
export function whenOutputBreaks({ say, note }: Terminal): void {
  process.stdout.on('error', (cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EPIPE') process.exit(READER_GONE);
    note(say('outputFailed', { detail: cause.message }));
    process.exit(INTERNAL_ERROR);
  });
  process.stderr.on('error', () => undefined);
}
