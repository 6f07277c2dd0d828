import type { InspectionPlan, PlanEntry } from '../../../../../shared/domain/inspection/inspection-plan.ts';

/** The entry that matters most today; null where nothing is planned. */
export function entryOfNow({ entries, today }: InspectionPlan): PlanEntry | null {
  const last = (state: PlanEntry['state']) => entries.findLast((entry) => entry.state === state);
  const current = entries.find(({ period }) => period.from <= today && today <= period.to);
  if (current?.state === 'due' || current?.state === 'under-way') return current;
  const before = current === undefined ? undefined : entries[entries.indexOf(current) - 1];
  const missed = before?.state === 'missed' && current?.state === 'upcoming' ? before : undefined;
  return last('under-way') ?? missed ?? current ?? null;
}
