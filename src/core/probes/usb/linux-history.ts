import os from 'node:os';
import { DAY_MS, formatInstant } from '../../../shared/beijing-time.ts';
import type { UsbHistory } from '../../../shared/domain/usb-history.ts';
import { HISTORY_DAYS } from '../../../shared/domain/usb-terms.ts';
import { countIncidents, isFromTheFuture } from './count-incidents.ts';
import { readJournal } from './journal.ts';
import { agedMessages, type AgedMessage, incidentsIn } from './kernel-history.ts';
import { awakeSeconds, type KernelMessage } from './kernel-log.ts';

/** A clock that runs a little off is no sleep. */
const LEAST_SLEEP_SECONDS = 60;

/** What is known where the log may not be read. */
export const NO_LOG: UsbHistory = {
  source: 'kernel-log',
  since: null,
  places: [],
  deadControllers: [],
  unread: 'no-permission',
};

/**
 * Reads how often USB devices came and went in the last days: from the journal, else from the kernel's ring buffer.
 * @param log of the kernel; null where it may not be read. @param isDemonstration whether the journal is that of another PC.
 */
export async function readLinuxHistory(
  log: readonly KernelMessage[] | null,
  isDemonstration: boolean,
  signal: AbortSignal,
): Promise<UsbHistory> {
  const journal = isDemonstration ? null : await readJournal(signal);
  if (journal !== null) {
    const { messages, oldestMs, isComplete } = journal;
    return { ...historyOf('journal', messages, oldestMs), ...(!isComplete && { unread: 'too-long' }) };
  }
  if (log === null) return NO_LOG;
  const awake = awakeSeconds();
  const slept = os.uptime() - awake;
  const messages = agedMessages(log, awake, slept > LEAST_SLEEP_SECONDS ? slept : 0);
  return historyOf('kernel-log', messages, messages[0]?.ageMs ?? 0);
}

/** @param oldestMs age of the oldest message of the record. */
export function historyOf(
  source: UsbHistory['source'],
  messages: readonly AgedMessage[],
  oldestMs: number,
  now: number = Date.now(),
): UsbHistory {
  const { incidents, deaths } = incidentsIn(messages);
  const sinceMs = Math.min(Math.max(0, oldestMs), HISTORY_DAYS * DAY_MS);
  return {
    source,
    since: formatInstant(new Date(now - sinceMs)),
    ...countIncidents(incidents, deaths),
    ...(messages.some(isFromTheFuture) && { unread: 'from-the-future' }),
  };
}
