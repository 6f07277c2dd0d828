// Runs at the end of `npm ci`: the program is usable at once. Without development packages there is nothing to build with.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { buildIfNeeded } from './build-if-needed.mjs';

const vite = path.resolve(import.meta.dirname, '../node_modules/electron-vite');
if (existsSync(vite) && !buildIfNeeded()) process.exitCode = 1;
