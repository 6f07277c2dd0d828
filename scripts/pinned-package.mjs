// Packages that only tests need, on one system only: fetched through npm by name, checked against a checksum, and left in the
// package cache folder, so that nobody who just runs the program has to install them.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

const cache = path.resolve(import.meta.dirname, '../node_modules/.cache/vrlab-check');

/** npm names the archive of `@scope/name` so. */
const fileName = (name) => name.replace('@', '').replace('/', '-');

/** Folder of a package; there after `fetchPackage` has returned null. */
export const packageFolder = ({ name, version }) => path.join(cache, `${fileName(name)}-${version}`, 'package');

/**
 * @param pinned `name`, exact `version`, `sha512` of the archive in base64, `members` of the archive to unpack (all without it).
 * @returns null when the package is there, otherwise what went wrong.
 */
export function fetchPackage(pinned) {
  const { name, version, sha512, members = [] } = pinned;
  const folder = packageFolder(pinned);
  if (existsSync(folder)) return null;
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(path.join(cache, 'fetching-'));
  try {
    process.stderr.write(`npm pack ${name}@${version}\n`);
    const pack = spawnSync('npm', ['pack', '--silent', `${name}@${version}`], {
      cwd: work,
      encoding: 'utf8',
      // npm is a command file there, which only a shell starts.
      shell: process.platform === 'win32',
    });
    const archive = path.join(work, `${fileName(name)}-${version}.tgz`);
    if (!existsSync(archive)) return `npm pack: ${pack.stderr || String(pack.error ?? pack.status)}`;
    const found = createHash('sha512').update(readFileSync(archive)).digest('base64');
    if (found !== sha512) return `${name}@${version} has the checksum ${found}`;
    // By its name alone: one tar takes the colon of C:\ for a host.
    const tar = spawnSync('tar', ['-xzf', path.basename(archive), ...members], { cwd: work, encoding: 'utf8' });
    if (tar.status !== 0) return `tar: ${tar.stderr}`;
    mkdirSync(path.dirname(folder), { recursive: true });
    renameSync(path.join(work, 'package'), folder);
    return null;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
