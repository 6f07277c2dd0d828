import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { startShell } from './running-shell.ts';

const BUILT = path.resolve(import.meta.dirname, '../../out/main');

/** Chunks by what they are, without the hash of their content. */
const plainName = (file: string) => file.replace(/-[\w-]{8}\.js$/, '.js');
const bytesOf = (files: readonly string[]) =>
  files.reduce((sum, file) => sum + statSync(path.join(BUILT, file)).size, 0);

/** What the window, its rules and coming back after a failure need. A further file has to be worth a later first picture. */
const BEFORE_THE_PAGE = [
  'index.js',
  'start.js',
  'names.js',
  'records.js',
  'incident.js',
  'markup-text.js',
  'hosts.js',
  'web-preferences.js',
];
const MOST_BYTES = 85_000;

test('the main process asks for the page before it loads the app', async () => {
  await using shell = await startShell();
  const { atPage } = await shell.ask<{ atPage: string[] }>('loaded');
  const unexpected = atPage.filter((file) => !BEFORE_THE_PAGE.includes(plainName(file)));
  expect(unexpected).toEqual([]);
  expect(bytesOf(atPage)).toBeLessThan(MOST_BYTES);
});

test('what is loaded until the first picture is the app that the screen asks, and nothing it asks for later', async () => {
  await using shell = await startShell();
  const { atPaint } = await shell.ask<{ atPaint: string[] }>('loaded');
  const text = atPaint.map((file) => readFileSync(path.join(BUILT, file), 'utf8')).join('\n');
  expect(atPaint.length).toBeLessThan(60);
  expect(bytesOf(atPaint)).toBeLessThan(1_500_000);
  for (const late of ['better-sqlite3"', 'node-hid"', 'nodemailer', 'docx'])
    expect(text.includes(`from"${late}`), late).toBe(false);
});
