import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { classifyOpenError } from '../../../src/core/probes/hid-access.ts';
import { openHidraw, parseHidrawPlace } from '../../../src/core/probes/hid-probe.ts';
import { createHostProbe, readProcessorAndMemory, parseOsRelease } from '../../../src/core/probes/host/host-probe.ts';
import {
  buildHostFacts,
  readThroughSystemInformation,
} from '../../../src/core/probes/systeminformation/query-system-information.ts';
import { speedOfMegabits } from '../../../src/core/probes/usb/linux-sysfs.ts';
import { hostFactsSchema } from '../../../src/shared/domain/host-facts.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'vrlab-readings-'));

describe('link speed in sysfs', () => {
  it.each([
    ['1.5', 'low'],
    ['12', 'full'],
    ['480', 'high'],
    ['5000', 'super'],
    ['10000', 'super-plus'],
    ['20000', 'super-plus'],
    ['unknown', null],
    [null, null],
  ])('%s Mbit/s', (text, speed) => {
    expect(speedOfMegabits(text)).toBe(speed);
  });
});

describe('opening a HID device', () => {
  it.each([
    ['Failed to open a device with path /dev/hidraw0: Permission denied', 'denied'],
    ['Failed to open a device with path /dev/hidraw0: No such file or directory', 'gone'],
    ['open failed (0xE00002C5) device is busy', 'denied'],
    ['something new', 'error'],
  ])('%s', (message, access) => {
    expect(classifyOpenError(message)).toBe(access);
  });

  it('asks the kernel on Linux', async () => {
    const file = path.join(folder, 'hidraw0');
    writeFileSync(file, '');
    expect(await openHidraw(file)).toEqual({ access: 'ok', detail: null });
    expect((await openHidraw(path.join(folder, 'hidraw1'))).access).toBe('gone');
  });
});

describe('the USB device of a hidraw node', () => {
  it.each([
    [
      '../../devices/pci0000:00/0000:00:14.0/usb1/1-2/1-2.3/1-2.3.1:1.0/0003:28DE:2300.0001/hidraw/hidraw0',
      'usb',
      '1-2.3.1',
    ],
    [
      '../../devices/pci0000:00/0000:00:14.0/usb1/1-10/1-10:1.0/bluetooth/hci0/hci0:256/0005:045E:066A.0007/hidraw/hidraw3',
      'bluetooth',
      '1-10',
    ],
    ['../../devices/virtual/misc/uhid/0005:045E:066A.0007/hidraw/hidraw3', 'bluetooth', null],
    ['../../devices/platform/i2c/0018:04F3:0001.0001/hidraw/hidraw1', 'other', null],
  ])('%s', (link, bus, key) => {
    expect(parseHidrawPlace(link)).toEqual({ bus, usbKey: key });
  });
});

describe('the host probe', () => {
  it('reads os-release with and without quotes', () => {
    expect(parseOsRelease('NAME="Debian GNU/Linux"\nVERSION_ID=\'12\'\nID=debian\n# x\n')).toEqual({
      NAME: 'Debian GNU/Linux',
      VERSION_ID: '12',
      ID: 'debian',
    });
  });

  it('fit the schema on this very machine, with memory and disk', async () => {
    const { facts, sources } = await createHostProbe(folder).read(new AbortController().signal);
    hostFactsSchema.parse(facts);
    expect(facts.memory?.totalBytes).toBe(os.totalmem());
    expect(facts.disks?.[0]?.totalBytes).toBeGreaterThan(0);
    expect(sources.length).toBeGreaterThan(0);
  });

  it('come through systeminformation in a worker where there is no /proc', async () => {
    const facts = await readThroughSystemInformation(AbortSignal.timeout(20_000));
    hostFactsSchema.parse({ ...facts, ...readProcessorAndMemory(), disks: null });
    expect(facts.os?.platform).toBe(process.platform);
    expect(facts.os?.name).not.toBeNull();
  }, 30_000);

  it('turn empty strings of the library into "not known"', () => {
    const graphics = {
      controllers: [
        {
          vendor: 'NVIDIA',
          model: 'NVIDIA GeForce RTX 3060',
          driverVersion: '32.0.15.6094',
          bus: '',
          vram: 0,
          vramDynamic: false,
        },
      ],
      displays: [],
    };
    const osInfo = {
      platform: 'Windows',
      distro: 'Microsoft Windows 11 教育版',
      release: '10.0.22631',
      build: '22631',
      kernel: '',
    };
    const facts = buildHostFacts({ graphics, osInfo } as unknown as Parameters<typeof buildHostFacts>[0]);
    expect(facts.os).toEqual({
      platform: 'Windows',
      name: 'Microsoft Windows 11 教育版',
      version: '10.0.22631',
      build: '22631',
      edition: null,
    });
    expect(facts.gpus?.[0]?.driverVersion).toBe('32.0.15.6094');
  });
});
