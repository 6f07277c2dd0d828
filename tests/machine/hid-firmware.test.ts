import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { FirmwareSource } from '../../src/core/published/catalogue.ts';
import type { HidFacts } from '../../src/shared/domain/hid-facts.ts';
import {
  CONFIG_REWOUND,
  configReports,
  HMD,
  KNUCKLES,
  lighthouseReport,
  mainboardReport,
  WAND,
} from '../support/pc/firmware-reports.ts';
import { MockedMachine, noKernelEvents } from '../support/pc/mocked-machine.ts';
import { ROOT } from '../support/vrlab.ts';
import { describedWorld } from '../worlds/generator/world-folders.ts';

// The product's probe, its process and node-hid itself, on devices that umockdev answers for.

const lighthouse: FirmwareSource = { layout: 'lighthouse', interface: 0, config: false };
const SOURCES = {
  '28de:2000': lighthouse,
  '28de:2012': lighthouse,
  '0bb4:2c87': { layout: 'vive-mainboard', interface: 0, config: false },
} satisfies Record<string, FirmwareSource>;

const MAINBOARD = '1-2.1.1';
const HEADSET = '1-2.1.4';
const vive = describedWorld('vive-complete');
const wired = describedWorld('wired-controllers');
const hex = (report: Buffer) => report.toString('hex');

type Answers = Readonly<Record<number, readonly string[]>>;
interface Read {
  readonly milliseconds: number;
  readonly devices: HidFacts['devices'];
}

async function readOn(machine: MockedMachine, sources: object = SOURCES, cancelAfter = 0): Promise<Read> {
  const program = path.join(ROOT, 'tests/support/pc/read-hid.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [program, JSON.stringify(sources), `${cancelAfter}`], {
    env: { ...process.env, ...machine.env },
    timeout: 20_000,
  });
  return JSON.parse(stdout) as Read;
}

/** The Vive of a world with these answers of its mainboard (hidraw0) and its headset (hidraw3). */
async function onVive(mainboard: Answers, headset: Answers, sources: object = SOURCES) {
  await using machine = await MockedMachine.start();
  await machine.plug(vive, []);
  await machine.answer('/dev/hidraw0', mainboard);
  await machine.answer('/dev/hidraw3', headset);
  const { devices, milliseconds } = await readOn(machine, sources);
  const of = (key: string) => devices.find(({ usbKey, firmware }) => usbKey === key && firmware)?.firmware;
  return { mainboard: of(MAINBOARD), headset: of(HEADSET), devices, milliseconds, asked: await machine.asked() };
}

const NOTHING: Answers = {};
const MAINBOARD_ANSWERS: Answers = { 4: [hex(mainboardReport(0x0020_0108))] };

describe('the firmware of devices', () => {
  it('is read from a Vive, by its own interface and by nothing that writes', async ({ skip }) => {
    const reason = noKernelEvents();
    skip(reason !== null, reason ?? '');
    const { mainboard, headset, devices, asked } = await onVive(MAINBOARD_ANSWERS, { 5: [hex(lighthouseReport(HMD))] });
    expect(headset).toEqual({
      status: 'read',
      layout: 'lighthouse',
      report: 5,
      version: String(HMD),
      hardware: '129 1.5.0',
      fpga: '2.6',
    });
    expect(mainboard).toMatchObject({ status: 'read', version: String(0x0020_0108), monitor: 'HVRAA01' });
    expect(devices.filter(({ firmware }) => firmware !== undefined)).toHaveLength(2);
    expect(asked.toSorted()).toEqual(['/dev/hidraw0 get 4', '/dev/hidraw3 get 5']);
  });

  it('is read from a wired controller, and from the other report where a newer one has it', async ({ skip }) => {
    const reason = noKernelEvents();
    skip(reason !== null, reason ?? '');
    for (const [answers, report, version] of [
      [{ 5: [hex(lighthouseReport(WAND))] }, 5, WAND],
      [{ 0x13: [hex(lighthouseReport(KNUCKLES, 0x13))] }, 0x13, KNUCKLES],
    ] as const) {
      await using machine = await MockedMachine.start();
      await machine.plug(wired, []);
      await machine.answer('/dev/hidraw0', answers);
      const { devices } = await readOn(machine);
      expect(devices[0]).toMatchObject({ usbKey: '1-1', firmware: { report, version: String(version) } });
    }
  });

  it('comes with the stored configuration where the catalogue asks for it', async ({ skip }) => {
    const reason = noKernelEvents();
    skip(reason !== null, reason ?? '');
    const config = {
      model_number: 'Model',
      device_serial_number: 'LHR-00000001',
      device_class: 'hmd',
      x: 'y'.repeat(500),
    };
    const { headset } = await onVive(
      NOTHING,
      { 5: [hex(lighthouseReport(HMD))], 0x10: [hex(CONFIG_REWOUND)], 0x11: configReports(config).map(hex) },
      { '28de:2000': { ...lighthouse, config: true } },
    );
    expect(headset).toMatchObject({
      version: String(HMD),
      config: { model: 'Model', serial: 'LHR-00000001', class: 'hmd', mainboardSerial: null },
    });
  });

  it.each([
    ['a stall', 'stall', 'refused'],
    ['a short report', '0518', 'malformed'],
    ['another report', hex(lighthouseReport(HMD, 0x06)), 'malformed'],
    ['a time nobody lives in', hex(lighthouseReport(0xffff_ffff)), 'malformed'],
    ['nothing but zeros', hex(Buffer.from([5, ...Buffer.alloc(63)])), 'empty'],
  ])('%s is a reason, and costs the other device nothing', async (_, answer, reason) => {
    if (noKernelEvents() !== null) return;
    const { headset, mainboard, milliseconds } = await onVive(MAINBOARD_ANSWERS, { 5: [answer] });
    expect(headset).toMatchObject({ status: 'unread', reason });
    expect(mainboard).toMatchObject({ status: 'read' });
    expect(milliseconds).toBeLessThan(3500);
  });

  // umockdev answers the calls of one process in a row, so who hangs holds up the other here: that each has a thread of its own is
  // shown in tests/unit/probes/hid-firmware.test.ts and on the Windows bench.
  it('a device that never answers costs its deadline, and the rest of the probe nothing', async () => {
    if (noKernelEvents() !== null) return;
    const { headset, devices, milliseconds } = await onVive(NOTHING, { 5: ['never'] });
    expect(headset).toMatchObject({ status: 'unread', reason: 'no-answer' });
    expect(devices.length).toBeGreaterThan(6);
    expect(milliseconds).toBeLessThan(3500);
  });

  it('a configuration without an end leaves the version as it is', async () => {
    if (noKernelEvents() !== null) return;
    const [piece] = configReports({ x: 'y'.repeat(500) });
    const { headset } = await onVive(
      NOTHING,
      { 5: [hex(lighthouseReport(HMD))], 0x10: [hex(CONFIG_REWOUND)], 0x11: [hex(piece!)] },
      { '28de:2000': { ...lighthouse, config: true } },
    );
    expect(headset).toMatchObject({ status: 'read', version: String(HMD) });
    expect(headset).not.toHaveProperty('config');
  });

  it('a check that is cancelled waits for no device', async () => {
    if (noKernelEvents() !== null) return;
    await using machine = await MockedMachine.start();
    await machine.plug(vive, []);
    await machine.answer('/dev/hidraw0', { 4: ['never'] });
    const { milliseconds } = await readOn(machine, SOURCES, 300);
    expect(milliseconds).toBeLessThan(700);
  });
});
