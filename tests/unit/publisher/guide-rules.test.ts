import { describe, expect, it } from 'vitest';
import { ALL_CHECKS } from '../../../src/core/checks/list.ts';
import { RUNNER_CAUSES } from '../../../src/core/checks/run-checks.ts';
import type { Guide } from '../../../src/core/published/guide-schema.ts';
import { type PublishedDocuments, parseValidated } from '../../../src/core/published/layout.ts';
import { remarksOn } from '../../../src/publisher/check-draft.ts';
import { compareDocuments } from '../../../src/publisher/compare-documents.ts';
import { readDraft } from '../../../src/publisher/draft.ts';
import { groundedAdvice, knownChecksAndPictures } from '../../../src/publisher/guide-rules.ts';
import type { PublishedCauses } from '../../../src/shared/domain/guide.ts';
import { LANGUAGES } from '../../../src/shared/domain/language.ts';
import { createI18n } from '../../../src/shared/i18n.ts';
import { PUBLISHER_TEXTS } from '../../../src/shared/locales/hosts.ts';
import { createWording } from '../../../src/shared/wording.ts';
import { both, item, list, published } from '../../support/inspection/checklists.ts';
import { smallDocuments } from '../../support/publication/publisher.ts';

const draft = readDraft('publication/draft');
if (!draft.ok) throw new Error(draft.problem.code);
const documents = parseValidated(draft.value.documents);
const remarks = (causes: PublishedCauses) =>
  remarksOn({ ...documents, guide: { schema: 'vrlab.guide/1', causes } }, { demo: true });
/** Remarks on one English text for a cause that tells product, version, reason, row and source. */
const onText = (text: string) =>
  remarks({ 'version-blocked': { 'zh-CN': {}, en: { text } } }).map(({ code, params }) => [
    code,
    params['name'] ?? params['braces'],
  ]);

it('has nothing to say about values that the program uses for that cause itself, in whichever field', () => {
  expect(onText('{{device}} {{ name }}: {{product}} {{version}} {{row}}, delete {4d36e968-e325}')).toEqual([]);
});

it('knows every cause that a check can name, and no other', () => {
  const words = { 'zh-CN': {}, en: {} };
  const named = [...ALL_CHECKS.flatMap(({ causes }) => causes), ...RUNNER_CAUSES];
  expect(remarks(Object.fromEntries(named.map((cause) => [cause, words])))).toEqual([]);
  const unknown = remarks({ 'usb-2-link': words, constructor: { 'zh-CN': { text: '{{x}}' }, en: {} } });
  expect(unknown.map(({ field, code }) => [field, code])).toEqual([
    ['causes.usb-2-link', 'unknown-cause'],
    ['causes.constructor', 'unknown-cause'],
  ]);
});

it.each([
  ['{{produkt}}', ['unknown-parameter', 'produkt']],
  ['{{}}', ['unknown-parameter', '']],
  ['{{{product}}}', ['unknown-parameter', '{product']],
  ['{{product, uppercase}}', ['unknown-parameter', 'product, uppercase']],
  ['{{product', ['stray-braces', '{{']],
  ['product}}', ['stray-braces', '}}']],
  ['{product}', ['stray-braces', '{product}']],
  ['｛｛product｝｝', ['stray-braces', '｛']],
])('refuses %s', (text, first) => {
  expect(onText(`Update ${text} today.`)[0]).toEqual(first);
});

it('names the field, and what may stand there, in both languages', () => {
  const found = remarks({
    'usb2-link': { 'zh-CN': { teacher: ['好', '{{port}}'] }, en: { engineer: ['{{device'] } },
  });
  expect(found.map(({ file, field }) => `${file} ${field}`)).toEqual([
    'guide.json causes.usb2-link.zh-CN.teacher.1',
    'guide.json causes.usb2-link.en.engineer.0',
  ]);
  const extra = { 'zh-CN': { publisher: PUBLISHER_TEXTS['zh-CN'] }, en: { publisher: PUBLISHER_TEXTS.en } };
  const said = LANGUAGES.map((language) => {
    const { t } = createWording(createI18n(language, extra), language);
    return found.map(({ code, params }) => t(`publisher:check.${code}`, params));
  });
  expect(said).toEqual([
    [
      '这个原因没有名为“port”的值，双花括号里只能写：device, name, place',
      '“{{”写法不对：值要写在一对半角双花括号里，可用的有：device, name, place',
    ],
    [
      'this cause has no value "port"; double braces may hold: device, name, place',
      '"{{" is not how a value is written: it stands in a pair of plain double braces, and may be: device, name, place',
    ],
  ]);
});

const small = parseValidated(smallDocuments());
const rules = [knownChecksAndPictures, groundedAdvice];
const remarksOnLists = (changed: Partial<PublishedDocuments>) =>
  remarksOn({ ...small, ...changed }, { demo: true }, rules).map(({ field, code, params }) => [
    field,
    code,
    params['id'],
  ]);

const automatic = (...checks: string[]) => ({ method: { kind: 'automatic' as const, checks } });
const checklists = published(list('a', ['x'], { kinds: ['quarterly'] }), list('b', ['y'], { includes: 'a' }));
const advice = (when: NonNullable<Guide['advice']>[number]['when']): Partial<PublishedDocuments> => ({
  checklists,
  guide: { schema: 'vrlab.guide/1', causes: {}, advice: [{ id: 'r', when, text: both('do it') }] },
});

describe('rules of a list', () => {
  it('may name every check of this program', () => {
    const items = ALL_CHECKS.map(({ id }) => item(`by-${id}`, automatic(id)));
    expect(remarksOnLists({ checklists: published(list('a', items)) })).toEqual([]);
  });

  it('is told which check and which picture there is not', () => {
    const wrong = item('x', { ...automatic('suite-version', 'hologram'), guide: { picture: 'unicorn' } });
    expect(remarksOnLists({ checklists: published(list('a', [wrong])) })).toEqual([
      ['checklists.a.x.method.checks', 'unknown-check', 'hologram'],
      ['checklists.a.x.guide.picture', 'unknown-picture', 'unicorn'],
    ]);
  });
});

describe('advice', () => {
  it('may speak of what there is', () => {
    expect(
      remarksOnLists(advice({ items: ['x', 'y'], sections: ['room'], checks: ['gpu-driver'], causes: ['usb2-link'] })),
    ).toEqual([]);
  });

  it.each([
    [{ items: ['x', 'z'] }, 'items', 'unknown-item', 'z'],
    [{ sections: ['cellar'] }, 'sections', 'unknown-section', 'cellar'],
    [{ checks: ['gpu'] }, 'checks', 'unknown-check', 'gpu'],
    [{ causes: ['constructor'] }, 'causes', 'unknown-cause', 'constructor'],
  ])('of %j is remarked on', (when, by, code, id) => {
    expect(remarksOnLists(advice(when))).toEqual([[`advice.r.when.${by}`, code, id]]);
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
  expect(compareDocuments(before, after)).toEqual([
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
