import { dayNumberOf, startOfDay } from '../../../shared/beijing-time.ts';
import type { ServicePolicy } from '../../published/service-policy.ts';

/** Service hours of every day, in ms after its midnight in UTC+8. */
export interface ServiceDay {
  readonly opens: number;
  readonly closes: number;
}

const MINUTE_MS = 60_000;
const sinceMidnight = (time: string): number => (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * MINUTE_MS;

export const serviceDayOf = ({ from, to }: ServicePolicy['hours']): ServiceDay => ({
  opens: sinceMidnight(from),
  closes: sinceMidnight(to),
});

/** Service time from a fixed day long ago up to an instant: stands still outside service hours. */
function elapsed(instant: number, { opens, closes }: ServiceDay): number {
  const day = dayNumberOf(instant);
  const inHours = Math.min(Math.max(instant - startOfDay(day) - opens, 0), closes - opens);
  return day * (closes - opens) + inHours;
}

/** Service time between two instants, in ms; negative when the second is earlier. @param from, to epoch ms. */
export const serviceTimeBetween = (from: number, to: number, hours: ServiceDay): number =>
  elapsed(to, hours) - elapsed(from, hours);

/**
 * The earliest instant by which that much service time has passed: what begins outside service hours begins at the next opening,
 * and what ends exactly at closing ends there, not at the next opening. `serviceTimeBetween(from, result)` is the amount again.
 * @param from epoch ms. @param amount of service time in ms; 0 gives `from`.
 */
export function addServiceTime(from: number, amount: number, hours: ServiceDay): number {
  if (amount === 0) return from;
  const length = hours.closes - hours.opens;
  const total = elapsed(from, hours) + amount;
  const day = Math.ceil(total / length) - 1;
  return startOfDay(day) + hours.opens + (total - day * length);
}

/** When service ends on a day. @param day number of the civil day. @returns epoch ms. */
export const closingOf = (day: number, { closes }: ServiceDay): number => startOfDay(day) + closes;
