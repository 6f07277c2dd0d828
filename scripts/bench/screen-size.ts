import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { ROOT } from '../../tests/support/vrlab.ts';
import { type Language, LANGUAGES } from '../../src/shared/domain/language.ts';
import { atMost, type Figure } from './figure.ts';

const FOLDER = path.join(ROOT, 'out/renderer');

const compressed = (files: Iterable<string>): number =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0) / 1000;

/** What a file of the build names for sure to be loaded with it: scripts, sheets and preloads of a page, static imports of a script. */
function loadedWith(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const names = file.endsWith('.html')
    ? text.matchAll(/<(?:script|link)[^>]*(?:src|href)="(\.[^"]+)"/g)
    : file.endsWith('.js')
      ? text.matchAll(/(?:^|[;}\n])(?:import|export)(?:[\w$\s{},*]+from)?\s*"(\.[^"]+)"/g)
      : [];
  return [...names].map(([, name]) => path.resolve(path.dirname(file), name!));
}

/** Files that come whatever the language, before anybody has touched the page. */
function firstOfEveryLanguage(): Set<string> {
  const found = new Set([path.join(FOLDER, 'index.html')]);
  for (const file of found) for (const other of loadedWith(file)) found.add(other);
  return found;
}

const allFiles = (): string[] =>
  readdirSync(FOLDER, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));

/** Texts carry their language in the name: see electron.vite.config.ts. */
const isIn = (language: Language) => (file: string) => path.basename(file).includes(`.${language}-`);
const isText = (file: string): boolean => LANGUAGES.some((language) => isIn(language)(file));
const isFirstText = (file: string): boolean => path.basename(file).startsWith('screens.');
const showsPdf = (file: string): boolean => /\/pdf[.-]/.test(file);

/** What the browser loads to show the first screen, what comes when it is opened or asked for; each file compressed by itself. */
export function screenSize(): Figure[] {
  const first = firstOfEveryLanguage();
  const files = allFiles();
  const firstTexts = files.filter((file) => isFirstText(file) && !first.has(file));
  if (firstTexts.length !== LANGUAGES.length) throw new Error('a language has no chunk of its own any more');
  const later = files.filter((file) => !first.has(file) && !isFirstText(file));
  // Whoever uses the program sees one language; the larger one counts.
  const largest = (texts: readonly string[]) =>
    Math.max(...LANGUAGES.map((language) => compressed(texts.filter(isIn(language)))));
  return [
    // 209 kB when it was set: a screen that is loaded on demand, QR codes (9 kB) or validators (33 kB) cannot slip back in unnoticed.
    atMost('first screen with its language, compressed', compressed(first) + largest(firstTexts), 210, 'kB', 0),
    // 296 kB when it was set, of which 32 kB are validators and 8 kB what only inspections look at.
    atMost(
      'screens loaded later, in one language, without what shows PDF',
      compressed(later.filter((file) => !showsPdf(file) && !isText(file))) + largest(later.filter(isText)),
      300,
      'kB',
      0,
    ),
    atMost('the other language, loaded when it is asked for', largest(files.filter(isText)), 80, 'kB', 0),
    // The library of Mozilla as it is: 131 kB and its worker with 379 kB.
    atMost('what shows PDF, loaded with a report', compressed(later.filter(showsPdf)), 560, 'kB', 0),
  ];
}
