import { DAY_MS } from '../../../shared/beijing-time.ts';
import type { UsbEvent, UsbHistory, UsbPlaceDay } from '../../../shared/domain/usb-history.ts';
import { HISTORY_DAYS } from '../../../shared/domain/usb-terms.ts';

/** One thing that happened at a place, or one message about it. */
export interface UsbIncident {
  readonly ageMs: number;
  /** As the key of a device there would be. */
  readonly key: string;
  readonly usbId: string | null;
  readonly event: UsbEvent;
}

/** A host controller that the system gave up. */
export interface ControllerDeath {
  readonly ageMs: number;
  readonly name: string;
}

/** Systems write several messages about one attempt. */
const ONE_ATTEMPT_MS = 10_000;
/** What is written while the record is read, and clocks that are put right a little. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;
/** More places and days no lab PC has; those with the most incidents stay. */
const MAX_ROWS = 400;

export const isFromTheFuture = ({ ageMs }: { readonly ageMs: number }): boolean => ageMs < -CLOCK_TOLERANCE_MS;

const isWithinDays = (it: { readonly ageMs: number }): boolean =>
  !isFromTheFuture(it) && it.ageMs < HISTORY_DAYS * DAY_MS;

const dayOf = (ageMs: number): number => Math.max(0, Math.floor(ageMs / DAY_MS));

const totalOf = ({ counts }: UsbPlaceDay): number => Object.values(counts).reduce((sum, one) => sum + one, 0);

/** Counts what happened in the last days, in any order. Pure. */
export function countIncidents(
  incidents: readonly UsbIncident[],
  deaths: readonly ControllerDeath[] = [],
): Pick<UsbHistory, 'places' | 'deadControllers'> {
  const places = new Map<string, UsbPlaceDay>();
  for (const { ageMs, key, usbId, event } of onceEach(incidents.filter(isWithinDays))) {
    const name = `${dayOf(ageMs)} ${usbId} ${key}`;
    const counts: UsbPlaceDay['counts'] = places.get(name)?.counts ?? {};
    places.set(name, { key, usbId, daysAgo: dayOf(ageMs), counts: { ...counts, [event]: (counts[event] ?? 0) + 1 } });
  }
  const rows = [...places.values()].toSorted((a, b) => totalOf(b) - totalOf(a)).slice(0, MAX_ROWS);
  const dead = Map.groupBy(
    withoutRepeats(deaths.filter(isWithinDays), ({ name }) => name),
    ({ name, ageMs }) => `${dayOf(ageMs)} ${name}`,
  );
  return {
    places: rows.toSorted((a, b) => a.daysAgo - b.daysAgo || a.key.localeCompare(b.key, 'en', { numeric: true })),
    deadControllers: [...dead.values()].map((same) => ({
      name: same[0]!.name,
      daysAgo: dayOf(same[0]!.ageMs),
      count: same.length,
    })),
  };
}

const REPEATED: ReadonlySet<UsbEvent> = new Set(['failedStarts', 'overcurrents', 'bandwidthRefusals']);

const onceEach = (incidents: readonly UsbIncident[]): UsbIncident[] => [
  ...incidents.filter(({ event }) => !REPEATED.has(event)),
  ...withoutRepeats(
    incidents.filter(({ event }) => REPEATED.has(event)),
    ({ key, event }) => `${event} ${key}`,
  ),
];

/** Of messages about the same that follow each other within seconds the first one. */
function withoutRepeats<It extends { readonly ageMs: number }>(items: readonly It[], nameOf: (it: It) => string): It[] {
  const last = new Map<string, number>();
  return items
    .toSorted((a, b) => b.ageMs - a.ageMs)
    .filter((it) => {
      const before = last.get(nameOf(it));
      last.set(nameOf(it), it.ageMs);
      return before === undefined || before - it.ageMs > ONE_ATTEMPT_MS;
    });
}
