import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { coreImports, upwardImports } from '../../../scripts/house/core-imports.ts';
import { CORE_ORDER } from '../../../scripts/house/core-folders.ts';
import { drawCore, withPicture } from '../../../scripts/house/draw-core.ts';
import lintConfig from '../../../oxlint.config.ts';
import { ROOT } from '../../support/vrlab.ts';

const imports = coreImports(ROOT);

test('no folder of the core imports one that comes behind it', () => {
  expect(imports.size).toBe(CORE_ORDER.length);
  expect(upwardImports(imports)).toEqual([]);
});

test('an import against the order is found', () => {
  const turned = new Map(CORE_ORDER.map((folder) => [folder, new Set(folder === 'store' ? CORE_ORDER.slice(-1) : [])]));
  expect(upwardImports(turned)).toEqual([{ folder: 'store', later: CORE_ORDER.at(-1) }]);
});

test('lint refuses every later folder to every folder', () => {
  const refused = (lintConfig.overrides ?? []).flatMap(({ files, rules }) => {
    const folder = /^src\/core\/([\w-]+)\/\*\*$/.exec(files[0] ?? '')?.[1];
    return folder === undefined ? [] : [[folder, JSON.stringify(rules)] as const];
  });
  expect(refused.map(([folder]) => folder)).toEqual(CORE_ORDER.slice(0, -1));
  for (const [folder, rules] of refused)
    for (const later of CORE_ORDER.slice(CORE_ORDER.findIndex((one) => one === folder) + 1))
      expect(rules).toMatch(new RegExp(`[(|]${later}[)|]`));
});

test('the page about the architecture shows the imports as they are (else: npm run house -- --write)', async () => {
  const page = await readFile(path.join(ROOT, 'docs/architecture.md'), 'utf8');
  expect(page).toBe(withPicture(page, drawCore(imports)));
});

test('a host reaches the core through the app: every value it imports from elsewhere is on the list of lint', async () => {
  const allowed = new Set(
    JSON.stringify(lintConfig.overrides)
      .match(/"allowImportNames":\[[^\]]*\]/g)
      ?.flatMap(namesIn),
  );
  const strays: string[] = [];
  for (const host of ['cli', 'web', 'main'])
    for (const file of await readdir(path.join(ROOT, 'src', host), { recursive: true }))
      if (file.endsWith('.ts')) {
        const text = await readFile(path.join(ROOT, 'src', host, file), 'utf8');
        for (const names of besideApp(text)) strays.push(...names.filter((name) => !allowed.has(name)));
      }
  expect(allowed.size).toBeGreaterThan(5);
  expect(strays).toEqual([]);
});

const namesIn = (list: string): string[] => [...list.matchAll(/"(\w+)"/g)].map(([, name]) => name!).slice(1);

/** Names of values imported from the core beside `app/` and `platform/`, loaded later or at once. */
function* besideApp(text: string): Generator<string[]> {
  for (const [, isType, names = ''] of text.matchAll(
    /import (type )?\{([^}]*)\} from '[./]+core\/(?!app\/|platform\/)[^']*'/g,
  ))
    if (isType === undefined)
      yield names
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '' && !name.startsWith('type '));
  for (const [loaded] of text.matchAll(/import\('[./]+core\/(?!app\/|platform\/)[^']*'\)/g)) yield [loaded];
}
