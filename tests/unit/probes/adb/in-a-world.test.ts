import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createProbes } from '../../../../src/core/probes/index.ts';
import { runProbes } from '../../../../src/core/probes/run-probe.ts';
import { openWorld, worldProbes } from '../../../../src/core/world/world.ts';
import { publication } from '../../../support/pc/judge.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { valueOf } from '../../../support/value-of.ts';

const never = new AbortController().signal;

/** A world with one headset in USB, and what it says of itself. */
async function look(adb: unknown) {
  const folder = path.join(temporaryFolder(), 'cabinet');
  mkdirSync(folder);
  const devices = { '1-2': { id: '2833:0186', speed: 'high', serial: '1WMHH000X00001', interfaces: ['adb'] } };
  const controllers = { '0000:00:14.0': { usb2: 1 } };
  writeFileSync(path.join(folder, 'world.json'), JSON.stringify({ about: 'One headset', controllers, devices }));
  if (adb !== undefined) writeFileSync(path.join(folder, 'adb.json'), JSON.stringify(adb));
  const world = valueOf(await openWorld(folder));
  const probes = worldProbes(world, createProbes(publication, folder));
  return (await runProbes(probes, never)).adb;
}

describe('a world with adb.json', () => {
  it('has headsets that are asked through its own server', async () => {
    const outcome = await look({
      headsets: [
        { serial: '1WMHH000X00001', usb: '1-2', properties: { 'ro.product.model': 'Quest 3' } },
        { serial: 'PA7L00000000002', state: 'unauthorized' },
      ],
    });
    expect(outcome).toMatchObject({
      status: 'ok',
      sources: ['adb.json'],
      facts: {
        way: 'running',
        headsets: [
          { serial: '1WMHH000X00001', state: 'device', usbKey: '1-2' },
          { serial: 'PA7L00000000002', state: 'unauthorized', usbKey: null, sections: null },
        ],
      },
    });
  });

  it('says where its file is wrong', async () => {
    expect(await look({ headsets: [{ serial: '' }] })).toMatchObject({
      status: 'failed',
      error: { code: 'world-file-unreadable', detail: expect.stringMatching(/adb\.json: headsets/) as string },
    });
  });

  it('never shows the headsets of this PC: without the file nobody was asked', async () => {
    expect(await look(undefined)).toMatchObject({ status: 'ok', facts: { way: 'none', headsets: [] } });
  });
});
