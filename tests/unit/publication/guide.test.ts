import { describe, expect, it } from 'vitest';
import { validateDocuments } from '../../../src/core/published/validate-documents.ts';
import { LANGUAGES } from '../../../src/shared/domain/language.ts';
import { createI18n } from '../../../src/shared/i18n.ts';
import { createWording } from '../../../src/shared/wording.ts';
import { smallDocuments } from '../../support/publication/publisher.ts';

const guideWith = (words: object) =>
  validateDocuments(
    smallDocuments({ guide: { schema: 'vrlab.guide/1', causes: { 'usb2-link': { 'zh-CN': {}, en: words } } } }),
  );

describe('a published text', () => {
  it.each([
    '请拨打 8123，找“实验中心”。',
    'Call 8123 — ask for {{device}} 🛠️',
    'Delete {4d36e968-e325-11ce-bfc1-08002be10318}.',
    '<b>plain</b> & simple',
  ])('may be %s', (text) => {
    expect(guideWith({ text, teacher: [text], engineer: [text, text] })).toEqual({ ok: true, value: null });
  });

  it.each([
    ['a colour of the terminal', '\u001b[31mred'],
    ['the title of the terminal', '\u009d0;title\u009c'],
    ['a line break', 'one\ntwo'],
    ['a carriage return over the words before', 'fine\rbad'],
    ['a backspace', 'no\u0008yes'],
    ['a delete', 'a\u007f'],
    ['a line separator', 'a\u2028b'],
    ['a turned direction', 'a\u202eb'],
    ['nothing to see', '\u200b'],
  ])('may not hold %s', (_, text) => {
    for (const [field, words] of Object.entries({ text: { text }, 'teacher.1': { teacher: ['Fine.', text] } })) {
      const checked = guideWith(words);
      expect(checked).toMatchObject({
        ok: false,
        problem: { code: 'file-invalid-field', params: { field: `causes.usb2-link.en.${field}` } },
      });
      if (checked.ok) continue;
      const said = LANGUAGES.map((language) =>
        createWording(createI18n(language, { 'zh-CN': {}, en: {} }), language).problem(checked.problem),
      );
      expect(said.map(({ title }) => title)).toEqual([
        expect.stringContaining('看不见的字符'),
        expect.stringContaining('invisible character'),
      ]);
    }
  });

  it.each([{ text: '' }, { teacher: [] }, { engineer: [''] }, { title: 'x' }])('may not be %j', (words) => {
    expect(guideWith(words).ok).toBe(false);
  });
});
