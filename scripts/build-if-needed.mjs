// Builds the program when it was never built or a source is newer than the build.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const inputs = ['src', 'resources', 'package.json', 'electron.vite.config.ts'];

function newest(file) {
  const { mtimeMs } = statSync(file);
  if (!statSync(file).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(file).map((name) => newest(path.join(file, name))));
}

/** @returns true when a usable build is there afterwards. */
export function buildIfNeeded() {
  const built = path.join(root, 'out/renderer/index.html');
  const age = existsSync(built) ? statSync(built).mtimeMs : 0;
  if (inputs.every((input) => newest(path.join(root, input)) < age)) return true;
  const vite = path.join(root, 'node_modules/electron-vite/bin/electron-vite.js');
  if (!existsSync(vite)) return false;
  const build = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: root, stdio: 'inherit' });
  return build.status === 0;
}
