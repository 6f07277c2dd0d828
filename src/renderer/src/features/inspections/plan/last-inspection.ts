import type { InspectionPlan } from '../../../../../shared/domain/inspection/inspection-plan.ts';
import type { RectificationCounts } from '../../../../../shared/domain/inspection/rectification.ts';
import type { Translate } from '../../../../../shared/wording.ts';

type Last = InspectionPlan['last'];

/** How much the last signed inspection still asks for: to be put right, to be inspected, to be looked at again. */
export const pendingOf = (last: Last): number =>
  last === null ? 0 : last.rectification.open + last.rectification.toRecheck;

/** The lab was taken out of use, and not everything it was taken out of use for has passed its re-check. */
export const isOutOfUse = (last: Last): boolean =>
  last?.decided === 'out-of-use' && (last.rectification.problems === 0 || pendingOf(last) > 0);

/** What is still to be done, part by part; empty where nothing is. */
export function pendingWords({ open, toInspect, toRecheck, overdue }: RectificationCounts, t: Translate): string[] {
  const part = (key: 'toRectify' | 'toInspect' | 'toRecheck' | 'overdue', count: number) =>
    count === 0 ? [] : [t(`screen:inspectionPlan.pending.${key}`, { count })];
  return [
    ...part('toRectify', open - toInspect),
    ...part('toInspect', toInspect),
    ...part('toRecheck', toRecheck),
    ...part('overdue', overdue),
  ];
}
