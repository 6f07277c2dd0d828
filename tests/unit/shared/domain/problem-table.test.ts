import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../../../../src/shared/domain/language.ts';
import { foreignProblem } from '../../../../src/shared/domain/problem.ts';
import { problemSchema } from '../../../../src/shared/domain/problem-schema.ts';
import { PROBLEMS } from '../../../../src/shared/domain/problem-table.ts';
import { fail } from '../../../../src/shared/domain/result.ts';
import { createI18n } from '../../../../src/shared/i18n.ts';
import enProblems from '../../../../src/shared/locales/en/problems.json' with { type: 'json' };
import enTaskProblems from '../../../../src/shared/locales/en/problems-of-tasks.json' with { type: 'json' };
import enStart from '../../../../src/shared/locales/en/start.json' with { type: 'json' };
import zhProblems from '../../../../src/shared/locales/zh-CN/problems.json' with { type: 'json' };
import zhTaskProblems from '../../../../src/shared/locales/zh-CN/problems-of-tasks.json' with { type: 'json' };
import zhStart from '../../../../src/shared/locales/zh-CN/start.json' with { type: 'json' };
import { createWording } from '../../../../src/shared/wording.ts';

const TEXTS: Readonly<Record<Language, Readonly<Record<string, object>>>> = {
  'zh-CN': { ...zhProblems, ...zhTaskProblems, ...zhStart.problems },
  en: { ...enProblems, ...enTaskProblems, ...enStart.problems },
};
/** What the texts call words that are looked up by a parameter: see `problem` in wording.ts. */
const LOOKED_UP: Readonly<Record<string, string>> = { fieldName: 'field', remedy: 'detail', whose: 'roles' };
/** Lists of words in the same file. */
const WORD_LISTS = ['reason', 'remedy', 'fieldName', 'whose'];

const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => LOOKED_UP[name!] ?? name!);

describe.each(LANGUAGES)('the problems in %s', (language) => {
  it.each(Object.entries(PROBLEMS))('%s has a title and a next step that use exactly its parameters', (code, row) => {
    const { title = '', next = '' }: { title?: string; next?: string } = TEXTS[language][code] ?? {};
    expect(title).not.toBe('');
    expect(next).not.toBe('');
    const needed = Object.keys(row).filter((name) => !name.endsWith('?'));
    const used = placeholders(title + next).filter((name) => !(`${name}?` in row));
    expect(new Set(used)).toEqual(new Set(needed));
  });

  it('has no texts of problems that do not exist', () => {
    expect(Object.keys(TEXTS[language]).filter((code) => !(code in PROBLEMS) && !WORD_LISTS.includes(code))).toEqual(
      [],
    );
  });

  it('shows a problem of another release by its code', () => {
    const read = problemSchema.parse({ code: 'from-the-future', params: { file: 'a.json', most: 3 } });
    expect(read).toEqual(foreignProblem('from-the-future', { file: 'a.json', most: 3 }));
    const { title, next } = createWording(createI18n(language, { 'zh-CN': {}, en: {} }), language).problem(read);
    expect([title, next]).toEqual(['from-the-future.title', 'from-the-future.next']);
  });
});

it('does not compile with a wrong code, or with a missing, wrong or unknown parameter', () => {
  // @ts-expect-error no such code
  fail('file-lost', { file: 'a' });
  // @ts-expect-error the detail is missing
  fail('file-unreadable', { file: 'a' });
  // @ts-expect-error all parameters are missing
  fail('file-unreadable');
  // @ts-expect-error megabytes are a number
  fail('file-too-large', { file: 'a', megabytes: '3' });
  // @ts-expect-error no such parameter
  fail('photo-heic', { file: 'a' });
  const isEmpty = Boolean(fail);
  // @ts-expect-error one of the two needs a file
  fail(isEmpty ? 'photo-heic' : 'bundle-not');
  expect(fail('photo-heic')).toEqual({ ok: false, problem: { code: 'photo-heic', params: {} } });
});
