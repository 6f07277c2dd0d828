// npm test: everything a change must pass, on a machine that may have nothing but Node and npm.
// Extra arguments go to vitest: npm test -- tests/unit
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { buildIfNeeded } from './build-if-needed.mjs';
import { ensurePackages, QUICKER_TEST_PACKAGES, TEST_PACKAGES } from './system-packages.mjs';
import { temporaryFilesInMemory } from './temporary-files-in-memory.mjs';
import { fetchWindowsNode } from './windows-node.mjs';

const root = path.resolve(import.meta.dirname, '..');
const modules = path.join(root, 'node_modules');
const inMemory = temporaryFilesInMemory();

function step(name, script, ...args) {
  process.stdout.write(`\n— ${name}\n`);
  const [program, ...rest] = [...inMemory, process.execPath, path.join(modules, script), ...args];
  const { status } = spawnSync(program, rest, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

/** Runs a check beside others. @returns what it said, once it has ended, and whether it found nothing. */
function check(name, script, ...args) {
  const child = spawn(process.execPath, [path.join(modules, script), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' },
  });
  let said = `\n— ${name}\n`;
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
  return new Promise((resolve) => child.once('close', (code) => resolve({ said, good: code === 0 })));
}

const command = ensurePackages(TEST_PACKAGES);
if (command !== null) {
  process.stderr.write(`The tests need system packages that this user may not install. Please run:\n  ${command}\n`);
  process.exit(1);
}
ensurePackages(QUICKER_TEST_PACKAGES);
// The programs under test have temporary folders of their own, where nothing that was compiled before would be found.
process.env['NODE_COMPILE_CACHE'] ??= path.join(modules, '.cache/compiled-by-node');
const only = process.argv.slice(2);
if (only.length === 0 || only.some((argument) => /wine|windows/.test(argument))) {
  const problem = fetchWindowsNode();
  if (problem !== null) {
    process.stderr.write(`The Windows tests need Node for Windows from the package registry.\n  ${problem}\n`);
    process.exit(1);
  }
}
if (only.length === 0) {
  // At once: none of them keeps two cores busy alone.
  const checks = await Promise.all([
    check('format', 'oxfmt/bin/oxfmt', '--list-different', '.'),
    check('types', 'typescript/bin/tsc', '-b', '--noEmit'),
    check('lint', 'oxlint/bin/oxlint', '--type-aware', '--deny-warnings'),
  ]);
  for (const { said } of checks) process.stdout.write(said);
  if (!checks.every(({ good }) => good)) process.exit(1);
}
if (!(await buildIfNeeded())) process.exit(1);
if (only.length === 0) step('tests on other days', '../scripts/test-dates.mjs', '--short');
step('tests', 'vitest/vitest.mjs', 'run', ...only);
