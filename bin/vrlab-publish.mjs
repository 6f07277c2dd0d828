#!/usr/bin/env node
// Starts the built publisher tool. Not part of the installed program.
import { existsSync } from 'node:fs';

const built = new URL('../out/main/vrlab-publish.js', import.meta.url);
if (!existsSync(built)) {
  const { buildIfNeeded } = await import('../scripts/build-if-needed.mjs');
  if (!(await buildIfNeeded())) process.exit(70);
}
await import(built.href);
