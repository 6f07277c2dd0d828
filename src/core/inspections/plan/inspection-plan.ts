import { civilDateOf, DAY_MS } from '../../../shared/beijing-time.ts';
import { type CivilPeriod, halfYearOf, quarterOf } from '../../../shared/civil-period.ts';
import type { InspectionPlan, LevelDecision, PlanEntry } from '../../../shared/domain/inspection/inspection-plan.ts';
import type { InspectionHeader, Period } from '../../../shared/domain/inspection/inspection-session.ts';
import type { ServiceLevel } from '../../../shared/domain/service-terms.ts';
import type { Calendar } from '../../published/calendar-schema.ts';
import { workingDayAfter } from '../../requests/promises/working-days.ts';
import type { PlanPolicy } from '../../published/policy-schema.ts';

/** An inspection of this lab. `finishedOn`: civil date of its signing, null before. */
export interface InspectionDone {
  readonly header: InspectionHeader;
  readonly finishedOn: string | null;
}

export interface PlanFacts {
  readonly level: LevelDecision;
  /** The level the lab's teacher had in a period that is over; null: not known. */
  readonly levelThen: (period: CivilPeriod) => ServiceLevel | null;
  readonly inspections: readonly InspectionDone[];
  /** YYYY-MM-DD. */
  readonly today: string;
}

type Rhythm = 'quarter' | 'half-year';

const RHYTHMS = {
  quarter: { kind: 'quarterly', periodOf: quarterOf, perYear: 4 },
  'half-year': { kind: 'semi-annual', periodOf: halfYearOf, perYear: 2 },
} as const;

/** From which day on the inspection of a period is due: a working day where the period still has one. */
function dueIn({ from, to }: CivilPeriod, daysBefore: number, calendar: Calendar): string {
  const day = Math.max(Date.parse(to) / DAY_MS - daysBefore, Date.parse(from) / DAY_MS);
  const worked = new Date(workingDayAfter(day - 1, 1, calendar).day * DAY_MS).toISOString().slice(0, 10);
  return worked < to ? worked : to;
}

const within = (date: string, { from, to }: CivilPeriod): boolean => from <= date && date <= to;

/**
 * The period of this rhythm an inspection stands for: its own, else the one in which it was signed or begun. One on request stands
 * for none.
 */
function standsFor({ header, finishedOn }: InspectionDone, rhythm: Rhythm, period: CivilPeriod): boolean {
  if (header.period.kind === 'on-request') return false;
  if (header.period.kind === RHYTHMS[rhythm].kind) return header.period.label === period.label;
  return within(finishedOn ?? civilDateOf(new Date(header.startedAt)), period);
}

/** What is inspected when: every period of the last year and of the next one, with what has become of it. */
export function inspectionPlan(
  { level, levelThen, inspections, today }: PlanFacts,
  { policy, calendar }: { readonly policy: PlanPolicy; readonly calendar: Calendar },
): InspectionPlan {
  const every = level.level === null ? null : policy.levels[level.level].every;
  if (every === null) return { level, today, entries: [] };
  const { kind, periodOf, perYear } = RHYTHMS[every];

  const entryOf = (period: CivilPeriod): PlanEntry | null => {
    const due = dueIn(period, policy.dueDaysBeforeEnd, calendar);
    const whole: Period = { kind, ...period };
    const own = inspections.filter((inspection) => standsFor(inspection, every, period));
    const signed = own.find(({ header }) => header.state === 'signed');
    const found = signed ?? own.find(({ header }) => header.state === 'open');
    if (found !== undefined) {
      const { id, number } = found.header;
      const inspection = { id, number, finishedOn: found.finishedOn };
      return { period: whole, due, state: signed === undefined ? 'under-way' : 'done', inspection };
    }
    if (today <= period.to) return { period: whole, due, state: today >= due ? 'due' : 'upcoming', inspection: null };
    // Nothing was missed in a period for which nothing was asked, as far as anybody knows.
    const then = levelThen(period);
    if (then === null || policy.levels[then].every !== every) return null;
    return { period: whole, due, state: 'missed', inspection: null };
  };

  const away = Array.from({ length: 2 * perYear + 1 }, (_, at) => at - perYear);
  return { level, today, entries: away.flatMap((one) => entryOf(periodOf(today, one)) ?? []) };
}
