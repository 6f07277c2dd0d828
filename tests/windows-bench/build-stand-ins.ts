import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../support/vrlab.ts';

const SOURCES = path.join(import.meta.dirname, 'stand-ins');
const COMPILER = 'x86_64-w64-mingw32-gcc';

/** Sources and libraries of each DLL. */
const DLLS = {
  'cfgmgr32.dll': ['cfgmgr32.c', 'device-key.c', 'world.c', 'devices.c', '-ladvapi32'],
  'hid.dll': ['hid.c'],
  'powrprof.dll': ['powrprof.c'],
  'wevtapi.dll': ['wevtapi.c'],
  'bcryptprimitives.dll': ['bcryptprimitives.c', '-ladvapi32'],
} as const;

export const STAND_INS_FOLDER = path.join(ROOT, 'test-artifacts/windows-bench');
export const STAND_INS = Object.keys(DLLS);
/** Names by which Wine takes those on the disk instead of its own. */
export const OVERRIDES = STAND_INS.map((name) => `${path.basename(name, '.dll')}=n`);

const changedAt = (file: string) => statSync(file).mtimeMs;

/** Compiles the stand-in DLLs for Windows, where a source is newer than they are. @throws with the compiler's words. */
export function buildStandIns(): void {
  mkdirSync(STAND_INS_FOLDER, { recursive: true });
  const newest = Math.max(...readdirSync(SOURCES).map((name) => changedAt(path.join(SOURCES, name))));
  for (const [name, inputs] of Object.entries(DLLS)) {
    const dll = path.join(STAND_INS_FOLDER, name);
    if (existsSync(dll) && changedAt(dll) > newest) continue;
    // Without mingw's own runtime DLLs, which Wine would not find.
    const options = ['-std=c17', '-O2', '-Wall', '-Wextra', '-Werror', '-s', '-shared', '-static-libgcc', '-o', dll];
    const { status, stderr, error } = spawnSync(COMPILER, [...options, ...inputs], { cwd: SOURCES, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${COMPILER} ${name}: ${error?.message ?? stderr}`);
  }
}
