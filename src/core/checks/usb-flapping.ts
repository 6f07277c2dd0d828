import type { RecognisedDevice } from '../../shared/domain/device.ts';
import type { UsbEvent, UsbHistory, UsbPlaceDay } from '../../shared/domain/usb-history.ts';
import { usbIdOf } from '../../shared/domain/usb-id.ts';
import { isHub, type UsbTopology } from '../devices/topology.ts';
import type { DeviceCatalogue } from '../published/catalogue.ts';
import { defineCheck, type Judgement } from './check.ts';
import type { LimitValues } from '../published/limits.ts';

const CAUSES = ['usb-drops-out', 'usb-fails-to-start', 'usb-controller-died'] as const;
/** Estimates: a headset that is shared by a whole day of lessons is plugged in and put to sleep that often at most. */
const LIMITS = {
  'usb.dropsPerDay.warn': 15,
  'usb.dropsPerWeek.warn': 60,
  'usb.failedStartsPerDay.warn': 3,
  'usb.failedStartsPerWeek.warn': 10,
  'usb.controllerDeathsPerWeek.warn': 1,
} as const;
type Judged = Judgement<(typeof CAUSES)[number]>;

/** VR devices did not come and go, or fail to start, more often in the last days than people plug them in and out. */
export const usbFlapping = defineCheck({
  id: 'usb-flapping',
  number: 50,
  needs: ['usb'],
  causes: CAUSES,
  limits: LIMITS,
  judge({ usb: { history }, recognition: { devices, topology } }, { limits, catalogue }) {
    const plugged = devices.filter(({ members }) => members.some((key) => topology.device(key) !== undefined));
    if (history === undefined || plugged.length === 0) return [];
    const { unread } = history;
    const record = { recordSince: history.since && minuteOf(history.since), ...(unread !== undefined && { unread }) };
    return plugged.map((device): Judged => {
      const { subject } = device;
      const { evidence, cause } = troubleOf(device, history, { topology, catalogue, limits });
      if (cause !== undefined) return { outcome: 'warn', subject, evidence: { ...evidence, ...record }, cause };
      // A record that was not read proves nothing, and that is no reason to doubt the headset.
      const proves = history.since !== null && unread !== 'from-the-future';
      return { outcome: proves ? 'pass' : 'not-applicable', subject, evidence: record };
    });
  },
});

/** `2026-11-27 05:48` */
const minuteOf = (instant: string): string => instant.slice(0, 16).replace('T', ' ');

interface Known {
  readonly topology: UsbTopology;
  readonly catalogue: Pick<DeviceCatalogue, 'lists'>;
  readonly limits: LimitValues<keyof typeof LIMITS>;
}

function troubleOf(
  device: RecognisedDevice,
  { places, deadControllers }: UsbHistory,
  { topology, catalogue, limits }: Known,
): Pick<Judged, 'evidence' | 'cause'> {
  const controllers = new Set(device.members.flatMap((key) => topology.device(key)?.controller ?? []));
  const died = deadControllers.filter(({ name }) => controllers.has(name));
  const deaths = died.reduce((sum, { count }) => sum + count, 0);
  if (deaths >= limits['usb.controllerDeathsPerWeek.warn'])
    return { evidence: { controller: died[0]!.name, times: deaths }, cause: 'usb-controller-died' };
  const rows = places.filter((row) => isOf(device, row, topology, catalogue));
  const drops = worstOf(rows, 'disconnects');
  const fails = worstOf(rows, 'failedStarts');
  const evidence = (worst: Worst) => ({ port: worst.key, timesDay: worst.day, timesWeek: worst.week });
  if (fails.day >= limits['usb.failedStartsPerDay.warn'] || fails.week >= limits['usb.failedStartsPerWeek.warn'])
    return { evidence: evidence(fails), cause: 'usb-fails-to-start' };
  if (drops.day >= limits['usb.dropsPerDay.warn'] || drops.week >= limits['usb.dropsPerWeek.warn'])
    return { evidence: evidence(drops), cause: 'usb-drops-out' };
  return {};
}

interface Worst {
  readonly key: string | null;
  readonly day: number;
  readonly week: number;
}

/** The place with the most of them: pulling one plug makes everything behind it go. */
function worstOf(rows: readonly UsbPlaceDay[], event: UsbEvent): Worst {
  const sum = (same: readonly UsbPlaceDay[]) => same.reduce((total, { counts }) => total + (counts[event] ?? 0), 0);
  const byPlace = [...Map.groupBy(rows, ({ key }) => key)].map(([key, same]): Worst => ({
    key,
    day: sum(same.filter(({ daysAgo }) => daysAgo === 0)),
    week: sum(same),
  }));
  return byPlace.toSorted((a, b) => b.day - a.day || b.week - a.week)[0] ?? { key: null, day: 0, week: 0 };
}

/** It is about a chip of the device, or about a socket inside it in which one is missing. */
function isOf(
  { members }: RecognisedDevice,
  { key, usbId }: UsbPlaceDay,
  topology: UsbTopology,
  catalogue: Pick<DeviceCatalogue, 'lists'>,
): boolean {
  const there = topology.device(key);
  if (there !== undefined) return members.includes(key) && (usbId === null || usbId === usbIdOf(there));
  if (usbId !== null && !catalogue.lists(usbId.slice(0, 4), usbId.slice(5))) return false;
  return members.some((member) => {
    const hub = topology.device(member);
    return hub !== undefined && isHub(hub) && key.startsWith(`${member}.`);
  });
}
