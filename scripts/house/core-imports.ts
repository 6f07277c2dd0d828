import { readFileSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'node:fs';
import { CORE_ORDER, type CoreFolder } from './core-folders.ts';

/** `import … from`, `export … from`, `import(…)`: as the formatter writes them. */
const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*'(\.[^']+)'/g;

/** Which folders each folder of the core imports, types and imports at run time included. */
export function coreImports(root: string): ReadonlyMap<CoreFolder, ReadonlySet<CoreFolder>> {
  const core = path.join(root, 'src/core');
  const imports = new Map(CORE_ORDER.map((folder) => [folder, new Set<CoreFolder>()]));
  for (const file of globSync('**/*.ts', { cwd: core }).map((name) => name.split(path.sep).join('/'))) {
    const from = folderOf(file);
    for (const [, target = ''] of readFileSync(path.join(core, file), 'utf8').matchAll(IMPORT)) {
      const imported = path.posix.join(path.posix.dirname(file), target);
      if (!imported.startsWith('..') && folderOf(imported) !== from) imports.get(from)!.add(folderOf(imported));
    }
  }
  return imports;
}

function folderOf(file: string): CoreFolder {
  const [folder] = file.split('/') as [CoreFolder];
  if (!CORE_ORDER.includes(folder))
    throw new Error(`src/core/${file} is in no folder of scripts/house/core-folders.ts`);
  return folder;
}

/** Imports against the order: `later` is imported although it comes behind. */
export const upwardImports = (
  imports: ReadonlyMap<CoreFolder, ReadonlySet<CoreFolder>>,
): { readonly folder: CoreFolder; readonly later: CoreFolder }[] =>
  CORE_ORDER.flatMap((folder, at) =>
    CORE_ORDER.slice(at).flatMap((later) => (imports.get(folder)!.has(later) ? [{ folder, later }] : [])),
  );
