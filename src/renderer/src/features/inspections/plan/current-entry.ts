import type { InspectionPlan, PlanEntry } from '../../../../../shared/domain/inspection/inspection-plan.ts';
import type { InspectionKind } from '../../../../../shared/domain/inspection/inspection-terms.ts';

/** Default kind of a new inspection: what the service level asks for. @param plan null while it is unknown. */
export const plannedKind = (plan: InspectionPlan | null): InspectionKind =>
  plan?.entries[0]?.period.kind ?? (plan?.level.level != null ? 'on-request' : 'quarterly');

/** Why nothing is planned, the same on every screen; in words that the first screen has. */
export const nothingPlanned = ({ level, entries }: InspectionPlan) =>
  level.level === null
    ? 'screen:inspectionPlan.levelUnknown'
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
