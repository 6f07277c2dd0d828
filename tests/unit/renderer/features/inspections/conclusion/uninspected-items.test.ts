import { expect, it } from 'vitest';
import {
  reasonsIn,
  uninspectedItems,
} from '../../../../../../src/renderer/src/features/inspections/conclusion/uninspected-items.ts';
import { cellsByKey } from '../../../../../../src/renderer/src/features/inspections/session/cells.ts';
import { answered, cell, checklist } from '../../../../../support/inspection/inspection-material.ts';

it('what was not inspected is named by item, with the reason of each place, the most frequent reason first', () => {
  const unseen = (reason: 'no-access' | 'in-use') => ({ answer: answered('not-inspected', { reason }) });
  const cells = cellsByKey([
    cell('cable', '1', unseen('in-use')),
    cell('cable', '2', unseen('no-access')),
    cell('headset', '1', unseen('no-access')),
    cell('headset', '2', { answer: answered('normal') }),
    cell('exit', null),
  ]);
  const items = uninspectedItems(checklist, cells);
  expect(items).toMatchObject([
    { item: 'headset', places: [{ subject: 'seat:1', reason: 'no-access' }] },
    { item: 'cable', places: [{ reason: 'in-use' }, { subject: 'seat:2', reason: 'no-access' }] },
  ]);
  expect(reasonsIn(items)).toEqual(['no-access', 'in-use']);
});
