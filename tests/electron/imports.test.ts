import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const SOURCES = path.resolve(import.meta.dirname, '../../src');
const IMPORTED = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)(['"`])([^'"`]+)\1/g;

const filesIn = (folder: string) =>
  readdirSync(path.join(SOURCES, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|mts|cts|js|mjs|cjs)$/.test(name))
    .map((name) => path.join(SOURCES, folder, name));
const importsOf = (text: string) => [...text.matchAll(IMPORTED)].map(([, , name = '']) => name);
const importsIn = (folder: string) =>
  filesIn(folder).flatMap((file) =>
    importsOf(readFileSync(file, 'utf8')).map((name) => ({ file: path.relative(SOURCES, file), name })),
  );
const isElectron = ({ name }: { name: string }) => /^(electron|electron-store)(\/|$)/.test(name);

describe('Electron stays in its host', () => {
  test('every way to import is seen', () => {
    const text = `import { app } from 'electron';\nimport 'electron/main';\nawait import("electron-store");\nrequire('electron')`;
    expect(importsOf(text)).toEqual(['electron', 'electron/main', 'electron-store', 'electron']);
  });

  test.each(['core', 'shared', 'cli', 'web', 'renderer'])(
    '%s imports neither electron nor electron-store',
    (folder) => {
      const imports = importsIn(folder);
      expect(imports.length).toBeGreaterThan(0);
      expect(imports.filter(isElectron)).toEqual([]);
    },
  );

  test('the preload script imports electron and the names of the messages', () => {
    expect(importsIn('preload').map(({ name }) => name)).toEqual(['electron', '../shared/port-messages.ts']);
  });

  test('electron-store is imported in one place', () => {
    const stores = importsIn('main').filter(({ name }) => name === 'electron-store');
    expect(stores).toEqual([{ file: path.join('main', 'electron-settings.ts'), name: 'electron-store' }]);
  });
});

test('the shell never waits for ready at the top level of its entry', () => {
  const entry = readFileSync(path.join(SOURCES, 'main/index.ts'), 'utf8');
  expect(entry).not.toMatch(/^await |^(?:const|let) .*= await /m);
});

test('no page comes from file:, and nothing is opened outside the program', () => {
  const text = filesIn('main').map((file) => readFileSync(file, 'utf8'));
  expect(text.join('\n')).not.toMatch(/["'`]file:|loadFile|pathToFileURL|openExternal|openPath/);
});
