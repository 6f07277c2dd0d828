import { expect, it } from 'vitest';
import { parseValidated } from '../../../src/core/published/layout.ts';
import type { ServicePolicy } from '../../../src/core/published/service-policy.ts';
import { remarksOn } from '../../../src/publisher/check-draft.ts';
import { compareDocuments } from '../../../src/publisher/compare-documents.ts';
import { readDraft } from '../../../src/publisher/draft.ts';
import { policySchema } from '../../../src/core/published/policy-schema.ts';
import { modelNumberOf } from '../../../src/core/requests/fault-code/fields.ts';

const draft = readDraft('publication/draft');
if (!draft.ok) throw new Error(draft.problem.code);
const documents = parseValidated(draft.value.documents);
const { service } = documents.policy;
const changed = (changes: Partial<ServicePolicy>) => ({
  ...documents,
  policy: { ...documents.policy, service: { ...service, ...changes } },
});
const remarks = (changes: Partial<ServicePolicy>) =>
  remarksOn(changed(changes), { demo: true }).map(({ file, field, code, params }) => [file, field, code, params['id']]);
const differences = (changes: Partial<ServicePolicy>) =>
  compareDocuments(documents, changed(changes)).map(({ part, kind, id, fields }) => [part, kind, id, ...fields]);
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

const [key] = documents.policy.faultCodes.keys;

it('names two models that fault codes could not tell apart', () => {
  const [device] = documents.catalogue.devices;
  // Of some hundred names two share a number (birthdays).
  const names = Array.from({ length: 3000 }, (_, number) => `headset-${number}`);
  const [pair] = [...Map.groupBy(names, modelNumberOf).values()].filter(({ length }) => length === 2);
  const [other, id] = pair as [string, string];
  const devices = [...documents.catalogue.devices, { ...device!, id: other }, { ...device!, id }];
  expect(remarksOn({ ...documents, catalogue: { ...documents.catalogue, devices } }, draft.value)).toEqual([
    {
      file: 'catalogue.json',
      field: `devices.${devices.length - 1}.id`,
      code: 'same-fault-code-number',
      params: { id, other },
    },
  ]);
});

it('lets the demonstration key into demonstrations only, under whatever name', () => {
  expect(remarksOn(documents, { demo: true })).toEqual([]);
  const keys = [{ ...key!, id: 'our-own' }];
  const policy = { ...documents.policy, faultCodes: { keys }, deskKeys: [] };
  expect(remarksOn({ ...documents, policy }, { demo: false })).toMatchObject([
    { file: 'policy.json', field: 'faultCodes.keys.0.key', code: 'demo-fault-code-key', params: { id: 'our-own' } },
  ]);
});

it('finds two keys of one name', () => {
  const faultCodes = { keys: [key!, key!] };
  expect(remarksOn({ ...documents, policy: { ...documents.policy, faultCodes } }, { demo: true })).toMatchObject([
    { file: 'policy.json', field: 'faultCodes.keys.1.id', code: 'duplicate-id' },
  ]);
});

it.each([
  ['no key', []],
  ['a short key', [{ ...key!, key: Buffer.alloc(16).toString('base64') }]],
  ['a day that is none', [{ ...key!, since: '2026-02-30' }]],
])('%s does not fit the schema', (_, keys) => {
  expect(policySchema.safeParse(documents.policy).success).toBe(true);
  expect(policySchema.safeParse({ ...documents.policy, faultCodes: { keys } }).success).toBe(false);
});
