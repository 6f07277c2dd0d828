import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { ROOT } from '../../tests/support/vrlab.ts';
import { atMost, type Figure } from './figure.ts';

/** Everything the browser loads to show the screens, each file compressed by itself. */
export function screenSize(): Figure[] {
  const folder = path.join(ROOT, 'out/renderer');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const bytes = files.reduce(
    (sum, file) => sum + gzipSync(readFileSync(path.join(file.parentPath, file.name))).length,
    0,
  );
  return [atMost('screens, compressed', bytes / 1000, 300, 'kB', 0)];
}
