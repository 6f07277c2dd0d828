import { DAY_MS, civilDateOf, type CivilPeriod, halfYearOf, quarterOf } from '../../../shared/beijing-time.ts';
import type { InspectionPlan, LevelDecision, PlanEntry } from '../../../shared/domain/inspection/inspection-plan.ts';
import type { InspectionHeader, Period } from '../../../shared/domain/inspection/inspection-session.ts';
import type { ServiceLevel } from '../../../shared/domain/service-terms.ts';
import type { Calendar } from '../../published/calendar-schema.ts';
import type { PlanPolicy } from '../../published/policy-schema.ts';
import { workingDayAfter } from '../../requests/promises/working-days.ts';

/** An inspection of this lab. `finishedOn`: civil date of its signing, null before. */
export interface PlannedInspection {
  readonly header: InspectionHeader;
  readonly finishedOn: string | null;
}

export interface PlanFacts {
  readonly level: LevelDecision;
  /** The level the lab's teacher had in a period that is over; null: not known. */
  readonly levelThen: (period: CivilPeriod) => ServiceLevel | null;
  readonly inspections: readonly PlannedInspection[];
  /** YYYY-MM-DD. */
  readonly today: string;
}

type Rhythm = 'quarter' | 'half-year';

const RHYTHMS = {
  quarter: { kind: 'quarterly', periodOf: quarterOf, perYear: 4 },
  'half-year': { kind: 'semi-annual', periodOf: halfYearOf, perYear: 2 },
} as const;

/** The day from which the inspection of a period is due: a working day where the period has one left. */
function dueIn({ from, to }: CivilPeriod, daysBefore: number, calendar: Calendar): string {
  const day = Math.max(Date.parse(to) / DAY_MS - daysBefore, Date.parse(from) / DAY_MS);
  const workingDay = new Date(workingDayAfter(day - 1, 1, calendar).day * DAY_MS).toISOString().slice(0, 10);
  return workingDay < to ? workingDay : to;
}

const within = (date: string, { from, to }: CivilPeriod): boolean => from <= date && date <= to;

/**
 * Whether an inspection counts for a period: one of the same rhythm for its own period, one of another rhythm for the period in which
 * it was signed or begun. An inspection on request never counts.
 */
function countsFor({ header, finishedOn }: PlannedInspection, rhythm: Rhythm, period: CivilPeriod): boolean {
  if (header.period.kind === 'on-request') return false;
  if (header.period.kind === RHYTHMS[rhythm].kind) return header.period.label === period.label;
  return within(finishedOn ?? civilDateOf(new Date(header.startedAt)), period);
}

/** The inspections due in every period of the last year and the next, each with its state. */
export function buildInspectionPlan(
  { level, levelThen, inspections, today }: PlanFacts,
  { policy, calendar }: { readonly policy: PlanPolicy; readonly calendar: Calendar },
): InspectionPlan {
  const every = level.level === null ? null : policy.levels[level.level].every;
  if (every === null) return { level, today, last: null, entries: [] };
  const { kind, periodOf, perYear } = RHYTHMS[every];

  const buildEntry = (period: CivilPeriod): PlanEntry | null => {
    const due = dueIn(period, policy.dueDaysBeforeEnd, calendar);
    const whole: Period = { kind, ...period };
    const own = inspections.filter((inspection) => countsFor(inspection, every, period));
    const signed = own.find(({ header }) => header.state === 'signed');
    const found = signed ?? own.find(({ header }) => header.state === 'open');
    if (found !== undefined) {
      const { id, number } = found.header;
      const inspection = { id, number, finishedOn: found.finishedOn };
      return {
        period: whole,
        due,
        state: signed === undefined ? 'under-way' : 'done',
        inspection,
        rectification: null,
      };
    }
    if (today <= period.to)
      return { period: whole, due, state: today >= due ? 'due' : 'upcoming', inspection: null, rectification: null };
    // Where the level of that time is not known, or asked for nothing, nothing was missed.
    const then = levelThen(period);
    if (then === null || policy.levels[then].every !== every) return null;
    return { period: whole, due, state: 'missed', inspection: null, rectification: null };
  };

  const offsets = Array.from({ length: 2 * perYear + 1 }, (_, at) => at - perYear);
  return { level, today, last: null, entries: offsets.flatMap((offset) => buildEntry(periodOf(today, offset)) ?? []) };
}
