import { expect, it } from 'vitest';
import { resolveChecklist } from '../../../../src/core/inspections/session/checklist.ts';
import type { InspectionKind } from '../../../../src/shared/domain/inspection/inspection-terms.ts';
import { itemsOf } from '../../../../src/shared/domain/inspection/checklist.ts';
import { both, item, list, published } from '../../../support/inspection/checklists.ts';

const quarterly = list('q', ['q1', 'q2'], { kinds: ['quarterly'] });
const half = list('h', ['h1'], { kinds: ['semi-annual'], includes: 'q' });
const asked = list('r', ['r1'], { kinds: ['on-request'] });
const old = list('lab-inspection', ['o1']);

it.each<[string, Parameters<typeof published>, InspectionKind, string | null]>([
  ['its own list', [quarterly, half], 'quarterly', 'q 1: q1 q2'],
  ['what it includes first', [half, quarterly], 'semi-annual', 'h 1: q1 q2 h1'],
  [
    'the highest version',
    [{ ...quarterly, version: 3 }, list('q', ['q9'], { kinds: ['quarterly'], version: 2 })],
    'quarterly',
    'q 3: q1 q2',
  ],
  [
    'the highest version of what it includes',
    [half, quarterly, list('q', ['q9'], { version: 2, kinds: ['quarterly'] })],
    'semi-annual',
    'h 1: q9 h1',
  ],
  ['a list for requests', [quarterly, asked], 'on-request', 'r 1: r1'],
  ['the quarterly one where there is none', [half, quarterly], 'on-request', 'q 1: q1 q2'],
  ['never the quarterly one for the half-year', [quarterly], 'semi-annual', null],
  ['a list of before there were kinds', [old], 'semi-annual', 'lab-inspection 1: o1'],
  ['the list that names the kind before the one that names none', [old, quarterly], 'quarterly', 'q 1: q1 q2'],
  ['a list without kinds before the quarterly one', [quarterly, old], 'on-request', 'lab-inspection 1: o1'],
  ['nothing that is for visits', [list('v', ['v1'], { use: 'visit' })], 'on-request', null],
  ['nothing where nothing is published', [], 'quarterly', null],
])('the checklist is resolved: %s', (_, lists, kind, expected) => {
  const found = resolveChecklist(published(...lists), kind);
  const said =
    found &&
    `${found.id} ${found.version}: ${itemsOf(found)
      .map(({ id }) => id)
      .join(' ')}`;
  expect(said).toBe(expected);
});

it('sections with one id are joined under the first title, the others follow', () => {
  const sections = [
    { id: 'room', title: both('another title'), items: [item('h1')] },
    { id: 'papers', title: both('papers'), items: [item('h2')] },
  ];
  const found = resolveChecklist(published(quarterly, { ...half, sections }), 'semi-annual');
  expect(found?.sections.map(({ id, title, items }) => [id, title.en, items.map((entry) => entry.id)])).toEqual([
    ['room', 'room', ['q1', 'q2', 'h1']],
    ['papers', 'papers', ['h2']],
  ]);
});

it('defaults of old checklist items are filled in', () => {
  const found = resolveChecklist(published(old), 'quarterly');
  expect(found && itemsOf(found)).toEqual([
    {
      id: 'o1',
      text: both('o1'),
      asked: 'per-seat',
      method: { kind: 'looked-at' },
      evidence: [],
      severity: 'minor',
      owner: 'school',
    },
  ]);
});
