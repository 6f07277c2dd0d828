import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { snapshotSchema } from '../../src/shared/domain/snapshot.ts';
import type { WindowsTree } from '../../src/core/world/described/windows-tree.ts';
import { windowsPath } from '../support/wine/wine-prefix.ts';
import { HMD, lighthouseReport, mainboardReport, WAND } from '../support/pc/firmware-reports.ts';
import { WindowsBench } from './windows-bench.ts';

// The installed command asks devices of the bench through its own process and node-hid itself.

let bench: WindowsBench;
beforeAll(() => {
  bench = WindowsBench.start();
});
afterAll(() => bench.stop());

type Node = NonNullable<NonNullable<WindowsTree['controllers'][number]['devices']>[number]['hid']>[number];
const feature = (id: string, report: Buffer | string, delayMs?: number) => ({
  features: [{ id, hex: report.toString('hex'), ...(delayMs !== undefined && { delayMs }) }],
});

/** Firmware and access of devices `vid:pid` with one HID node each, in their order. */
async function firmwareOf(nodes: readonly (readonly [id: string, node: Node])[]) {
  bench.plugIn({
    controllers: [
      {
        instance: String.raw`PCI\VEN_8086&DEV_43ED\3&1`,
        path: 'PCIROOT(0)#PCI(1400)',
        devices: nodes.map(([id, node], at) => ({
          port: at + 1,
          vid: id.slice(0, 4),
          pid: id.slice(5),
          speed: 'full' as const,
          serial: `S${at}`,
          hid: [node],
        })),
      },
    ],
  });
  const file = path.join(bench.app, 'snapshot.json');
  await bench.vrlab(['check', '--json', '--save-snapshot', windowsPath(file)]);
  const { probes } = snapshotSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  if (probes.hid.status !== 'ok') throw new Error(JSON.stringify(probes.hid));
  const { devices } = probes.hid.facts;
  return {
    milliseconds: probes.hid.durationMs,
    firmware: nodes.map((_, at) => devices.find(({ serial }) => serial === `S${at}`)?.firmware),
  };
}

it('headset, controller and mainboard report their firmware', async () => {
  const { firmware } = await firmwareOf([
    ['28de:2000', feature('05', lighthouseReport(HMD))],
    ['28de:2012', feature('05', lighthouseReport(WAND))],
    ['0bb4:2c87', feature('04', mainboardReport(0x0020_0108))],
    ['28de:2101', feature('05', lighthouseReport(WAND))],
  ]);
  expect(firmware).toMatchObject([
    { status: 'read', report: 5, version: String(HMD), hardware: '129 1.5.0' },
    { status: 'read', report: 5, version: String(WAND) },
    { status: 'read', report: 4, version: String(0x0020_0108), monitor: 'HVRAA01' },
    // A radio is no controller, and nobody asks it.
    undefined,
  ]);
});

it('who is held, refuses, lies or never answers is a reason, and the others are heard', async () => {
  const { firmware, milliseconds } = await firmwareOf([
    ['28de:2012', { ...feature('05', lighthouseReport(WAND)), open: 'held' }],
    ['28de:2012', { ...feature('05', lighthouseReport(WAND)), open: 'sharing' }],
    ['28de:2012', { ...feature('05', lighthouseReport(WAND)), open: 'denied' }],
    ['28de:2012', {}],
    ['28de:2012', feature('05', '0500')],
    ['28de:2012', feature('05', lighthouseReport(WAND), 60_000)],
    ['28de:2012', feature('05', lighthouseReport(WAND))],
  ]);
  const told = firmware.map((one) => (one?.status === 'unread' ? one.reason : (one?.version ?? null)));
  expect(told.slice(1)).toEqual(['busy', 'denied', 'refused', 'empty', 'no-answer', String(WAND)]);
  // Of a collection that nobody may even look at Windows gives no serial; it is not asked either.
  expect(told[0]).toBeNull();
  expect(milliseconds).toBeLessThan(4500);
});
