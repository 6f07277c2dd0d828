// What the start scripts say before the program, and with it the person's language, is there: in both languages, on stderr,
// so that what a command prints stays alone on stdout.
import { readFileSync } from 'node:fs';
import path from 'node:path';

const LOCALES = path.resolve(import.meta.dirname, '../src/shared/locales');
const texts = {};

/** @returns a text of web.json in both languages. */
export function textsOf(key, params = {}) {
  return ['zh-CN', 'en'].map((language) => {
    texts[language] ??= JSON.parse(readFileSync(path.join(LOCALES, language, 'web.json'), 'utf8'));
    const text = key.split('.').reduce((inner, name) => inner[name], texts[language]);
    return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name) => String(params[name] ?? ''));
  });
}

/** Prints a text of web.json, a line for each language. */
export function say(key, params) {
  for (const text of textsOf(key, params)) process.stderr.write(`${text}\n`);
}

const BETWEEN_LINES_MS = 5000;

/**
 * Shows how far something has come: one line that changes in a terminal, a line now and then in a file.
 * @returns `show` for a short text without line break, and `end`, which leaves an empty line to go on in.
 */
export function progressLine() {
  const { isTTY } = process.stderr;
  let last = Number.NEGATIVE_INFINITY;
  return {
    show(text) {
      if (isTTY) process.stderr.write(`\r\u001B[K${text}`);
      else if (performance.now() - last >= BETWEEN_LINES_MS) {
        process.stderr.write(`${text}\n`);
        last = performance.now();
      }
    },
    end() {
      if (isTTY) process.stderr.write('\r\u001B[K');
    },
  };
}
