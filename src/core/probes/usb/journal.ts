import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { HISTORY_DAYS } from '../../../shared/domain/usb-terms.ts';
import type { AgedMessage } from './kernel-history.ts';

/** A journal of a week takes some tenths of a second; what was read by then is the newest part of it. */
const DEADLINE_MS = 1000;
/** A driver that writes without end. */
const MAX_LINES = 200_000;
const MAX_LINE = 1000;

/** `1764500000.123456 pc kernel: usb 1-2: USB disconnect, device number 5` */
const LINE = /^(\d+\.\d+) \S+ kernel: (.*)$/;
const OF_USB = /usb|hub |HC died/i;

/** Messages of the kernel of the last days, the newest first. */
const ARGUMENTS = [
  '_TRANSPORT=kernel',
  `--since=-${HISTORY_DAYS}d`,
  '--output=short-unix',
  '--no-pager',
  '--reverse',
  '--quiet',
];

export interface Journal {
  /** Those of USB, the oldest first. */
  readonly messages: readonly AgedMessage[];
  /** Age of the oldest message that was read, whatever it is about. */
  readonly oldestMs: number;
  readonly isComplete: boolean;
}

/**
 * Reads the messages of the kernel from systemd's journal, which holds those of earlier starts too.
 * @param program another one for tests. @param now milliseconds since 1970.
 * @returns null where there is no journal, or this account may not read it.
 */
export async function readJournal(
  signal: AbortSignal,
  now: number = Date.now(),
  program: readonly string[] = ['journalctl', ...ARGUMENTS],
): Promise<Journal | null> {
  const [command = '', ...words] = program;
  const child = spawn(command, words, {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, LC_ALL: 'C.UTF-8', SYSTEMD_COLORS: '0' },
  });
  const messages: AgedMessage[] = [];
  let oldestMs: number | null = null;
  let isComplete = true;
  let count = 0;
  const stop = () => {
    isComplete = false;
    child.kill('SIGKILL');
  };
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('close', () => resolve());
  });
  const deadline = setTimeout(stop, DEADLINE_MS);
  signal.addEventListener('abort', stop, { once: true });
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    count += 1;
    if (count > MAX_LINES) stop();
    const [, seconds, text] = LINE.exec(line.slice(0, MAX_LINE)) ?? [];
    if (seconds === undefined || text === undefined) return;
    oldestMs = now - Number(seconds) * 1000;
    if (OF_USB.test(text)) messages.push({ ageMs: oldestMs, text });
  });
  await ended;
  clearTimeout(deadline);
  signal.removeEventListener('abort', stop);
  lines.close();
  return oldestMs === null ? null : { messages: messages.toReversed(), oldestMs, isComplete };
}
