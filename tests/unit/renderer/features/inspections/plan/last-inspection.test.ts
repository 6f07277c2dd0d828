import { expect, it } from 'vitest';
import {
  isOutOfUse,
  pendingOf,
  pendingWords,
} from '../../../../../../src/renderer/src/features/inspections/plan/last-inspection.ts';
import type { RectificationCounts } from '../../../../../../src/shared/domain/inspection/rectification.ts';
import { createI18n } from '../../../../../../src/shared/i18n.ts';
import screen from '../../../../../../src/shared/locales/zh-CN/screen.json' with { type: 'json' };
import { createWording } from '../../../../../../src/shared/wording.ts';

const counts = (changes: Partial<RectificationCounts> = {}): RectificationCounts => ({
  problems: 2,
  open: 2,
  toRecheck: 0,
  overdue: 0,
  toInspect: 0,
  deadline: '2026-12-01',
  ...changes,
});
const last = (decided: 'rectify' | 'out-of-use', rectification = counts()) => ({
  id: '01KAMNZ0000000000000000001',
  number: 'XJ-1',
  signedOn: '2026-11-22',
  decided,
  rectification,
});

it('a lab stays out of use until all of it has passed its re-check', () => {
  expect(isOutOfUse(null)).toBe(false);
  expect(isOutOfUse(last('rectify'))).toBe(false);
  expect(isOutOfUse(last('out-of-use'))).toBe(true);
  expect(isOutOfUse(last('out-of-use', counts({ open: 0, toRecheck: 1 })))).toBe(true);
  expect(isOutOfUse(last('out-of-use', counts({ open: 0 })))).toBe(false);
  expect(isOutOfUse(last('out-of-use', counts({ problems: 0, open: 0 })))).toBe(true);
});

it('says what is still to be done, part by part', () => {
  const { t } = createWording(createI18n('zh-CN', { 'zh-CN': { screen }, en: {} }), 'zh-CN');
  const some = counts({ problems: 9, open: 5, toInspect: 3, toRecheck: 1, overdue: 2 });
  expect(pendingWords(some, t)).toEqual(['待整改 2 项', '待补检 3 项', '待复查 1 项', '逾期 2 项']);
  expect(pendingOf(last('rectify', some))).toBe(6);
  expect(pendingWords(counts({ open: 0 }), t)).toEqual([]);
});
