import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../support/vrlab.ts';

const COMPONENTS = path.join(ROOT, 'src/renderer/src/components');
const GALLERY = path.join(ROOT, 'tests/gallery');

/** Files that these files name in imports, of now or of later. */
async function importedBy(files: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const file of files)
    for (const [, , imported] of (await readFile(file, 'utf8')).matchAll(/(from|import)\s*\(?\s*'(\.[^']+)'/g))
      found.push(path.resolve(path.dirname(file), imported!));
  return found;
}

test('the gallery shows every shared component', async () => {
  const components = (await readdir(COMPONENTS))
    .filter((name) => name.endsWith('.tsx'))
    .map((name) => path.join(COMPONENTS, name));
  const gallery = (await readdir(GALLERY))
    .filter((name) => name.endsWith('.tsx'))
    .map((name) => path.join(GALLERY, name));
  expect(components.length).toBeGreaterThan(10);
  const shown = new Set(await importedBy(gallery));
  // One that is loaded by another is shown with it.
  for (const imported of await importedBy(components.filter((file) => shown.has(file)))) shown.add(imported);
  const missing = components.filter((file) => !shown.has(file)).map((file) => path.basename(file));
  expect(missing).toEqual([]);
});
