import { describe, expect, it } from 'vitest';
import { previewRows } from '../../../src/shared/preview-rows.ts';
import type { ServiceMessage } from '../../../src/shared/domain/request-lifecycle.ts';
import { createI18n } from '../../../src/shared/i18n.ts';
import { createWording } from '../../../src/shared/wording.ts';
import { eventMessage, requestMessage } from '../../support/request/requests.ts';

const nothing = { 'zh-CN': {}, en: {} };

/** A message in which no field is empty. */
const full: ServiceMessage = requestMessage({
  wantedBy: '2026-11-23T09:00:00.000+08:00',
  run: { id: '01KAMNZ0000000000000000009', startedAt: '2026-11-22T08:00:00.000+08:00' },
  promises: [
    {
      promise: 'respond',
      rule: 'respond-major',
      reason: { 'zh-CN': '重要', en: 'major' },
      due: '2026-11-22T11:00:00.000+08:00',
      certainty: 'official',
      since: '2026-11-22T09:00:00.000+08:00',
      overruled: [
        {
          rule: 'respond-basic',
          reason: { 'zh-CN': '基础', en: 'basic' },
          due: '2026-11-22T13:00:00.000+08:00',
          certainty: 'official',
        },
      ],
    },
  ],
});
const happened = eventMessage({ plannedFor: '2026-11-23T09:00:00.000+08:00', satisfaction: 90 });

const leaves = (value: unknown): number =>
  value === null || value === ''
    ? 0
    : typeof value === 'object'
      ? Object.values(value).reduce((sum: number, field) => sum + leaves(field), 0)
      : 1;

describe.each(['zh-CN', 'en'] as const)('a preview in %s', (language) => {
  const wording = createWording(createI18n(language, nothing), language);

  it.each([
    ['a request', full],
    ['an event', happened],
  ])('shows every field of %s under a name in words', (_what, message) => {
    const rows = previewRows(message, wording);
    expect(rows).toHaveLength(leaves(message));
    for (const { label, value, path } of rows) {
      expect(label, path).not.toMatch(/field\./);
      expect(value, path).not.toMatch(/^(requests|terms|checks):|^(terms|events)\./);
    }
  });

  it('marks what is personal, and hides none of it', () => {
    const personal = previewRows(full, wording).filter((row) => row.personal);
    expect(personal.map(({ value }) => value)).toEqual(['张三', '13812345678']);
    expect(personal.every((row) => !row.technical)).toBe(true);
  });
});
