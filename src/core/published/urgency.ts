import type { Effect, RequestKind, Scope } from '../../shared/domain/service-terms.ts';
import type { ServicePolicy, UrgencyRow } from './service-policy.ts';

/** What the urgency of a request depends on. */
export interface UrgencyFacts {
  readonly kind: RequestKind;
  readonly scope: Scope;
  readonly effect: Effect;
}

/** @param list of a published row; one that was left out fits everything. */
export const fits = <Term>(list: readonly Term[] | undefined, term: Term): boolean =>
  list === undefined || list.includes(term);

/** The first row that fits; null where the table has a gap. */
export const findUrgencyRow = ({ kind, scope, effect }: UrgencyFacts, rows: readonly UrgencyRow[]): UrgencyRow | null =>
  rows.find(({ kinds, scopes, effects }) => fits(kinds, kind) && fits(scopes, scope) && fits(effects, effect)) ?? null;

/**
 * How urgent a request is: the row that decides, with its urgency and the reason to show.
 * @throws when the table has a gap, which the schema of the policy refuses.
 */
export function decideUrgency(request: UrgencyFacts, { urgency }: ServicePolicy): UrgencyRow {
  const row = findUrgencyRow(request, urgency);
  if (row === null) throw new Error(`no row decides ${request.kind}, ${request.scope}, ${request.effect}`);
  return row;
}
