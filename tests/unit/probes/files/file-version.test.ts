import { statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readFileVersion } from '../../../../src/core/probes/files/file-version.ts';
import { type Content, FOLDER, megabytesRead, noting, pcFolder } from '../../../support/pc/pc-folder.ts';
import { windowsProgram } from '../../../support/program/windows-program.ts';

async function versionOf(content: Content) {
  const pc = pcFolder({ 'Program Files/VR 教学/VRClassroom.exe': content });
  const { report, troubles } = noting();
  return { version: await readFileVersion(pc.at('Program Files/VR 教学/VRClassroom.exe'), report), troubles };
}

it.each([
  ['3.4.2', '3.4.2.0', '3.4.2'],
  [' 1.86.0.000082 ', '1.86.0.82', '1.86.0.000082'],
  ['10.0.22621.1 (WinBuild.160101.0800)', '10.0.22621.1', '10.0.22621.1'],
  ['3, 4, 2, 0', '3.4.2.0', '3.4.2.0'],
  ['三点四', '0.0.0.0', null],
  [undefined, '65535.65535.1.2', '65535.65535.1.2'],
])('FileVersion %j with the fixed numbers %s is read as %j', async (fileVersion, fixed, version) => {
  const content = windowsProgram(fileVersion === undefined ? { fixed } : { fileVersion, fixed });
  expect(await versionOf(content)).toEqual({ version, troubles: [] });
});

it('a program without resources tells none', async () => {
  const { NtExecutable } = await import('resedit');
  expect(await versionOf(Buffer.from(NtExecutable.createEmpty().generate()))).toEqual({ version: null, troubles: [] });
});

it('a missing program is no trouble', async () => {
  const { report, troubles } = noting();
  expect(await readFileVersion('/nowhere/x.exe', report)).toBeNull();
  expect(troubles).toEqual([]);
});

it.each([
  ['empty', ''],
  ['text', '#!/bin/sh\n'],
  ['only MZ', 'MZ'],
  ['MZ and rubbish', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(100_000, 0xa5)])],
  ['a whole DOS program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])],
])('%s is no program', async (_, content) => {
  const { version, troubles } = await versionOf(content);
  expect(version).toBeNull();
  expect(troubles.map(({ code }) => code)).toEqual(['not-a-program']);
});

it('a folder in place of the program is unreadable', async () => {
  const { troubles } = await versionOf(FOLDER);
  expect(troubles.map(({ code, detail }) => [code, detail])).toEqual([['unreadable', 'not a file']]);
});

it('a download cut off anywhere never crashes, and is never another version', async () => {
  const whole = windowsProgram({ fileVersion: '3.4.2', fixed: '3.4.2.0' });
  const pc = pcFolder({ 'VRClassroom.exe': whole });
  for (let length = whole.length - 1; length >= 0; length -= 13) {
    truncateSync(pc.at('VRClassroom.exe'), length);
    const { report, troubles } = noting();
    const version = await readFileVersion(pc.at('VRClassroom.exe'), report);
    expect([null, '3.4.2']).toContain(version);
    expect(troubles.every(({ code }) => code === 'not-a-program')).toBe(true);
  }
});

it('random damage ends in a version or in a trouble', async () => {
  const whole = windowsProgram({ fileVersion: '3.4.2', fixed: '3.4.2.0' });
  const pc = pcFolder({ 'x.exe': whole });
  let seed = 1;
  const random = (below: number) => (seed = (seed * 48_271) % 0x7fffffff) % below;
  for (let round = 0; round < 1000; round++) {
    const damaged = Buffer.from(whole);
    for (let hit = 0; hit < 4; hit++) damaged[random(damaged.length)] = random(256);
    writeFileSync(pc.at('x.exe'), damaged);
    const { report, troubles } = noting();
    const version = await readFileVersion(pc.at('x.exe'), report);
    expect(version === null || troubles.length === 0).toBe(true);
  }
});

it('reads a program of two gigabytes without reading it', async () => {
  const pc = pcFolder({ 'huge.exe': windowsProgram({ fileVersion: '1.2', fixed: '1.2.0.0' }) });
  truncateSync(pc.at('huge.exe'), 2 * 1024 ** 3); // sparse
  expect(statSync(pc.at('huge.exe')).size).toBe(2 * 1024 ** 3);
  const megabytes = await megabytesRead(async () =>
    expect(await readFileVersion(path.join(pc.root, 'huge.exe'), noting().report)).toBe('1.2'),
  );
  expect(megabytes).toBeLessThan(5);
});
