import { describe, expect, it } from 'vitest';
import { validateDocuments } from '../../../src/core/published/validate-documents.ts';
import { LANGUAGES } from '../../../src/shared/domain/language.ts';
import { createI18n } from '../../../src/shared/i18n.ts';
import { createWording } from '../../../src/shared/wording.ts';
import { item, list, published } from '../../support/inspection/checklists.ts';
import { smallDocuments } from '../../support/publication/publisher.ts';

const checked = (...lists: Parameters<typeof published>) =>
  validateDocuments(smallDocuments({ checklists: published(...lists) }));

const limits = (min: number, max: number) => ({ method: { kind: 'measured', unit: '℃', min, max } }) as const;

describe('published lists', () => {
  it.each([
    ['items of only id and text, as before', [list('old', ['a', 'b'])]],
    ['two versions of one list', [list('a', ['x']), list('a', ['x', 'y'], { version: 2 })]],
    [
      'a list that includes another',
      [list('a', ['x'], { kinds: ['quarterly'] }), list('b', ['y'], { kinds: ['semi-annual'], includes: 'a' })],
    ],
    [
      'one list without kinds beside one that names them',
      [list('a', ['x'], { kinds: ['quarterly'] }), list('b', ['y'])],
    ],
    [
      'lists for other uses',
      [list('a', ['x']), list('b', ['x'], { use: 'visit' }), list('c', ['x'], { use: 'visit' })],
    ],
    [
      'a check that this program does not have',
      [list('a', [item('x', { method: { kind: 'automatic', checks: ['hologram'] } })])],
    ],
    ['limits that are the same', [list('a', [item('x', limits(5, 5))])]],
  ])('may have %s', (_, lists) => {
    expect(checked(...lists)).toEqual({ ok: true, value: null });
  });

  it.each([
    ['checklist_version_twice', 'a.version', [list('a', ['x']), list('a', ['y'])]],
    [
      'checklist_includes_unknown',
      'b.includes',
      [list('a', ['x'], { kinds: ['quarterly'] }), list('b', ['y'], { includes: 'aa' })],
    ],
    ['checklist_includes_itself', 'a.includes', [list('a', ['x'], { includes: 'a' })]],
    [
      'checklist_includes_itself',
      'a.includes',
      [list('a', ['x'], { includes: 'b', kinds: ['quarterly'] }), list('b', ['y'], { includes: 'a' })],
    ],
    ['checklist_item_twice', 'a.x', [list('a', ['x', 'y', 'x'])]],
    [
      'checklist_item_twice',
      'b.x',
      [list('a', ['x'], { kinds: ['quarterly'] }), list('b', ['y', 'x'], { includes: 'a' })],
    ],
    [
      'checklist_kind_twice',
      'b.kinds',
      [list('a', ['x'], { kinds: ['quarterly'] }), list('b', ['y'], { kinds: ['semi-annual', 'quarterly'] })],
    ],
    ['checklist_kind_twice', 'b.kinds', [list('a', ['x']), list('b', ['y'])]],
    ['checklist_kinds_not_inspection', 'a.kinds', [list('a', ['x'], { use: 'visit', kinds: ['quarterly'] })]],
    ['checklist_limits_reversed', 'a.warmth.method', [list('a', ['x', item('warmth', limits(28, 18))])]],
  ] as const)('say %s of %s', (reason, field, lists) => {
    const result = checked(...lists);
    expect(result).toMatchObject({
      ok: false,
      problem: { code: 'file-invalid-field', params: { field: `checklists.${field}`, reason } },
    });
    if (result.ok) throw new Error('not refused');
    for (const language of LANGUAGES) {
      const wording = createWording(createI18n(language, { 'zh-CN': {}, en: {} }), language);
      const { title } = wording.problem(result.problem);
      expect(title).toContain(`checklists.${field}`);
      expect(title).toContain(wording.t(`problems:reason.${reason}`));
      expect(title).not.toMatch(/checklist_|内容不对|wrong content/);
    }
  });
});
