import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { bareEnvironment, LOAD_NATIVES, NPMS, npmScript, projectWithoutNode } from '../support/program/bare-install.ts';
import { startProgram } from '../support/program/started-program.ts';
import { folderOfFile } from '../support/temporary-folder.ts';
import { ROOT } from '../support/vrlab.ts';

const base = folderOfFile();
const SETTINGS = readFileSync(path.join(ROOT, '.npmrc'), 'utf8');

/** Installs what the program needs at run time, on a PC with nothing but Node. */
async function install(name: string, script: string, settings: string) {
  const folder = path.join(base, name);
  const env = bareEnvironment(path.join(base, `${name}-pc`));
  projectWithoutNode(folder, settings);
  const npm = startProgram([process.execPath, script, 'ci', '--omit=dev'], env, folder);
  const code = await npm.ended;
  return { code, printed: npm.printed(), folder, env };
}

describe.runIf(process.platform === 'linux')('npm ci on a PC with nothing but Node', { timeout: 180_000 }, () => {
  it.each(NPMS)('npm $version installs every native library, ready to use', async (pinned) => {
    const { code, printed, folder, env } = await install(pinned.version, npmScript(pinned), SETTINGS);
    expect(code, printed).toBe(0);
    const load = startProgram([process.execPath, '-e', LOAD_NATIVES], env, folder);
    expect(await load.ended, load.printed()).toBe(0);
    const loaded = JSON.parse(load.printed()) as string[];
    for (const library of ['better-sqlite3', 'node-hid', 'usb'])
      expect(loaded).toContainEqual(expect.stringMatching(`node_modules/(@node-)?${library}/.*\\.node$`));
  });

  it('without the settings of this project npm 10 would want a compiler', async () => {
    const [pinned] = NPMS;
    const { code, printed } = await install('compiling', npmScript(pinned!), '');
    expect(code).not.toBe(0);
    expect(printed).toMatch(/node-gyp rebuild[^]*Could not find any Python/);
  });
});
