#!/usr/bin/env node
// Starts the built command. better-sqlite3 13 needs Node-API 10 and crashes older Node without a word, so ask first.
import { existsSync } from 'node:fs';
import module from 'node:module';

const built = new URL('../out/main/vrlab.js', import.meta.url);
const underNode = new URL('../scripts/under-node.mjs', import.meta.url);
const [major, minor] = process.versions.node.split('.').map(Number);
const isTooOld = major < 22 || (major === 22 && minor < 14);
if (isTooOld && existsSync(underNode)) {
  // The Node that came with the packages runs it.
  process.argv.splice(2, 0, 'bin/vrlab.mjs');
  await import(underNode.href);
} else if (isTooOld) {
  process.stderr.write(`vrlab 需要 Node 22.14 以上 / needs Node 22.14 or newer: ${process.version}\n`);
  process.exit(70);
} else {
  if (!existsSync(built)) {
    // `npm run vrlab` also looks whether a source is newer; that look costs too much for every start of this one.
    const { buildIfNeeded } = await import('../scripts/build-if-needed.mjs');
    if (!(await buildIfNeeded())) process.exit(70);
  }
  module.enableCompileCache?.();
  await import(built.href);
}
