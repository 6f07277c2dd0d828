import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ALL_CHECKS } from '../../../src/core/checks/list.ts';
import { RUNNER_CAUSES } from '../../../src/core/checks/run-checks.ts';
import { createI18n } from '../../../src/shared/i18n.ts';
import { createWording } from '../../../src/shared/wording.ts';
import { publication } from '../../support/pc/judge.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../src/shared/locales');
const FILES = readdirSync(path.join(FOLDER, 'zh-CN')).filter((file) => file.endsWith('.json'));

type Texts = { [key: string]: string | string[] | Texts };
const load = (language: string, file: string) =>
  JSON.parse(readFileSync(path.join(FOLDER, language, file), 'utf8')) as Texts;

/** `a.b` → text; plural forms count as one key, lists of steps as one text. */
function flatten(texts: Texts, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]) => {
      const name = prefix + key.replace(/_(one|other)$/, '');
      if (typeof value === 'string') return [[name, value] as const];
      return Array.isArray(value) ? [[name, value.join('\n')] as const] : [...flatten(value, `${name}.`)];
    }),
  );
}

const placeholders = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g))].toSorted();
const at = (texts: Texts, keys: readonly string[]): unknown =>
  keys.reduce<unknown>((value, key) => (value as Texts | undefined)?.[key], texts);

describe.each(FILES)('%s', (file) => {
  const zh = flatten(load('zh-CN', file));
  const en = flatten(load('en', file));

  it('has the same keys in both languages', () => {
    expect([...en.keys()].toSorted()).toEqual([...zh.keys()].toSorted());
  });

  it('has the same placeholders in both languages', () => {
    // A count may be left out where a language says it in words ("one thing").
    const withoutCount = (text: string) => placeholders(text).filter((name) => name !== '{{count}}');
    for (const [key, text] of zh) expect([key, withoutCount(en.get(key) ?? '')]).toEqual([key, withoutCount(text)]);
  });

  it('has no empty text, and Chinese in the Chinese file', () => {
    for (const [key, text] of [...zh, ...en]) expect(text.length, key).toBeGreaterThan(0);
    const untranslated = [...zh].filter(
      ([, text]) => !/\p{Script=Han}/u.test(text) && /[a-z]{4,}/i.test(text.replaceAll(/\{\{\w+\}\}/g, '')),
    );
    const named = new Set(['switchTo']);
    expect(untranslated.filter(([key]) => !named.has(key.split('.').at(-1)!))).toEqual([]);
  });
});

describe.each(['zh-CN', 'en'])('%s', (language) => {
  const judging = ['checks.json', 'checks-of-inspections.json'].map((file) => load(language, file));
  const [checks, causes] = ['checks', 'causes'].map(
    (part) => Object.assign({}, ...judging.map((texts) => texts[part])) as Texts,
  ) as [Texts, Texts];
  const devices = load(language, 'devices.json');

  it('words every part, kind and mode of the catalogue', () => {
    const models = [...publication.catalogue.models.values()];
    for (const role of new Set(models.flatMap((model) => model.parts.map((part) => part.role))))
      expect(at(devices, ['part', role]), role).toBeTypeOf('string');
    for (const { kind } of models) expect(at(devices, ['kind', kind]), kind).toBeTypeOf('string');
    for (const mode of Object.keys(publication.catalogue.modes))
      expect(at(devices, ['mode', mode]), mode).toBeTypeOf('string');
  });

  it('has no wording left over from checks and causes that are gone', () => {
    expect(Object.keys(checks).toSorted()).toEqual(ALL_CHECKS.map((check) => check.id).toSorted());
    const known = new Set<string>([...ALL_CHECKS.flatMap((check) => check.causes), ...RUNNER_CAUSES]);
    expect(Object.keys(causes).filter((cause) => !known.has(cause))).toEqual([]);
  });
});

describe('texts on the screen', () => {
  const renderer = path.resolve(import.meta.dirname, '../../../src/renderer/src');
  const sources = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => [file, readFileSync(path.join(renderer, file), 'utf8')] as const);

  it('come from the locale files: no literal words in a component', () => {
    for (const [file, source] of sources) {
      expect(source, file).not.toMatch(/\p{Script=Han}/u);
      expect(source.match(/>\s*[A-Z][a-z]{2,}[^<>{}=;]*<\//g), file).toBeNull();
    }
  });
});

it('does not compile with the key of a text that does not exist', () => {
  const { t } = createWording(createI18n('en', { 'zh-CN': {}, en: {} }), 'en');
  const outcome: 'pass' | 'fail' = 'pass';
  expect(t(`terms:outcome.${outcome}`)).toBe('Passed');
  // @ts-expect-error no such text
  t('terms:outcome.passed');
  // @ts-expect-error no such namespace
  t('words:outcome.pass');
  // @ts-expect-error a group of texts is no text
  t('terms:outcome');
});
