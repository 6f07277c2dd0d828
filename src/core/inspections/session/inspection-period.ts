import type { Period } from '../../../shared/domain/inspection/inspection-session.ts';
import type { InspectionKind } from '../../../shared/domain/inspection/inspection-terms.ts';

const MONTHS_IN = { quarterly: 3, 'semi-annual': 6 } as const;
const LETTER = { quarterly: 'Q', 'semi-annual': 'H' } as const;

/**
 * The quarter or half-year a day lies in; the day itself for an inspection on request.
 * @param day civil date in UTC+8, YYYY-MM-DD.
 */
export function periodOf(kind: InspectionKind, day: string): Period {
  if (kind === 'on-request') return { kind, label: day, from: day, to: day };
  const months = MONTHS_IN[kind];
  const [year, month] = day.split('-').map(Number) as [number, number];
  const index = Math.floor((month - 1) / months);
  const civil = (instant: number) => new Date(instant).toISOString().slice(0, 10);
  return {
    kind,
    label: `${year}-${LETTER[kind]}${index + 1}`,
    from: civil(Date.UTC(year, index * months, 1)),
    // Day 0 of a month is the last one of the month before.
    to: civil(Date.UTC(year, (index + 1) * months, 0)),
  };
}
