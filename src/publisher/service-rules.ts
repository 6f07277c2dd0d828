import { everyUse, findLevelRow } from '../core/published/level-table.ts';
import { everyCombination } from '../core/published/service-policy.ts';
import { fits, findUrgencyRow } from '../core/published/urgency.ts';
import type { DraftRule, Remark } from './check-draft.ts';

const remark = (field: string, code: Remark['code'], id: string): Remark => ({
  file: 'policy.json',
  field: `service.${field}`,
  code,
  params: { id },
});

/** Every row of the tables of urgency and of service levels decides something. That nothing is left undecided is in the schema. */
export const decidingRows: DraftRule = function* ({ policy: { service } }) {
  const deciding = new Set([...everyCombination()].map((request) => findUrgencyRow(request, service.urgency)));
  for (const [at, row] of service.urgency.entries())
    if (!deciding.has(row)) yield remark(`urgency.${at}`, 'never-decides', row.id);
  const levelling = new Set([...everyUse()].map((use) => findLevelRow(use, service.levels.rows)));
  for (const [at, row] of service.levels.rows.entries())
    if (!levelling.has(row)) yield remark(`levels.rows.${at}`, 'never-decides', row.id);
};

/** Every promise fits a request whose kind can have the urgency it asks for. */
export const reachablePromises: DraftRule = function* ({ policy: { service } }) {
  const possible = [...everyCombination()].map((request) => ({
    kind: request.kind,
    urgency: findUrgencyRow(request, service.urgency)!.urgency,
  }));
  for (const [at, { id, when = {} }] of service.promises.entries())
    if (!possible.some(({ kind, urgency }) => fits(when.kinds, kind) && fits(when.urgencies, urgency)))
      yield remark(`promises.${at}.when`, 'never-applies', id);
};
