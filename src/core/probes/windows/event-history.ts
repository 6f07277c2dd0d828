import { DAY_MS, formatInstant } from '../../../shared/beijing-time.ts';
import type { UsbEvent, UsbHistory } from '../../../shared/domain/usb-history.ts';
import { HISTORY_DAYS } from '../../../shared/domain/usb-terms.ts';
import { countIncidents, isFromTheFuture, type UsbIncident } from '../usb/count-incidents.ts';
import type { EventLogReading, EventReading } from './device-reading.ts';
import { EVENT } from './read-event-log.ts';
import { idsOf, isUsbDevice, keyOf, type NodeTree } from './usb-place.ts';

/** Counts what the event log of Windows says of USB devices, by the places they are at now or were at last. Pure. */
export function eventHistory(
  { events, since, unread }: EventLogReading,
  tree: NodeTree,
  now: number = Date.now(),
): UsbHistory {
  const incidents = events.flatMap((event) => incidentOf(event, tree, now) ?? []);
  const oldest = since === null ? null : Math.min(now, Math.max(Date.parse(since), now - HISTORY_DAYS * DAY_MS));
  const reason = unread ?? (incidents.some(isFromTheFuture) ? 'from-the-future' : null);
  return {
    source: 'event-log',
    since: oldest === null ? null : formatInstant(new Date(oldest)),
    ...countIncidents(incidents),
    ...(reason !== null && { unread: reason }),
  };
}

function incidentOf({ id, at, instance }: EventReading, tree: NodeTree, now: number): UsbIncident | null {
  const node = tree.node(instance);
  if (node === undefined || !isUsbDevice(node)) return null;
  const place = tree.placeOf(node);
  const ids = idsOf(node);
  if (place === null || place.ports.length === 0 || ids === null) return null;
  // An id of Windows' own: whatever was plugged in did not say what it is.
  const isNameless = ids.vendorId === '0000';
  const event = isNameless ? NAMELESS[id] : KNOWN[id];
  if (event === undefined) return null;
  const usbId = isNameless ? null : `${ids.vendorId}:${ids.productId}`;
  return { ageMs: now - Date.parse(at), key: keyOf(place), usbId, event };
}

const KNOWN: Readonly<Record<number, UsbEvent>> = {
  [EVENT.missingOnBus]: 'disconnects',
  [EVENT.reportedFailing]: 'disconnects',
  [EVENT.started]: 'connects',
  [EVENT.problemStarting]: 'failedStarts',
};
const NAMELESS: Readonly<Record<number, UsbEvent>> = {
  [EVENT.started]: 'failedStarts',
  [EVENT.problemStarting]: 'failedStarts',
};
