// npm test: everything a change must pass, on a machine that may have nothing but Node and npm.
// Extra arguments go to vitest: npm test -- tests/unit
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { buildIfNeeded } from './build-if-needed.mjs';
import { ensurePackages, TEST_PACKAGES } from './system-packages.mjs';
import { fetchWindowsNode } from './windows-node.mjs';

const root = path.resolve(import.meta.dirname, '..');
const modules = path.join(root, 'node_modules');

function step(name, script, ...args) {
  process.stdout.write(`\n— ${name}\n`);
  const { status } = spawnSync(process.execPath, [path.join(modules, script), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}

const command = ensurePackages(TEST_PACKAGES);
if (command !== null) {
  process.stderr.write(`The tests need system packages that this user may not install. Please run:\n  ${command}\n`);
  process.exit(1);
}
const only = process.argv.slice(2);
if (only.length === 0 || only.some((argument) => argument.includes('wine'))) {
  const problem = fetchWindowsNode();
  if (problem !== null) {
    process.stderr.write(`The Windows tests need Node for Windows from the package registry.\n  ${problem}\n`);
    process.exit(1);
  }
}
if (only.length === 0) {
  step('format', 'prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.');
  step('types', 'typescript/bin/tsc', '-b', '--noEmit');
  step('lint', 'oxlint/bin/oxlint', '--type-aware', '--deny-warnings');
}
if (!buildIfNeeded()) process.exit(1);
step('tests', 'vitest/vitest.mjs', 'run', ...only);
