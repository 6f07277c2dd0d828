import { HISTORY_DAYS } from '../../../shared/domain/usb-terms.ts';
import { DAY_MS } from '../../../shared/beijing-time.ts';
import type { EventLogReading, EventReading } from './device-reading.ts';
import type { WindowsApi } from './windows-api.ts';

/** Kernel-PnP writes into the first that a device went without being ejected, into the second that one started or could not. */
const REMOVALS = 'Microsoft-Windows-Kernel-PnP/Device Management';
const STARTS = 'Microsoft-Windows-Kernel-PnP/Configuration';

export const EVENT = {
  missingOnBus: 1010,
  reportedFailing: 1011,
  started: 410,
  problemStarting: 411,
} as const;

/** The log holds a few thousand events at most; the newest count. */
const MOST_EVENTS = 4000;
const ERROR_ACCESS_DENIED = 5;

const queryOf = (...ids: readonly number[]): string =>
  `*[System[(${ids.map((id) => `EventID=${id}`).join(' or ')}) and TimeCreated[timediff(@SystemTime) <= ${HISTORY_DAYS * DAY_MS}]]]`;

/** Reads what Windows wrote of devices that came and went; texts of publishers are neither asked for nor kept. */
export function readEventLog(api: WindowsApi): EventLogReading {
  const log = api.eventLog();
  if (log === null) return { events: [], since: null, unread: 'not-available' };
  const removals = log.events(
    REMOVALS,
    queryOf(EVENT.missingOnBus, EVENT.reportedFailing),
    'newest-first',
    MOST_EVENTS,
  );
  if ('error' in removals) {
    const unread = removals.error === ERROR_ACCESS_DENIED ? 'no-permission' : 'not-available';
    return { events: [], since: null, unread };
  }
  const starts = log.events(STARTS, queryOf(EVENT.started, EVENT.problemStarting), 'newest-first', MOST_EVENTS);
  const oldest = log.events(REMOVALS, '*', 'oldest-first', 1);
  const xml = [...removals, ...('error' in starts ? [] : starts)];
  return {
    events: xml.flatMap((one) => eventIn(one) ?? []),
    since: 'error' in oldest ? null : (timeIn(oldest[0] ?? '') ?? new Date().toISOString()),
    unread: removals.length >= MOST_EVENTS ? 'too-long' : null,
  };
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const unescaped = (text: string): string =>
  text.replaceAll(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => ENTITIES[name]!);

/** `<TimeCreated SystemTime='2026-01-31T14:05:08.4120000Z'/>` */
function timeIn(xml: string): string | null {
  const written = /<TimeCreated\s+SystemTime=['"]([^'"]{10,40})['"]/.exec(xml)?.[1];
  const at = written === undefined ? Number.NaN : Date.parse(written.replace(/(\.\d{3})\d+/, '$1'));
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/** An event about a USB device; null: about something else, or unreadable. */
export function eventIn(xml: string): EventReading | null {
  const id = Number(/<EventID(?:\s[^>]*)?>(\d{1,5})<\/EventID>/.exec(xml)?.[1]);
  const at = timeIn(xml);
  const instance = unescaped(/<Data Name=['"]DeviceInstanceId['"]>([^<]{1,400})<\/Data>/.exec(xml)?.[1] ?? '');
  return Number.isNaN(id) || at === null || !/^USB\\VID_/i.test(instance) ? null : { id, at, instance };
}
