import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { ROOT, vrlab, VRLAB } from '../support/vrlab.ts';
import { worldFile } from '../worlds/generator/world-folders.ts';

const WORLD = worldFile('index-usb2', '.');

/** In a process group of its own, as a shell starts it: a signal to the group is Ctrl+C. */
const start = (...args: string[]): ChildProcessByStdio<Writable, Readable, Readable> =>
  spawn(process.execPath, [VRLAB, ...args, '--lang', 'en', '--data', temporaryFolder()], {
    cwd: ROOT,
    detached: true,
    stdio: 'pipe',
  });
const codeOf = async (child: ReturnType<typeof start>) => ((await once(child, 'close')) as [number | null])[0];

/** Presses Ctrl+C so many times when the first verdict is there; null when umockdev itself has died before. */
async function interrupt(command: string, times: number): Promise<number | null> {
  const child = start(...command.split(' '), '--world', WORLD);
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ending = codeOf(child);
  await Promise.race([once(child.stdout, 'data'), ending]);
  await wait(300);
  for (let time = 0; time < times && child.exitCode === null; time += 1) process.kill(-child.pid!, 'SIGINT');
  const code = await ending;
  // umockdev 0.17 counts open files in a table of 50 that threads spoil for each other.
  return stderr.includes('fd_map_add(): overflow') ? null : code;
}

describe('Ctrl+C', () => {
  it.each([
    ['watch', 1],
    ['watch', 3],
    ['check --watch', 1],
    ['check --watch', 3],
  ])('ends vrlab %s in a world with the code of the last verdict, pressed %i times', async (command, times) => {
    let code: number | null = null;
    for (let attempt = 0; attempt < 10 && code === null; attempt += 1) code = await interrupt(command, times);
    expect(code).toBe(2);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s before there is a result is no success', async (signal, code) => {
    for (const after of [150, 250]) {
      const child = start('check', '--world', WORLD);
      const ending = once(child, 'close');
      await wait(after);
      child.kill(signal);
      const [ended, by] = (await ending) as [number | null, string | null];
      // Node itself may not have come as far as to handle it.
      expect(by ?? ended).toBe(by === null ? code : signal);
    }
  });
});

describe('a world that cannot be entered', () => {
  const broken = (spoil: (devices: string) => void) => {
    const folder = path.join(temporaryFolder(), 'broken');
    cpSync(WORLD, folder, { recursive: true, filter: (file) => !file.endsWith('usb.umockdev') });
    spoil(path.join(folder, 'usb.umockdev'));
    return folder;
  };

  it.each<[string, (devices: string) => void]>([
    ['garbage', (devices) => writeFileSync(devices, 'no devices')],
    ['a folder', (devices) => mkdirSync(devices)],
  ])('because its devices are %s is bad usage and is named', async (_, spoil) => {
    for (const language of ['zh-CN', 'en']) {
      const world = broken(spoil);
      const { code, stdout, stderr } = await vrlab(['check', '--world', world, '--lang', language]);
      expect([code, stdout]).toEqual([64, '']);
      expect(stderr).toContain(path.join(world, 'usb.umockdev'));
      expect(stderr.split('\n')).toHaveLength(3);
    }
  });

  it('because umockdev-run may not be run is bad usage and is named', async () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'umockdev-run'), '#!/bin/sh\n', { mode: 0o644 });
    const { code, stderr } = await vrlab(['check', '--world', WORLD], { env: { PATH: folder } });
    expect(code).toBe(64);
    expect(stderr).toContain(path.join(folder, 'umockdev-run'));
  });
});

describe('output that cannot be written', () => {
  it('ends with an error and a word when the disk is full', async () => {
    const child = spawn(process.execPath, [VRLAB, 'check', '--json', '--lang', 'en', '--data', temporaryFolder()], {
      cwd: ROOT,
      stdio: ['pipe', openSync('/dev/full', 'w'), 'pipe'],
    });
    let stderr = '';
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    expect(((await once(child, 'close')) as [number])[0]).toBe(70);
    expect(stderr).toMatch(/^The result could not be written: ENOSPC.*\n$/);
  });

  it('ends quietly when the reader has gone, as before head', async () => {
    const child = start('check', '--json');
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.stdout.destroy();
    expect([await codeOf(child), stderr]).toEqual([141, '']);
  });
});

describe('a user without a home folder', () => {
  // No account has this number. Root becomes it; anybody else does within a user namespace.
  const unknownUser =
    process.getuid?.() === 0
      ? ['setpriv', '--reuid=54321', '--clear-groups']
      : ['unshare', '--user', '--map-user=54321'];
  const nobody = ['env', '-u', 'HOME', '-u', 'VRLAB_DATA', '-u', 'XDG_DATA_HOME', ...unknownUser];

  it('is helped, and told that a data folder has to be named', async ({ skip }) => {
    const { status, stderr } = spawnSync(unknownUser[0]!, [...unknownUser.slice(1), 'true'], { encoding: 'utf8' });
    skip(status !== 0, `this user may not become another: ${stderr}`);
    expect(await vrlab(['--help'], { under: nobody })).toMatchObject({ code: 0, stderr: '' });
    const check = await vrlab(['check', '--lang', 'en'], { under: nobody });
    expect([check.code, check.stdout]).toEqual([64, '']);
    expect(check.stderr).toContain('--data');
  });
});

describe('the data folder', () => {
  it.each(['', 'relative'])('is not made where one happens to be when XDG_DATA_HOME is "%s"', async (value) => {
    const [home, here] = [temporaryFolder(), temporaryFolder()];
    const env = { XDG_DATA_HOME: value, HOME: home, VRLAB_DATA: '' };
    const { stdout } = await vrlab(['doctor', '--json'], { env, cwd: here });
    expect(stdout).toContain(path.join(home, '.local/share/vrlab-check'));
  });
});
