import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ALL_CHECKS } from '../../../src/core/checks/list.ts';
import { RUNNER_CAUSES } from '../../../src/core/checks/run-checks.ts';
import { publication } from '../../support/judge.ts';

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
  const { checks, causes } = load(language, 'checks.json') as { checks: Texts; causes: Texts };
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
  const start = load('zh-CN', 'start.json') as { screen: Texts };
  const screen = new Map([...flatten(load('zh-CN', 'screen.json')), ...flatten(start.screen)]);

  it('come from the locale files: no literal words in a component', () => {
    for (const [file, source] of sources) {
      expect(source, file).not.toMatch(/\p{Script=Han}/u);
      expect(source.match(/>\s*[A-Z][a-z]{2,}[^<>{}=;]*<\//g), file).toBeNull();
    }
  });

  /** Keys asked of a group of texts: those passed to what `useTexts` of that group returned, up to the next `useTexts`. */
  const keysAsked = (group: string): string[] =>
    sources
      .flatMap(([, source]) => source.split("const t = useTexts('").slice(1))
      .filter((part) => part.startsWith(`${group}')`))
      .flatMap((part) => [...part.matchAll(/\bt\(\s*(?:[^?()'`]+\? )?'([\w.-]+)'(?: : '([\w.-]+)')?/g)])
      .flatMap(([, one, other]) => [one, other].filter((key) => key !== undefined));

  it('exist for every key a component asks for', () => {
    const keys = keysAsked('screen');
    expect(keys.length).toBeGreaterThan(200);
    expect(keys.filter((key) => !screen.has(key))).toEqual([]);
  });

  it('exist for every key an inspection screen asks for', () => {
    const texts = flatten(at(load('zh-CN', 'inspections.json'), ['screens']) as Texts);
    const keys = keysAsked('inspections');
    expect(keys.length).toBeGreaterThan(150);
    expect(keys.filter((key) => !texts.has(key))).toEqual([]);
  });
});
