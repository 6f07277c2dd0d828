import { expect, it } from 'vitest';
import { isOver, missingFields } from '../../../src/shared/domain/request-completeness.ts';

const RUN = '01KAMNZ0000000000000000000';
const DATE = '2026-12-01T14:00:00+08:00';

it.each([
  ['a fault by hand without a word', { kind: 'technical' }, ['description']],
  ['a fault by hand with spaces only', { kind: 'technical', description: '  \n' }, ['description']],
  ['a fault by hand that is described', { kind: 'technical', description: '投影不亮' }, []],
  ['what a check found', { kind: 'technical', run: RUN }, []],
  ['a resource that nobody named', { kind: 'resource' }, ['topic']],
  ['a resource with its subject', { kind: 'resource', needs: { topic: '电磁感应' } }, []],
  ['guidance in words', { kind: 'guidance', description: '怎么分组' }, []],
  ['training without when, for whom and how many', { kind: 'training' }, ['wantedBy', 'group', 'people']],
  ['training for nobody', { kind: 'training', wantedBy: DATE, needs: { group: '高一（3）班' } }, ['people']],
  ['training with all of it', { kind: 'training', wantedBy: DATE, needs: { group: '高一（3）班', people: 40 } }, []],
] as const)('%s', (_, changes, missing) => {
  const empty = { kind: 'technical', run: null, description: '', wantedBy: null } as const;
  expect(missingFields({ ...empty, ...changes })).toEqual(missing);
});

it.each([
  ['2026-12-01T13:59:00+08:00', true],
  ['2026-12-01T06:00:00Z', false],
  [null, false],
])('a time %s is over at 14:00: %s', (wantedBy, over) => {
  expect(isOver(wantedBy, new Date(DATE))).toBe(over);
});
