import { expect, it } from 'vitest';
import { parseValidated } from '../../../src/core/published/parts.ts';
import { policySchema } from '../../../src/core/published/policy-schema.ts';
import { modelNumberOf } from '../../../src/core/requests/fault-code/fields.ts';
import { remarksOn } from '../../../src/publisher/check-draft.ts';
import { readDraft } from '../../../src/publisher/draft.ts';

const draft = readDraft('publication/draft');
if (!draft.ok) throw new Error(draft.problem.code);
const parts = parseValidated(draft.value.parts);
const [key] = parts.policy.faultCodes.keys;

it('names two models that fault codes could not tell apart', () => {
  const [device] = parts.catalogue.devices;
  // Of some hundred names two share a number (birthdays).
  const names = Array.from({ length: 3000 }, (_, number) => `headset-${number}`);
  const [pair] = [...Map.groupBy(names, modelNumberOf).values()].filter(({ length }) => length === 2);
  const [other, id] = pair as [string, string];
  const devices = [...parts.catalogue.devices, { ...device!, id: other }, { ...device!, id }];
  expect(remarksOn({ ...parts, catalogue: { ...parts.catalogue, devices } }, draft.value)).toEqual([
    {
      file: 'catalogue.json',
      field: `devices.${devices.length - 1}.id`,
      code: 'same-fault-code-number',
      params: { id, other },
    },
  ]);
});

it('lets the demonstration key into demonstrations only, under whatever name', () => {
  expect(remarksOn(parts, { demo: true })).toEqual([]);
  const keys = [{ ...key!, id: 'our-own' }];
  const policy = { ...parts.policy, faultCodes: { keys }, deskKeys: [] };
  expect(remarksOn({ ...parts, policy }, { demo: false })).toMatchObject([
    { file: 'policy.json', field: 'faultCodes.keys.0.key', code: 'demo-fault-code-key', params: { id: 'our-own' } },
  ]);
});

it('finds two keys of one name', () => {
  const faultCodes = { keys: [key!, key!] };
  expect(remarksOn({ ...parts, policy: { ...parts.policy, faultCodes } }, { demo: true })).toMatchObject([
    { file: 'policy.json', field: 'faultCodes.keys.1.id', code: 'duplicate-id' },
  ]);
});

it.each([
  ['no key', []],
  ['a short key', [{ ...key!, key: Buffer.alloc(16).toString('base64') }]],
  ['a day that is none', [{ ...key!, since: '2026-02-30' }]],
])('%s does not fit the schema', (_, keys) => {
  expect(policySchema.safeParse(parts.policy).success).toBe(true);
  expect(policySchema.safeParse({ ...parts.policy, faultCodes: { keys } }).success).toBe(false);
});
