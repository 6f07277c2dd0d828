import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { ROOT } from '../../tests/support/vrlab.ts';
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

/** A page with everything that comes with it before anybody has touched it. */
function firstScreen(): Set<string> {
  const found = new Set([path.join(FOLDER, 'index.html')]);
  for (const file of found) for (const other of loadedWith(file)) found.add(other);
  return found;
}

/** What the browser loads to show the first screen, and what only comes when it is opened; each file compressed by itself. */
export function screenSize(): Figure[] {
  const first = firstScreen();
  const later = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !first.has(file));
  return [
    atMost('first screen, compressed', compressed(first), 300, 'kB', 0),
    atMost(
      'screens loaded later, without what shows PDF',
      compressed(later.filter((file) => !/\/pdf[.-]/.test(file))),
      120,
      'kB',
      0,
    ),
    // The library of Mozilla as it is: 131 kB and its worker with 379 kB.
    atMost(
      'what shows PDF, loaded with a report',
      compressed(later.filter((file) => /\/pdf[.-]/.test(file))),
      560,
      'kB',
      0,
    ),
  ];
}
