import { writeSync } from 'node:fs';
import os from 'node:os';
import { messageOf } from '../platform/message-of.ts';

/** A fault of the program itself, as sysexits.h numbers it. */
export const INTERNAL_ERROR = 70;

/** As a shell reports that a reader like `head` had enough. */
const READER_GONE = 128 + os.constants.signals.SIGPIPE;

const LONGEST_DETAIL = 300;

/**
 * What is said of a fault nobody foresaw: one line, without control characters (part of it may come from a file). Developers
 * set `VRLAB_STACK=1` to see where it happened.
 */
export function unexpectedDetail(cause: unknown): string {
  if (process.env['VRLAB_STACK'] === '1' && cause instanceof Error) return cause.stack ?? cause.message;
  return messageOf(cause)
    .replaceAll(/[\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .slice(0, LONGEST_DETAIL);
}

/**
 * Ends the process with one sentence and exit code 70 when an error reaches the event loop, unhandled rejections included:
 * what state the program is in is unknown then. What was acknowledged is on the disk already.
 * @param sentence in the language of the person; gets the detail.
 */
export function endOnUnexpected(sentence: (detail: string) => string): void {
  process.on('uncaughtException', (cause) => {
    try {
      // Written at once: the process ends with the next line.
      writeSync(process.stderr.fd, `${sentence(unexpectedDetail(cause))}\n`);
    } catch {
      // Nobody can read it.
    }
    process.exit(INTERNAL_ERROR);
  });
}

/**
 * Ends the process when its results cannot be written: quietly when the reader has gone, with a sentence when a disk is full.
 * A result nobody could read must not end like one that was given.
 */
export function endWhenOutputBreaks(sentence: (detail: string) => string): void {
  process.stdout.on('error', (cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EPIPE') process.exit(READER_GONE);
    process.stderr.write(`${sentence(cause.message)}\n`);
    process.exit(INTERNAL_ERROR);
  });
  process.stderr.on('error', () => undefined);
}
