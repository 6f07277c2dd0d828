import { findLevelRow } from '../core/published/find-level-row.ts';
import { everyUse } from '../core/published/level-table.ts';
import { everyCombination } from '../core/published/service-policy.ts';
import { fits, findUrgencyRow } from '../core/published/urgency.ts';
import type { DraftRule, Remark } from './check-draft.ts';
import { modelNumberOf } from '../core/requests/fault-code/fields.ts';

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

/** Is in the demonstration draft, which everybody has: whoever knows it can make codes that look genuine. */
export const DEMO_KEY = Buffer.from('VR Lab Check demo fault code key').toString('base64');

/** Fault codes name a model by a short number: two models must not share one, or the code names both. */
export const distinctModelNumbers: DraftRule = function* ({ catalogue: { devices } }) {
  const firstWith = new Map<number, string>();
  for (const [at, { id }] of devices.entries()) {
    const number = modelNumberOf(id);
    const other = firstWith.get(number) ?? id;
    firstWith.set(number, other);
    if (other !== id)
      yield {
        file: 'catalogue.json',
        field: `devices.${at}.id`,
        code: 'same-fault-code-number',
        params: { id, other },
      };
  }
};

export const secretFaultCodeKeys: DraftRule = function* ({ policy }, { demo }) {
  if (demo) return;
  for (const [at, { id, key }] of policy.faultCodes.keys.entries())
    if (key === DEMO_KEY)
      yield { file: 'policy.json', field: `faultCodes.keys.${at}.key`, code: 'demo-fault-code-key', params: { id } };
};

/** Of `publication/demo-keys/desk.pem`, which everybody has: whoever has it can close requests that nobody worked on. */
export const DEMO_DESK_KEY = 'MCowBQYDK2VwAyEAHzee9KyYBmFZ0ZOw/xJVDmUPRuwfAizUhmYoXp3xYqA=';

export const secretDeskKeys: DraftRule = function* ({ policy }, { demo }) {
  if (demo) return;
  for (const [at, { id, publicKey }] of policy.deskKeys.entries())
    if (publicKey === DEMO_DESK_KEY)
      yield { file: 'policy.json', field: `deskKeys.${at}.publicKey`, code: 'demo-desk-key', params: { id } };
};
