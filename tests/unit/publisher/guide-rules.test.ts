import { expect, it } from 'vitest';
import { ALL_CHECKS } from '../../../src/core/checks/list.ts';
import { RUNNER_CAUSES } from '../../../src/core/checks/run-checks.ts';
import { parseValidated } from '../../../src/core/published/parts.ts';
import { remarksOn } from '../../../src/publisher/check-draft.ts';
import { readDraft } from '../../../src/publisher/draft.ts';
import type { PublishedCauses } from '../../../src/shared/domain/guide.ts';
import { LANGUAGES } from '../../../src/shared/domain/language.ts';
import { PUBLISHER_TEXTS } from '../../../src/shared/locales/publisher.ts';
import { createI18n } from '../../../src/shared/i18n.ts';
import { createWording } from '../../../src/shared/wording.ts';

const draft = readDraft('publication/draft');
if (!draft.ok) throw new Error(draft.problem.code);
const parts = parseValidated(draft.value.parts);
const remarks = (causes: PublishedCauses) =>
  remarksOn({ ...parts, guide: { schema: 'vrlab.guide/1', causes } }, { demo: true });
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
      '这个原因没有名为“port”的值，双花括号里只能写：device, name',
      '“{{”写法不对：值要写在一对半角双花括号里，可用的有：device, name',
    ],
    [
      'this cause has no value "port"; double braces may hold: device, name',
      '"{{" is not how a value is written: it stands in a pair of plain double braces, and may be: device, name',
    ],
  ]);
});
