// Builds the program when it was never built or a source is newer than the build.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { progressLine, say } from './say.mjs';

const root = path.resolve(import.meta.dirname, '..');
const inputs = ['src', 'resources', 'package.json', 'package-lock.json', 'electron.vite.config.ts'];
/** The last file that a build writes: main process, preload and screens are built in this order. */
const built = path.join(root, 'out/renderer/index.html');
const PARTS = 3;

function newest(file) {
  const { mtimeMs } = statSync(file);
  if (!statSync(file).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(file).map((name) => newest(path.join(file, name))));
}

function isBuilt() {
  const age = existsSync(built) ? statSync(built).mtimeMs : 0;
  return inputs.every((input) => newest(path.join(root, input)) < age);
}

const isRunning = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return cause.code === 'EPERM';
  }
};

/** Two builds at once would empty each other's folder: the second one waits and uses what the first has built. */
async function alone(work) {
  const lock = path.join(root, 'node_modules/.cache/vrlab-check/building');
  const holder = path.join(lock, 'pid');
  mkdirSync(path.dirname(lock), { recursive: true });
  for (;;)
    try {
      mkdirSync(lock);
      break;
    } catch (cause) {
      if (cause.code !== 'EEXIST') throw cause;
      await pause(200);
      const pid = existsSync(holder) ? Number(readFileSync(holder, 'utf8')) : 0;
      if (pid === 0 ? statSync(lock, { throwIfNoEntry: false })?.mtimeMs < Date.now() - 5000 : !isRunning(pid))
        rmSync(lock, { recursive: true, force: true });
    }
  try {
    writeFileSync(holder, String(process.pid));
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

async function build(bundler) {
  say('building');
  const child = spawn(process.execPath, [bundler, 'build'], {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const progress = progressLine();
  let part = 0;
  const said = [];
  for await (const line of readline.createInterface(child.stdout)) {
    said.push(line);
    if (/building .*environment/.test(line)) part += 1;
    // The list of the files written, a line for each, is no progress.
    if (!line.startsWith('out/') && line.trim() !== '') progress.show(`  ${part}/${PARTS} ${line.trim()}`);
  }
  progress.end();
  const code = await ended;
  if (code !== 0) process.stderr.write(`${said.join('\n')}\n`);
  return code === 0;
}

/** @returns true when a usable build is there afterwards. Progress goes to stderr. */
export async function buildIfNeeded() {
  if (isBuilt()) return true;
  const bundler = path.join(root, 'node_modules/electron-vite/bin/electron-vite.js');
  if (!existsSync(bundler)) return false;
  try {
    return await alone(async () => isBuilt() || (await build(bundler)));
  } catch (cause) {
    process.stderr.write(`${cause.message}\n`);
    return false;
  }
}
