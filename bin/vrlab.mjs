#!/usr/bin/env node
// Starts the built command. better-sqlite3 13 needs Node-API 10 and crashes older Node without a word, so ask first.
import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';

const built = new URL('../out/main/vrlab.js', import.meta.url);
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 14)) {
  process.stderr.write(
    `vrlab 需要 Node 22.14 以上 / needs Node 22.14 or newer: ${process.version}. npm run vrlab -- …\n`,
  );
  process.exit(70);
}
if (!existsSync(built)) {
  process.stderr.write('vrlab 尚未构建 / is not built yet: npm run build\n');
  process.exit(70);
}
enableCompileCache?.();
await import(built.href);
