// What the program and its tests need from a Debian system, and how to get it without asking twice.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const DPKG_QUERY = '/usr/bin/dpkg-query';

export const RUNTIME_PACKAGES = ['libusb-1.0-0', 'libudev1'];
export const TEST_PACKAGES = [
  ...RUNTIME_PACKAGES,
  'umockdev',
  'gir1.2-umockdev-1.0',
  'python3-gi',
  'chromium',
  'fonts-noto-cjk',
  'poppler-utils',
  'faketime',
  // Google's own, run against the adb server of a world, and as the platform tools beside the program.
  'adb',
  'wine',
  'wine64',
  'gcc-mingw-w64-x86-64',
  // makensis, which compiles the installer for Windows.
  'nsis',
  // A shell for which the terminal completes commands.
  'zsh',
];
/** What makes the tests quicker and is not needed: a Chromium without windows costs each page a third less. */
export const QUICKER_TEST_PACKAGES = ['chromium-headless-shell'];

const installed = (name) => {
  const query = spawnSync(DPKG_QUERY, ['-W', '-f', '${Status}', name], { encoding: 'utf8' });
  return query.status === 0 && query.stdout.includes('install ok installed');
};

/** How this process may install packages: directly, by passwordless sudo, or not at all. */
function privilege() {
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : null;
}

/**
 * Installs what is missing when this process may.
 * @returns null when everything is there, otherwise the one command to type.
 */
export function ensurePackages(names) {
  if (process.platform !== 'linux') return null;
  if (!existsSync(DPKG_QUERY)) return `# ${names.join(' ')}`;
  const missing = names.filter((name) => !installed(name));
  if (missing.length === 0) return null;
  const command = `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  const prefix = privilege();
  if (prefix === null) return command;
  process.stderr.write(`apt-get install ${missing.join(' ')}\n`);
  const apt = (...args) => {
    const [program, ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
    return spawnSync(program, rest, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  };
  const done = apt('update') && apt('install', '-y', '--no-install-recommends', ...missing);
  return done && missing.every(installed) ? null : command;
}
