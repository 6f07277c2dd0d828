import { expect, it } from 'vitest';
import { parseValidated } from '../../../src/core/published/layout.ts';
import type { Policy } from '../../../src/core/published/policy-schema.ts';
import { remarksOn } from '../../../src/publisher/check-draft.ts';
import { readDraft } from '../../../src/publisher/draft.ts';

const draft = readDraft('publication/draft');
if (!draft.ok) throw new Error(draft.problem.code);
const documents = parseValidated(draft.value.documents);
const security = documents.policy.security!;
const remarks = (changed: Partial<Policy>) =>
  remarksOn({ ...documents, policy: { ...documents.policy, ...changed } }, { demo: true }).map(
    ({ field, code }) => `${field} ${code}`,
  );

it('the draft publishes every limit that a check declares, and no other', () => {
  expect(remarks({})).toEqual([]);
});

it('a limit that is missing, and one that is misspelt, are named', () => {
  const limits = { ...documents.policy.limits, disk: { freeByte: { warn: 1 } } };
  expect(remarks({ limits })).toEqual([
    'limits.disk.freeByte.warn unknown-limit',
    'limits.disk.freeBytes.warn missing-limit',
    'limits.disk.freeBytes.fail missing-limit',
  ]);
});

it('so are limits and weights of data security', () => {
  const { 'firewall-off': _weight, ...deviations } = security.deviations;
  const { log: _log, ...limits } = security.limits;
  expect(remarks({ security: { ...security, deviations, limits: { ...limits, days: 1 } } })).toEqual([
    'security.limits.days unknown-limit',
    'security.limits.log.days missing-limit',
    'security.limits.log.bytes missing-limit',
    'security.deviations.firewall-off missing-limit',
  ]);
});

it('a draft may leave data security out', () => {
  const { security: _security, ...policy } = documents.policy;
  expect(remarksOn({ ...documents, policy }, { demo: true })).toEqual([]);
});
