import type { UsbHistory } from '../../../shared/domain/usb-history.ts';
import type { AgedMessage } from '../../probes/usb/kernel-history.ts';
import { awakeSeconds } from '../../probes/usb/kernel-log.ts';
import { historyOf, NO_LOG } from '../../probes/usb/linux-history.ts';
import type { WorldDescription } from './world-description.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const SECOND_MS = 1000;

/** Messages of one repetition follow each other within seconds, repetitions within minutes. */
export const messagesOf = (log: NonNullable<WorldDescription['kernelLog']>): AgedMessage[] =>
  log.flatMap(({ hoursAgo, times, text }) =>
    Array.from({ length: times }, (_, repetition) =>
      [text].flat().map((line, at) => ({
        ageMs: hoursAgo * HOUR_MS - repetition * MINUTE_MS - at * SECOND_MS,
        text: line,
      })),
    ).flat(),
  );

/** What the probe would make of the described messages. */
export function describedHistory(log: WorldDescription['kernelLog']): UsbHistory {
  if (log == null) return NO_LOG;
  const messages = messagesOf(log);
  return historyOf('kernel-log', messages, messages[0]?.ageMs ?? 0);
}

/** The messages as a file `/dev/kmsg` for umockdev, on the clock of the kernel that runs now. */
export function kernelLogFile(log: NonNullable<WorldDescription['kernelLog']>): string {
  const now = awakeSeconds();
  const records = messagesOf(log).map(
    ({ ageMs, text }, index) => `6,${index},${Math.round((now - ageMs / SECOND_MS) * 1e6)},-;${text}\n`,
  );
  const content = Buffer.from(records.join('')).toString('hex').toUpperCase();
  return `P: /devices/virtual/mem/kmsg\nN: kmsg=${content}\nE: DEVNAME=/dev/kmsg\nE: SUBSYSTEM=mem\n\n`;
}
