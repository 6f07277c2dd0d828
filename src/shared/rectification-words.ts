import type { TrackedProblem } from './domain/inspection/rectification.ts';
import type { Translate } from './wording.ts';

/** How far it has come in words; what nobody has inspected yet is inspected, not put right. */
export function rectificationState(
  { state, uninspected, events }: Pick<TrackedProblem, 'state' | 'uninspected' | 'events'>,
  t: Translate,
): string {
  const isInspection = uninspected !== null && events.every(({ step }) => step !== 'rectified');
  if (isInspection && (state === 'open' || state === 'passed' || state === 'failed'))
    return t(`inspections:terms.inspectLater.${state}`);
  return t(`inspections:terms.rectification.${state}`);
}
