import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { windowsTreeSchema } from '../../src/core/world/described/windows-tree.ts';
import { WORLDS_FOLDER } from '../worlds/generator/world-folders.ts';
import { WindowsBench } from './windows-bench.ts';

// node-hid reads what devices of the bench send: whoever builds a test of live values needs no device.

const PROGRAM = `
const { writeFileSync } = require('node:fs');
const HID = require('node-hid');
const [answer] = process.argv.slice(2);
(async () => {
  const [{ path }] = (await HID.devicesAsync()).filter(({ productId }) => productId === 0x2101);
  const device = await HID.HIDAsync.open(path, { nonExclusive: true });
  const inputs = [];
  for (let time = 0; time < 3; time += 1) inputs.push((await device.read(5000)).toString('hex'));
  const feature = (await device.getFeatureReport(5, 8)).toString('hex');
  await device.close();
  writeFileSync(answer, JSON.stringify({ inputs, feature }));
  process.exit(0);
})().catch((cause) => {
  writeFileSync(answer, JSON.stringify({ failed: String(cause) }));
  process.exit(0);
});
`;

const MAKERS = `
const { writeFileSync } = require('node:fs');
const HID = require('node-hid');
const [answer] = process.argv.slice(2);
HID.devicesAsync().then((devices) => {
  writeFileSync(answer, JSON.stringify(devices.map(({ manufacturer }) => manufacturer)));
  process.exit(0);
});
`;

let bench: WindowsBench;
beforeAll(() => {
  bench = WindowsBench.start();
});
afterAll(() => bench.stop());

it('input reports come one after the other, and feature reports when they are asked for', () => {
  bench.plugIn({
    controllers: [
      {
        instance: String.raw`PCI\VEN_8086&DEV_43ED\3&1`,
        path: 'PCIROOT(0)#PCI(1400)',
        devices: [
          {
            port: 3,
            vid: '28de',
            pid: '2101',
            speed: 'full',
            serial: 'W1',
            hid: [
              {
                inputs: [
                  { hex: '0311223344', delayMs: 20 },
                  { hex: '0355667788', delayMs: 20 },
                ],
                features: [{ id: '05', hex: '05aabb' }],
              },
            ],
          },
        ],
      },
    ],
  });
  const program = path.join(bench.app, 'reports.cjs');
  writeFileSync(program, PROGRAM);
  const { inputs, feature } = JSON.parse(bench.run(program)) as { inputs: string[]; feature: string };
  expect(inputs.map((input) => input.slice(0, 10))).toEqual(['0311223344', '0355667788', '0311223344']);
  expect(feature.slice(0, 6)).toBe('05aabb');
});

it('node-hid takes the maker of an INF file for one that the device named', () => {
  const world = readFileSync(path.join(WORLDS_FOLDER, 'windows/maker-told-by-the-inf-alone.json'), 'utf8');
  bench.plugIn(windowsTreeSchema.parse((JSON.parse(world) as { world: unknown }).world));
  const program = path.join(bench.app, 'makers.cjs');
  writeFileSync(program, MAKERS);
  expect(JSON.parse(bench.run(program))).toEqual(['Oculus VR, Inc.']);
});
