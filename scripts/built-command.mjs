// Runs a command of bin/ on the newest build: built-command.mjs FILE [arguments]
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfNeeded } from './build-if-needed.mjs';
import { say } from './say.mjs';

const SOFTWARE_ERROR = 70;

const [file, ...args] = process.argv.slice(2);
if (!(await buildIfNeeded())) {
  say('buildFailed');
  process.exit(SOFTWARE_ERROR);
}
const command = path.resolve(import.meta.dirname, '..', file);
process.argv = [process.execPath, command, ...args];
await import(pathToFileURL(command).href);
