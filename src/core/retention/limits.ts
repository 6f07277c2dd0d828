import { DAY_MS } from '../../shared/beijing-time.ts';
import type { Retention } from '../../shared/domain/retention.ts';

/** What is older than this has been kept long enough. Seconds since 1970. */
export interface RetentionLimits {
  readonly contacts: number;
  readonly people: number;
  readonly runs: number;
  readonly log: number;
}

const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000);

function monthsBefore(now: Date, months: number): number {
  const then = new Date(now);
  then.setUTCMonth(then.getUTCMonth() - months);
  return seconds(then.getTime());
}

export const limitsAt = (now: Date, kept: Retention): RetentionLimits => ({
  contacts: seconds(now.getTime() - kept.contactsDaysAfterClosing * DAY_MS),
  people: monthsBefore(now, 12 * kept.peopleOfReportsYears),
  runs: monthsBefore(now, 12 * kept.runsYears),
  log: monthsBefore(now, kept.logsMonths),
});
