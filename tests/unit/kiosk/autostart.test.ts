import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { kioskSetup } from '../../../src/core/app/kiosk-setup.ts';
import { pcFolder } from '../../support/pc/pc-folder.ts';

const ENTRY = 'home/.config/autostart/vrlab-check-kiosk.desktop';

it('the program is started at sign-in once it is turned on, and no longer once it is off', async () => {
  const pc = pcFolder({ 'opt/VR Lab Check/vrlab-check': '' });
  expect(await kioskSetup('status', null, pc.environment)).toMatchObject({ value: { autostart: null } });
  const on = await kioskSetup('on', null, pc.environment);
  expect(on).toMatchObject({ value: { autostart: `"${pc.at('opt/VR Lab Check/vrlab-check')}" --kiosk` } });
  expect(readFileSync(pc.at(ENTRY), 'utf8')).toMatch(/^\[Desktop Entry\]\nType=Application\n/);
  expect(await kioskSetup('off', null, pc.environment)).toMatchObject({ value: { autostart: null } });
  expect(existsSync(pc.at(ENTRY))).toBe(false);
});

it('a program that is not there is refused, and nothing is written', async () => {
  const pc = pcFolder();
  for (const program of [null, pc.at('nothing'), pc.at('etc')])
    expect(await kioskSetup('on', program, pc.environment)).toMatchObject({
      problem: { code: 'file-unreadable' },
    });
  expect(existsSync(pc.at(ENTRY))).toBe(false);
});

it('a path with what means something in an Exec line stays one word', async () => {
  const pc = pcFolder({ 'a $b `c` 100%/p': '' });
  expect((await kioskSetup('on', pc.at('a $b `c` 100%/p'), pc.environment)).ok).toBe(true);
  const exec = /^Exec=(.*)$/m.exec(readFileSync(pc.at(ENTRY), 'utf8'))![1]!;
  // As a desktop reads it: first the escapes of the file, then %% is one, then the quotes, which are those of a shell.
  const line = exec.replaceAll('\\\\', '\\').replaceAll('%%', '%');
  const script = pc.at('show');
  writeFileSync(script, `#!/bin/sh\nset -- ${line}\nprintf '%s\\n' "$@"\n`);
  chmodSync(script, 0o755);
  expect(execFileSync(script, { encoding: 'utf8' }).trim().split('\n')).toEqual([pc.at('a $b `c` 100%/p'), '--kiosk']);
});
