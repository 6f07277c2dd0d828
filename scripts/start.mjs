// npm start: the Electron app, or the same screens in a browser where the Electron binary is not there.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildIfNeeded } from './build-if-needed.mjs';
import { ensurePackages, RUNTIME_PACKAGES } from './system-packages.mjs';

const root = path.resolve(import.meta.dirname, '..');
const say = (key, params = {}) => {
  for (const language of ['zh-CN', 'en']) {
    const texts = JSON.parse(readFileSync(path.join(root, `src/shared/locales/${language}/web.json`), 'utf8'));
    process.stderr.write(`${texts[key].replaceAll(/\{\{(\w+)\}\}/g, (_, name) => params[name] ?? '')}\n`);
  }
};

/** electron's own start script would try to download what is missing; this only looks. */
function electronBinary() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(root, 'node_modules/electron/dist');
  const binary = path.join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron');
  return existsSync(binary) ? binary : null;
}

const given = process.argv.slice(2).filter((argument) => argument !== '--web');
const wantsWeb = process.argv.includes('--web');

const command = ensurePackages(RUNTIME_PACKAGES);
if (command !== null) say('packagesMissing', { command });
if (!buildIfNeeded()) {
  say('buildFailed');
  process.exit(70);
}
const electron = wantsWeb ? null : electronBinary();
if (electron === null && !wantsWeb) say('electronMissing');
const desktop = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
const [program, ...args] =
  electron === null
    ? [process.execPath, path.join(root, 'out/main/web.js'), ...(desktop ? ['--open'] : [])]
    : [electron, root];
const child = spawn(program, [...args, ...given], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.once('exit', (code, signal) => process.exit(code ?? 128 + (os.constants.signals[signal] ?? 0)));
