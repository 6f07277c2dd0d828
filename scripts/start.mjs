// npm start: the Electron app, or the same screens in a browser where Electron cannot run or cannot be had.
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { buildIfNeeded } from './build-if-needed.mjs';
import { electronRuntime } from './electron-runtime.mjs';
import { HOST_ENVIRONMENT, HOST_OPTIONS } from './host-options.mjs';
import { runProgram } from './run-program.mjs';
import { progressLine, say } from './say.mjs';
import { ensurePackages, RUNTIME_PACKAGES } from './system-packages.mjs';

const SOFTWARE_ERROR = 70;
/** How programs end that the system or Chromium's sandbox stopped: libraries missing, traps, aborts. Electron itself ends so at once. */
const NOT_FOUND = 127;
const STARTING_MS = 15_000;
/** npm passes on a Ctrl+C that the terminal has sent to everybody already. */
const SAME_CTRL_C_MS = 500;

const root = path.resolve(import.meta.dirname, '..');
const given = process.argv.slice(2).filter((argument) => argument !== '--web');

/** Finds or fetches Electron; Ctrl+C gives up the download only, and the browser follows. */
async function findElectron() {
  const cancelling = new AbortController();
  const cancel = () => cancelling.abort();
  const line = progressLine();
  const found = await electronRuntime(path.join(root, 'node_modules/electron'), {
    begin(version) {
      say('electron.downloading', { version });
      process.on('SIGINT', cancel);
    },
    progress({ received, total }) {
      if (received === undefined) line.show('  Electron …');
      else
        line.show(
          total > 0
            ? `  Electron ${Math.floor((received / total) * 100)} % · ${received}/${total} MB`
            : `  Electron ${received} MB`,
        );
    },
    cancelled: cancelling.signal,
  });
  line.end();
  if (cancelling.signal.aborted) await pause(SAME_CTRL_C_MS);
  process.off('SIGINT', cancel);
  return found;
}

/** @returns the exit code, or null when it ended before it had begun, which the browser makes up for. */
async function runElectron(program) {
  const begun = performance.now();
  let wasAsked = false;
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => (wasAsked = true));
  const { code, signal: endedBy } = await runProgram(program, [root, ...given]);
  const crashed = endedBy !== null || code === NOT_FOUND;
  return crashed && !wasAsked && performance.now() - begun < STARTING_MS ? null : code;
}

const command = ensurePackages(RUNTIME_PACKAGES);
if (command !== null) say('packagesMissing', { command });
if (!(await buildIfNeeded())) {
  say('buildFailed');
  process.exit(SOFTWARE_ERROR);
}
if (!process.argv.includes('--web')) {
  const electron = await findElectron();
  if (electron.program !== undefined) {
    const code = await runElectron(electron.program);
    if (code !== null) process.exit(code);
    say('electron.endedAtOnce');
  } else say(electron.why, electron.params);
}
const hasDesktop = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
// Only a window of its own can be a kiosk.
const args = given.filter((argument) => argument !== '--kiosk');
const host = await runProgram(
  process.execPath,
  [...HOST_OPTIONS, path.join(root, 'out/main/web.js'), ...(hasDesktop ? ['--open'] : []), ...args],
  { env: { ...HOST_ENVIRONMENT, ...process.env } },
);
process.exit(host.code);
