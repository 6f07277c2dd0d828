import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { Snapshot } from '../../src/shared/domain/snapshot.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { vrlab } from '../support/vrlab.ts';
import { worldFile } from '../worlds/generator/world-folders.ts';

it('the built command asks the headsets that adb.json of a world describes, under umockdev', async () => {
  const folder = temporaryFolder();
  const world = path.join(folder, 'cabinet');
  cpSync(worldFile('index-complete', '.'), world, { recursive: true });
  rmSync(path.join(world, 'snapshot.json'));
  const headsets = [
    { serial: '1WMHH000X00001', properties: { 'ro.product.model': 'Quest 3' } },
    { serial: 'PA7L00000000002', state: 'no-permissions' },
  ];
  writeFileSync(path.join(world, 'adb.json'), JSON.stringify({ headsets }));
  const file = path.join(folder, 'taken.json');
  const { stderr } = await vrlab(['check', '--world', world, '--save-snapshot', file, '--data', temporaryFolder()], {
    // Nobody asks an adb server of the PC in a world.
    env: { ANDROID_ADB_SERVER_PORT: '1' },
  });
  expect(stderr).toContain(file);
  const { probes } = JSON.parse(readFileSync(file, 'utf8')) as Snapshot;
  expect(probes.adb).toMatchObject({
    status: 'ok',
    sources: ['adb.json'],
    facts: {
      way: 'running',
      headsets: [
        { serial: '1WMHH000X00001', state: 'device' },
        { serial: 'PA7L00000000002', state: 'no-permissions', sections: null },
      ],
    },
  });
});
