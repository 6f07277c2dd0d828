import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { electronBuilder } from '../support/packages/electron-builder.ts';
import { nsisEnvironment, whyNoNsis } from '../support/packages/nsis.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { ROOT } from '../support/vrlab.ts';

describe.runIf(process.platform === 'linux')('the installer for Windows', { timeout: 180_000 }, () => {
  it('compiles whole, with every warning an error and our commands in it, and never removes what is recorded', async ({
    skip,
  }) => {
    const missing = whyNoNsis();
    skip(missing !== null, missing ?? '');
    const folder = temporaryFolder();
    const program = path.join(folder, 'win-unpacked');
    mkdirSync(path.join(program, 'resources'), { recursive: true });
    for (const file of ['VR Lab Check.exe', 'vrlab.cmd', 'resources/app.asar'])
      writeFileSync(path.join(program, file), file);
    const { log, ...environment } = nsisEnvironment(folder);
    const out = path.join(folder, 'dist');
    const args = ['--win', 'nsis', '--x64', '--prepackaged', program, `--config.directories.output=${out}`];
    await electronBuilder(args, environment);
    const installers = readFileSync(path.join(out, installerName()));
    expect(installers.subarray(0, 2).toString('latin1')).toBe('MZ');
    const said = readFileSync(log, 'utf8');
    expect(said).toContain(String.raw`FileOpen: $APPDATA\VR Lab Check\access.json`);
    expect(said).toContain(String.raw`CreateDirectory: "$APPDATA\VR Lab Check"`);
    expect(removedOfAllAccounts(said)).toEqual([]);
    // What electron-builder removes when it is asked to: folders of Electron in the profile of one account.
    expect(removedOfAllAccounts(said.replaceAll('SetShellVarContext: current', ''))).not.toEqual([]);
  });
});

/** Commands that remove something below ProgramData, which $APPDATA is while the context is that of all accounts. */
function removedOfAllAccounts(said: string): string[] {
  let isAll = true;
  return said.split('\n').filter((line) => {
    const context = /^SetShellVarContext: (\w+)/.exec(line)?.[1];
    if (context !== undefined) isAll = context === 'all';
    return isAll && /^(?:RMDir|Delete): .*(?:\$APPDATA|ProgramData)/.test(line);
  });
}

function installerName(): string {
  const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string };
  return `vrlab-check-${version}-x64.exe`;
}
