import { expect, it } from 'vitest';
import { parseValidated } from '../../../src/core/published/parts.ts';
import type { ServicePolicy } from '../../../src/core/published/service-policy.ts';
import { remarksOn } from '../../../src/publisher/check-draft.ts';
import { compareParts } from '../../../src/publisher/compare-parts.ts';
import { readDraft } from '../../../src/publisher/draft.ts';

const draft = readDraft('publication/draft');
if (!draft.ok) throw new Error(draft.problem.code);
const parts = parseValidated(draft.value.parts);
const { service } = parts.policy;
const changed = (changes: Partial<ServicePolicy>) => ({
  ...parts,
  policy: { ...parts.policy, service: { ...service, ...changes } },
});
const remarks = (changes: Partial<ServicePolicy>) =>
  remarksOn(changed(changes), { demo: true }).map(({ file, field, code, params }) => [file, field, code, params['id']]);
const differences = (changes: Partial<ServicePolicy>) =>
  compareParts(parts, changed(changes)).map(({ part, kind, id, fields }) => [part, kind, id, ...fields]);
const [urgencyRow, promiseRow] = [service.urgency[0]!, service.promises[0]!];

it('refuses ids that are used more than once', () => {
  const urgency = service.urgency.map((row, place) => (place === 1 ? { ...row, id: urgencyRow.id } : row));
  const promises = service.promises.map((row, place) => (place === 1 ? { ...row, id: promiseRow.id } : row));
  expect(remarks({ urgency, promises })).toEqual([
    ['policy.json', 'service.urgency.1.id', 'duplicate-id', urgencyRow.id],
    ['policy.json', 'service.promises.1.id', 'duplicate-id', promiseRow.id],
  ]);
});

it('refuses a row of urgency that never decides', () => {
  const late = { ...urgencyRow, id: 'too-late', kinds: ['training' as const] };
  expect(remarks({ urgency: [...service.urgency, late] })).toEqual([
    ['policy.json', 'service.urgency.5', 'never-decides', 'too-late'],
  ]);
});

it('refuses a row of service levels that never decides', () => {
  const { rows } = service.levels;
  const late = { ...rows[0]!, id: 'too-late' };
  expect(remarks({ levels: { ...service.levels, rows: [...rows, late] } })).toEqual([
    ['policy.json', `service.levels.rows.${rows.length}`, 'never-decides', 'too-late'],
  ]);
});

it('refuses a promise that no request can get', () => {
  const criticalTraining = { urgencies: ['critical' as const], kinds: ['training' as const] };
  const promises = [{ ...promiseRow, when: criticalTraining }, ...service.promises.slice(1)];
  expect(remarks({ promises })).toEqual([['policy.json', 'service.promises.0.when', 'never-applies', promiseRow.id]]);
});

it('says in words which rows differ, in what order they stand, and when service runs', () => {
  const longer = { ...promiseRow, within: { hours: 3 } };
  expect(differences({ promises: [longer, ...service.promises.slice(1)] })).toEqual([
    ['promises', 'changed', promiseRow.id, 'within'],
  ]);
  const [first, second, ...others] = service.urgency;
  expect(differences({ urgency: [second!, first!, ...others] })).toEqual([['other', 'changed', 'urgencyOrder']]);
  expect(differences({ hours: { from: '08:30', to: '20:00' } })).toEqual([
    ['other', 'changed', 'serviceHours', 'from'],
  ]);
  const levels = { ...service.levels, rows: service.levels.rows.slice(1) };
  expect(differences({ levels })).toEqual([['other', 'changed', 'serviceLevels', 'rows']]);
  expect(differences({ urgency: others })).toContainEqual(['urgency', 'removed', first!.id]);
});
