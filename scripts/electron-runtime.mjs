// Electron's program: where it is, whether it can run here, and how it gets there. The package `electron` 45 brings no program and
// downloads it at the first start; npm runs nothing while it installs (docs/adr/0013-nothing-runs-while-installing.md).
import { fork } from 'node:child_process';
import { accessSync, constants, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A line of 1.2 Mbit/s brings the archive in this time; who has less goes on in the browser. */
const WHOLE_DOWNLOAD_MS = 15 * 60_000;
const INSTALLER_MESSAGE_MOST = 20_000;

const WATCH = new URL('watch-download.mjs', import.meta.url).href;

const textIn = (file) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
};

/**
 * The program of the package in `folder`, complete and of its version, as Electron's installer itself decides it.
 * @returns null when there is none.
 */
function installedProgram(folder) {
  const name = textIn(path.join(folder, 'path.txt'));
  const version = textIn(path.join(folder, 'dist/version'))?.trim().replace(/^v/, '');
  if (name === null || version !== JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')).version)
    return null;
  const program = path.join(folder, 'dist', name);
  return existsSync(program) ? program : null;
}

/** Why Electron cannot run here, however complete it is: a key of web.json, or null. */
function obstacle() {
  if (process.platform !== 'linux') return null;
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'electron.noDisplay';
  // Chromium would have to be started without its sandbox, which is never done.
  if (process.getuid() === 0) return 'electron.root';
  const off = (file, value) => textIn(path.join('/proc/sys', file))?.trim() === value;
  const namespaces = !off('kernel/unprivileged_userns_clone', '0') && !off('user/max_user_namespaces', '0');
  return namespaces ? null : 'electron.noSandbox';
}

function isWritable(folder) {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Node reads the usual proxy variables only when asked to; npm names its own in other variables. */
function withProxy(env) {
  const proxy = env.npm_config_https_proxy ?? env.npm_config_proxy;
  const known = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'].some((name) => env[name]);
  const NO_PROXY = env.NO_PROXY ?? env.no_proxy ?? env.npm_config_noproxy;
  if (!known && !proxy) return env;
  return {
    ...env,
    ...(!known && { HTTPS_PROXY: proxy, HTTP_PROXY: proxy }),
    ...(NO_PROXY !== undefined && { NO_PROXY }),
    NODE_USE_ENV_PROXY: '1',
  };
}

const megabytes = (bytes) => Math.round(bytes / 1e6);

/** Runs Electron's installer. @returns null when it has installed, otherwise why not. */
async function install(folder, { progress, cancelled }) {
  const temporary = mkdtempSync(path.join(os.tmpdir(), 'vrlab-electron-'));
  const installer = fork(path.join(folder, 'install.js'), [], {
    execArgv: ['--import', WATCH],
    // An interrupted download leaves its piece where it is removed below.
    env: {
      ...withProxy(process.env),
      TMPDIR: temporary,
      TEMP: temporary,
      TMP: temporary,
      ELECTRON_GET_NO_PROGRESS: '1',
    },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // Ctrl+C in the terminal is for this process, which decides.
    detached: process.platform !== 'win32',
  });
  let failure = null;
  let said = '';
  installer.stderr.setEncoding('utf8').on('data', (text) => (said = (said + text).slice(0, INSTALLER_MESSAGE_MOST)));
  installer.on('message', ({ failed, host, detail, received, total, complete }) => {
    if (failed !== undefined) failure ??= { key: `electron.${failed}`, params: { host, detail } };
    else if (complete) progress({ key: 'unpacking' });
    else progress({ received: megabytes(received), total: megabytes(total) });
  });
  const stop = (key) => {
    failure = { key, params: {} };
    installer.kill('SIGKILL');
  };
  const timer = setTimeout(() => stop('electron.tooSlow'), WHOLE_DOWNLOAD_MS);
  const cancel = () => stop('electron.cancelled');
  cancelled.addEventListener('abort', cancel, { once: true });
  if (cancelled.aborted) cancel();
  try {
    const code = await new Promise((resolve) => installer.once('close', resolve).once('error', () => resolve(1)));
    if (failure !== null) return failure;
    if (code === 0) return null;
    if (said.includes('ChecksumMismatchError') || said.includes('did not match expected checksum'))
      return { key: 'electron.wrongChecksum', params: {} };
    if (/no answer in \d+ s/.test(said)) return { key: 'electron.tooSlow', params: {} };
    const detail = said.split('\n').find((line) => /^\w*Error\b/.test(line)) ?? said.split('\n')[0] ?? '';
    return { key: 'electron.failed', params: { detail: detail.trim() } };
  } finally {
    clearTimeout(timer);
    cancelled.removeEventListener('abort', cancel);
    rmSync(temporary, { recursive: true, force: true });
  }
}

/**
 * The program that shows the screens in a window, downloaded once where it is missing.
 * @param folder of the package `electron`.
 * @param watch `begin(version)` before a download, `progress` with what has come, in MB, `cancelled` to give it up.
 * @returns `program`: its path; or `why`: a key of web.json with `params`.
 */
export async function electronRuntime(folder, { begin, progress, cancelled }) {
  const hindrance = obstacle();
  if (hindrance !== null) return { why: hindrance, params: {} };
  const elsewhere = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (elsewhere) {
    const program = path.join(elsewhere, process.platform === 'win32' ? 'electron.exe' : 'electron');
    return existsSync(program) ? { program } : { why: 'electron.notThere', params: { folder: elsewhere } };
  }
  if (!existsSync(path.join(folder, 'install.js'))) return { why: 'electron.notThere', params: { folder } };
  const there = installedProgram(folder);
  if (there !== null) return { program: there };
  if (!isWritable(folder)) return { why: 'electron.notWritable', params: { folder } };
  begin(JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')).version);
  const failure = await install(folder, { progress, cancelled });
  if (failure !== null) return { why: failure.key, params: failure.params };
  const program = installedProgram(folder);
  return program === null ? { why: 'electron.failed', params: { detail: 'path.txt' } } : { program };
}
