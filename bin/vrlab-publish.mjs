#!/usr/bin/env node
// Starts the built publisher tool. Not part of the installed program.
import { existsSync } from 'node:fs';

const built = new URL('../out/main/vrlab-publish.js', import.meta.url);
if (!existsSync(built)) {
  process.stderr.write('vrlab-publish 尚未构建 / is not built yet: npm run build\n');
  process.exit(70);
}
await import(built.href);
