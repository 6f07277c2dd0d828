import type { InspectionPlan, PlanEntry } from '../../../../../shared/domain/inspection/inspection-plan.ts';
import type { InspectionKind } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import { pendingOf } from './last-inspection.ts';

/** Default kind of a new inspection: what the service level asks for. @param plan null while it is unknown. */
export const plannedKind = (plan: InspectionPlan | null): InspectionKind =>
  plan?.entries[0]?.period.kind ?? (plan?.level.level != null ? 'on-request' : 'quarterly');

/** Whether an inspection is what comes next: not where this period's is done, or being put right, or does not begin yet. */
export function isInspectionDue(plan: InspectionPlan | null): boolean {
  const now = plan === null ? null : findCurrentEntry(plan);
  if (now !== null) return now.state === 'due' || now.state === 'missed';
  return pendingOf(plan?.last ?? null) === 0;
}

/** The first one that is not due yet, after what is done; null where there is none. */
export const findNextEntry = ({ entries, today }: InspectionPlan): PlanEntry | null =>
  entries.find(({ state, period }) => state === 'upcoming' && period.from > today) ?? null;

/** Why nothing is planned, the same on every screen. */
export const nothingPlanned = ({ level, entries }: InspectionPlan) =>
  level.level === null
    ? 'inspections:plan.levelUnknown'
    : entries.length === 0
      ? 'screen:inspectionPlan.onRequest'
      : 'screen:inspectionPlan.nothing';

/** The entry that matters most today: due or under way now, else under way earlier, else just missed; null when nothing is planned. */
export function findCurrentEntry({ entries, today }: InspectionPlan): PlanEntry | null {
  const last = (state: PlanEntry['state']) => entries.findLast((entry) => entry.state === state);
  const current = entries.find(({ period }) => period.from <= today && today <= period.to);
  if (current?.state === 'due' || current?.state === 'under-way') return current;
  const before = current === undefined ? undefined : entries[entries.indexOf(current) - 1];
  const missed = before?.state === 'missed' && current?.state === 'upcoming' ? before : undefined;
  return last('under-way') ?? missed ?? current ?? null;
}
