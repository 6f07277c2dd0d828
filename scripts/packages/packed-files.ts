import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Target } from './target.ts';

/** Folders and files that hold sources, tests or tools, by package. */
const NOT_LOADED: Readonly<Record<string, readonly string[]>> = {
  '@node-rs/argon2': ['browser.js'],
  'better-sqlite3': ['deps/', 'src/'],
  koffi: ['doc/', 'lib/', 'vendor/', 'cnoke.cjs'],
  'native-reg': ['src/', 'test/'],
  'node-gyp-build': ['bin.js', 'build-test.js', 'optional.js'],
  'node-hid': ['hidapi/', 'src/'],
  'pkg-prebuilds': ['bin/'],
};

const LOADED = /\.(?:[cm]?js|json|node)$/;
const LICENCE = /^(?:licen[cs]e|copying|notice)/i;

/** Files of a package that belong into what is packed for a system: what is loaded, and the licence. Names with `/`. */
export function packedFiles(name: string, folder: string, target: Target): string[] {
  const left = NOT_LOADED[name] ?? [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter(
      (file) =>
        !file.startsWith('node_modules/') &&
        !left.some((one) => file === one || (one.endsWith('/') && file.startsWith(one))),
    )
    .filter((file) => LICENCE.test(file) || (LOADED.test(file) && isOf(file, target)))
    .toSorted();
}

/** Some packages carry the libraries of every system, each named by it. */
function isOf(file: string, { platform, arch }: Target): boolean {
  const [, library] = /^prebuilds\/([^/]+)/.exec(file) ?? [];
  return library === undefined || new RegExp(`(?:^|-)${platform}-${arch}(?:\\.node)?$`).test(library);
}
