// npm run test:dates: the unit suite and one start of the web host on days that are not today, each in another time zone and
// locale. With --short: what depends on the day most, on two of them (part of npm test).
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { buildIfNeeded } from './build-if-needed.mjs';
import { ensurePackages, TEST_PACKAGES } from './system-packages.mjs';

const root = path.resolve(import.meta.dirname, '..');
const DAY_MS = 86_400_000;
const read = (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8'));
const yearNow = new Date().getFullYear();
const lastOfficialYear = Math.max(...read('publication/draft/calendar.json').years.map(({ year }) => year));
const expiry = Date.parse(read('resources/publication/metadata/timestamp.json').signed.expires);
const dayAfter = (instant) => new Date(instant + DAY_MS).toISOString().slice(0, 10);

/**
 * `at` is when the clock starts; it then goes on. ICU takes the language from the environment, also where the system has no such
 * locale.
 */
const DAYS = {
  tomorrow: { at: `${dayAfter(Date.now())}T12:00:00Z`, zone: 'UTC', locale: 'C' },
  'across the end of the year': { at: `${yearNow}-12-31T23:59:45+08:00`, zone: 'Asia/Shanghai', locale: 'zh_CN.UTF-8' },
  '29 February': { at: '2028-02-29T12:00:00-08:00', zone: 'America/Los_Angeles', locale: 'C' },
  'after the last official calendar': {
    at: `${lastOfficialYear + 1}-02-01T23:30:00+01:00`,
    zone: 'Europe/Berlin',
    locale: 'de_DE.UTF-8',
  },
  'after the expiry of the embedded publication': {
    at: `${dayAfter(expiry)}T00:15:00+05:30`,
    zone: 'Asia/Kolkata',
    locale: 'zh_CN.UTF-8',
  },
  'across 2^31 seconds': { at: '2038-01-19T03:14:00Z', zone: 'Pacific/Kiritimati', locale: 'zh_CN.UTF-8' },
};

/** Some seconds of what a day can change: publications and roots, calendars and promises, signed lengths, periods. */
const SHORT = {
  days: ['29 February', 'across 2^31 seconds'],
  files: [
    'app.test',
    'checks/version-checks',
    'delivery/status-updates',
    'delivery/webhook',
    'inspections-run',
    'inspections/lab/bundle',
    'inspections/last-signed',
    'inspections/plan/',
    'inspections/session/',
    'publication/embedded',
    'publisher/publisher',
    'requests/promises/promise',
    'requests/promises/service',
    'requests/promises/watch',
    'requests/promises/working-days',
    'shared/beijing-time',
    'shared/instant',
    'station/',
  ].map((file) => `tests/unit/${file}`),
};

/** Debian's libfaketime, for this processor. */
function faketimeLibrary() {
  const folders = ['x86_64-linux-gnu', 'aarch64-linux-gnu'].map((name) => `/usr/lib/${name}/faketime/libfaketime.so.1`);
  return folders.find((file) => existsSync(file)) ?? null;
}

/**
 * Environment of a program that begins at this moment. The clock is shifted, not set: all processes then agree, and a test may
 * change its time zone. The monotonic clock, so every timer and deadline, stays true.
 */
const beginningAt = (library, { at, zone, locale }) => ({
  ...process.env,
  LD_PRELOAD: library,
  FAKETIME: `${Math.round((Date.parse(at) - Date.now()) / 1000)}`.replace(/^(?=\d)/, '+'),
  FAKETIME_DONT_FAKE_MONOTONIC: '1',
  TZ: zone,
  LC_ALL: locale,
  LANG: locale,
});

/** @returns whether the tests passed, and what they said. */
function unitTests(env, args) {
  const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
  const child = spawn(process.execPath, [vitest, 'run', '--project', 'unit', '--reporter', 'dot', ...args], {
    cwd: root,
    env: { ...env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
  return new Promise((resolve) => child.once('close', (code) => resolve({ good: code === 0, said })));
}

/** Starts the built web host, fetches its page and ends it. @returns null, or what went wrong. */
async function webHost(env) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vrlab-dates-'));
  const child = spawn(process.execPath, [path.join(root, 'out/main/web.js'), '--data', folder], {
    cwd: root,
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    for await (const line of readline.createInterface(child.stdout)) {
      if (!line.startsWith('http')) continue;
      const page = await fetch(line.split('#')[0]);
      return page.ok ? null : `the web host answered ${page.status}`;
    }
    return 'the web host ended before it was ready';
  } finally {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

const short = process.argv.includes('--short');
const only = process.argv.slice(2).filter((argument) => argument !== '--short');
const command = ensurePackages(TEST_PACKAGES);
const library = faketimeLibrary();
if (command !== null || library === null) {
  process.stderr.write(
    `Other days need libfaketime. Please run:\n  ${command ?? 'sudo apt-get install -y faketime'}\n`,
  );
  process.exit(1);
}
if (!(await buildIfNeeded())) process.exit(1);

async function onDay([name, day]) {
  const env = beginningAt(library, day);
  const files = only.length > 0 ? only : short ? SHORT.files : [];
  const begun = performance.now();
  const { good, said } = await unitTests(env, files);
  const problem = await webHost(env);
  const seconds = Math.round((performance.now() - begun) / 1000);
  const result = good && problem === null ? 'passed' : 'FAILED';
  process.stdout.write(`${result}  ${name}: ${day.at}, ${day.zone}, ${day.locale} (${seconds} s)\n`);
  if (!good) process.stdout.write(`${said}\n`);
  if (problem !== null) process.stdout.write(`${problem}\n`);
  return result === 'passed';
}

const days = Object.entries(DAYS).filter(([name]) => !short || SHORT.days.includes(name));
let good = true;
if (short) good = (await Promise.all(days.map(onDay))).every(Boolean);
else for (const day of days) good = (await onDay(day)) && good;
process.exit(good ? 0 : 1);
