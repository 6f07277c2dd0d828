// Runs a script or an installed command under the Node that came with the packages: under-node.mjs FILE [arguments]
// npm 11 and newer link that Node as node_modules/.bin/node, and `npm run` finds it there. npm 10 deletes the link again while it
// clears away the packages for other systems, which bring a command of the same name. So the link is not relied on.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { endWithNpm } from './end-with-npm.mjs';
import { runProgram } from './run-program.mjs';
import { say } from './say.mjs';

const SOFTWARE_ERROR = 70;
/** TypeScript sources run as they are, and better-sqlite3 13 finds its Node-API; an older Node crashes without a word. */
const OLDEST = [22, 18];

endWithNpm();

const root = path.resolve(import.meta.dirname, '..');
const system = process.platform === 'win32' ? 'win' : process.platform;
const installed = path.join(
  root,
  `node_modules/node-${system}-${process.arch}/bin`,
  process.platform === 'win32' ? 'node.exe' : 'node',
);

const [major, minor] = process.versions.node.split('.').map(Number);
const isNewEnough = major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
const isOwn = major === 24;
const [file, ...args] = process.argv.slice(2);
const script = path.resolve(root, file);

if (!isOwn && existsSync(installed)) {
  // Programs that the script starts by the name `node` get the same one.
  const PATH = `${path.dirname(installed)}${path.delimiter}${process.env.PATH ?? ''}`;
  const { code } = await runProgram(installed, [script, ...args], { env: { ...process.env, PATH } });
  process.exit(code);
} else if (!isNewEnough) {
  // npm leaves out an optional package that it could not download, and does not call that an error.
  say('nodeTooOld', { version: process.version });
  process.exit(SOFTWARE_ERROR);
} else {
  process.argv = [process.execPath, script, ...args];
  await import(pathToFileURL(script).href);
}
