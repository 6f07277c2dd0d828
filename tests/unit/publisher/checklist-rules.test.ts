import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../../src/core/checks/list.ts';
import type { Guide } from '../../../src/core/published/guide-schema.ts';
import { parseValidated, type Parts } from '../../../src/core/published/parts.ts';
import { remarksOn } from '../../../src/publisher/check-draft.ts';
import { groundedAdvice, knownChecksAndPictures } from '../../../src/publisher/checklist-rules.ts';
import { compareParts } from '../../../src/publisher/compare-parts.ts';
import { LANGUAGES } from '../../../src/shared/domain/language.ts';
import { PUBLISHER_TEXTS } from '../../../src/shared/locales/publisher.ts';
import { createI18n } from '../../../src/shared/i18n.ts';
import { both, item, list, published } from '../../support/checklists.ts';
import { smallParts } from '../../support/publisher.ts';

const small = parseValidated(smallParts());
const rules = [knownChecksAndPictures, groundedAdvice];
const remarks = (parts: Partial<Parts>) =>
  remarksOn({ ...small, ...parts }, { demo: true }, rules).map(({ field, code, params }) => [
    field,
    code,
    params['id'],
  ]);

const automatic = (...checks: string[]) => ({ method: { kind: 'automatic' as const, checks } });
const checklists = published(list('a', ['x'], { kinds: ['quarterly'] }), list('b', ['y'], { includes: 'a' }));
const advice = (when: NonNullable<Guide['advice']>[number]['when']): Partial<Parts> => ({
  checklists,
  guide: { schema: 'vrlab.guide/1', causes: {}, advice: [{ id: 'r', when, text: both('do it') }] },
});

describe('a list', () => {
  it('may name every check of this program', () => {
    const items = CHECKS.map(({ id }) => item(`by-${id}`, automatic(id)));
    expect(remarks({ checklists: published(list('a', items)) })).toEqual([]);
  });

  it('is told which check and which picture there is not', () => {
    const wrong = item('x', { ...automatic('suite-version', 'hologram'), guide: { picture: 'unicorn' } });
    expect(remarks({ checklists: published(list('a', [wrong])) })).toEqual([
      ['checklists.a.x.method.checks', 'unknown-check', 'hologram'],
      ['checklists.a.x.guide.picture', 'unknown-picture', 'unicorn'],
    ]);
  });
});

describe('advice', () => {
  it('may speak of what there is', () => {
    expect(
      remarks(advice({ items: ['x', 'y'], sections: ['room'], checks: ['gpu-driver'], causes: ['usb2-link'] })),
    ).toEqual([]);
  });

  it.each([
    [{ items: ['x', 'z'] }, 'items', 'unknown-item', 'z'],
    [{ sections: ['cellar'] }, 'sections', 'unknown-section', 'cellar'],
    [{ checks: ['gpu'] }, 'checks', 'unknown-check', 'gpu'],
    [{ causes: ['constructor'] }, 'causes', 'unknown-cause', 'constructor'],
  ])('of %j is remarked on', (when, by, code, id) => {
    expect(remarks(advice(when))).toEqual([[`advice.r.when.${by}`, code, id]]);
  });
});

it('ids of advice and of conclusions are there once', () => {
  const twice = {
    ...advice({ items: ['x'] }).guide!,
    advice: [1, 2].map(() => ({ id: 'r', when: {}, text: both('r') })),
  };
  const row = small.policy.inspectionRules.conclusion[0]!;
  const policy = { ...small.policy, inspectionRules: { ...small.policy.inspectionRules, conclusion: [row, row] } };
  const found = remarksOn({ ...small, guide: twice, policy }, { demo: true });
  expect(found.filter(({ code }) => code === 'duplicate-id').map(({ field }) => field)).toEqual([
    'inspectionRules.conclusion.1.id',
    'advice.1.id',
  ]);
});

it('a difference shows in the newest version of a list, in advice and in conclusions', () => {
  const before = { ...small, ...advice({ items: ['x'] }) };
  const newer = published(...checklists.checklists, list('a', ['x', 'x2'], { kinds: ['quarterly'], version: 2 }));
  const { conclusion, ...rest } = small.policy.inspectionRules;
  const policy = {
    ...small.policy,
    inspectionRules: { ...rest, conclusion: [{ ...conclusion[0]!, conclusion: 'rectify' as const }] },
  };
  const after = { ...before, ...advice({ items: ['y'] }), checklists: newer, policy };
  expect(compareParts(before, after)).toEqual([
    { part: 'checklists', kind: 'changed', id: 'a', fields: ['version', 'sections'] },
    { part: 'advice', kind: 'changed', id: 'r', fields: ['when'] },
    { part: 'conclusions', kind: 'changed', id: 'any', fields: ['conclusion'] },
  ]);
});

it('has words for every remark', () => {
  for (const language of LANGUAGES) {
    const texts = createI18n(language, {
      'zh-CN': { publisher: PUBLISHER_TEXTS['zh-CN'] },
      en: { publisher: PUBLISHER_TEXTS.en },
    });
    for (const code of ['unknown-check', 'unknown-item', 'unknown-section', 'unknown-picture'])
      expect(texts.t(`publisher:check.${code}`, { id: 'x-y' })).toMatch(/(?<!\.)x-y/);
    for (const part of ['advice', 'conclusions']) expect(texts.exists(`publisher:diff.part.${part}`)).toBe(true);
  }
});
