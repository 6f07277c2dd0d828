import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { LANGUAGES } from '../../../src/shared/domain/language.ts';
import { createI18n } from '../../../src/shared/i18n.ts';
import { createWording } from '../../../src/shared/wording.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** Every problem code written in these folders. */
function codesIn(...folders: string[]): string[] {
  const files = folders.flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(path.join(ROOT, folder, name), 'utf8')),
  );
  const codes = files.flatMap((text) => [
    ...text.matchAll(/(?:fail\(|Refusal\(|code: )\s*'((?:publication|publisher|clock|disk|own-root)-[a-z-]+)'/g),
  ]);
  return [...new Set(codes.map(([, code]) => code!))].toSorted();
}

it.each(codesIn('src/core/publication', 'src/publisher', 'src/cli/commands/publication'))(
  '%s says what happened and what to do next',
  (code) => {
    for (const language of LANGUAGES) {
      const { title, next } = createWording(createI18n(language, { 'zh-CN': {}, en: {} }), language).problem({
        code,
        params: { because: 'publication-mismatch', file: 'a.json', detail: 'b' },
      });
      expect(title).not.toContain(`problems:${code}`);
      expect(title).not.toContain(`${code}.title`);
      expect(next.length, title).toBeGreaterThan(5);
    }
  },
);

it('a reason behind a problem is told in its own words', () => {
  const wording = createWording(createI18n('en', { 'zh-CN': {}, en: {} }), 'en');
  const { title } = wording.problem({
    code: 'publication-kept-passed-over',
    params: { version: '7.9', because: 'publication-mismatch', file: 'targets/x.json', detail: 'SHA-256' },
  });
  expect(title).toBe(
    "The kept publication 7.9 is not used: The publication's file targets/x.json does not agree with what was signed (SHA-256)",
  );
});
