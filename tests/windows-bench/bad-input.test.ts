import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { recogniseDevices } from '../../src/core/devices/recognise.ts';
import { ProbeFailure } from '../../src/core/probes/probe.ts';
import type { DeviceReading } from '../../src/core/probes/windows/device-reading.ts';
import { hidFactsOf } from '../../src/core/probes/windows/hid-facts.ts';
import { usbFactsOf } from '../../src/core/probes/windows/usb-facts.ts';
import { type TreeDevice, type WindowsTree, windowsTreeSchema } from '../../src/core/world/described/windows-tree.ts';
import type { UsbFacts } from '../../src/shared/domain/usb-facts.ts';
import { publication } from '../support/pc/judge.ts';
import { WORLDS_FOLDER } from '../worlds/generator/world-folders.ts';
import { worldText } from './world-text.ts';
import { WindowsBench } from './windows-bench.ts';
import { readWorlds } from './world-reader.ts';

// Windows, drivers and devices that lie, as far as the real libraries let it through.

const INDEX = windowsTreeSchema.parse(
  (JSON.parse(readFileSync(path.join(WORLDS_FOLDER, 'windows/index-complete.json'), 'utf8')) as { world: unknown })
    .world,
);
const TEXT = worldText(INDEX);

/** The Index, with one device of it described otherwise. */
function withDevice(id: string, change: Partial<TreeDevice>): WindowsTree {
  const changed = (device: TreeDevice): TreeDevice => ({
    ...(`${device.vid}:${device.pid}` === id ? { ...device, ...change } : device),
    ...(device.children !== undefined && { children: device.children.map(changed) }),
  });
  return { ...INDEX, controllers: INDEX.controllers.map((one) => ({ ...one, devices: one.devices.map(changed) })) };
}

/** The text of the Index, with a record more after the node of its lighthouse. */
const LIGHTHOUSE = String.raw`USB\VID_28DE&PID_2300\LHR-1A2B3C4D`;
const afterLighthouse = (record: string) =>
  TEXT.replace(new RegExp(`^(node\t${LIGHTHOUSE.replaceAll('\\', '\\\\')}\t.*)$`, 'm'), `$1\n${record}`);

/** The text of the Index, whose hub does not answer about one port: that of the device whose descriptor has these ids. */
const withoutPort = (ids: string) =>
  TEXT.split('\n')
    .filter((line) => !(line.startsWith('port\t') && line.includes(ids)))
    .join('\n');

const removedDevices = Array.from({ length: 500 }, (_, number): TreeDevice => ({
  port: 4,
  vid: '1209',
  pid: number.toString(16).padStart(4, '0'),
  serial: `OLD${number}`,
  removed: '2026-01-01T00:00:00Z',
}));

const LONG = '头显'.repeat(60);

const FAILED = 'the probe fails';

/** What is wrong, the world, and which models come out of it all the same. */
const HOSTILE: readonly (readonly [string, WindowsTree | string, readonly string[]])[] = [
  [
    'a property that says it is longer than it is',
    afterLighthouse('property\ta45c254e\t6\ts\tHidUsb\t900'),
    ['valve-index'],
  ],
  [
    'a property that says it is endless',
    afterLighthouse('property\ta45c254e\t6\ts\tHidUsb\t4000000000'),
    ['valve-index'],
  ],
  [
    'texts that are numbers',
    TEXT.replaceAll(/^property\ta45c254e\t6\ts\t.*$/gm, 'property\ta45c254e\t6\td\t7'),
    ['valve-index'],
  ],
  ['location paths that are one text', TEXT.replaceAll(/^(property\ta45c254e\t37\t)l/gm, '$1s'), [FAILED]],
  ['no location paths', TEXT.replaceAll(/^property\ta45c254e\t37\t.*#USB\(.*\n/gm, ''), ['valve-index']],
  ['dates that are four bytes long', afterLighthouse('property\t83da6326\t102\tx10\t01020304'), ['valve-index']],
  ['a place of its socket that is one byte long', afterLighthouse('property\t540b947e\t9\tx1003\tff'), ['valve-index']],
  ['nodes that vanish between two questions', TEXT.replaceAll(/^(node\tUSB\\VID_28DE.*)$/gm, '$1\t3'), []],
  [
    'a node that vanishes while it is read',
    TEXT.replaceAll(/^(node\tUSB\\VID_28DE&PID_2102\\.*)$/gm, '$1\t3'),
    ['valve-index'],
  ],
  ...['de281326', 'de280024', '24044457', '24044427', 'de280023'].map(
    (ids) => [`no answer about the port of ${ids}`, withoutPort(ids), ['valve-index']] as const,
  ),
  [
    'a parent that is its own',
    TEXT.replaceAll(/^(node\t(USB\\VID_28DE&PID_2300[^\t]*)\t)[^\t]*/gm, '$1$2'),
    ['valve-index'],
  ],
  [
    '500 removed devices',
    { ...INDEX, controllers: [{ ...INDEX.controllers[0]!, gone: removedDevices }] },
    ['valve-index'],
  ],
  ['a device in a port that its hub does not have', withDevice('0424:2744', { hubPorts: 1 }), ['valve-index']],
  ['a configuration that is cut', withDevice('28de:2300', { configurationHex: '0902480003' }), ['valve-index']],
  ['a configuration of zeros', withDevice('28de:2300', { configurationHex: '00'.repeat(60) }), ['valve-index']],
  [
    'a configuration that says it is 64 kB',
    withDevice('28de:2300', { configurationHex: '0902ffff0301008032' }),
    ['valve-index'],
  ],
  ['a product with half a character', withDevice('28de:2300', { product: 'LHR \uD800' }), ['valve-index']],
  ['a product with a NUL', withDevice('28de:2300', { product: 'LHR\0evil' }), ['valve-index']],
  ['strings as long as they may be', withDevice('28de:2300', { product: LONG, serial: LONG }), ['valve-index']],
  ['instance ids in lower case', TEXT.replaceAll(/USB\\VID_[^\t]*/g, (id) => id.toLowerCase()), ['valve-index']],
  [
    'two headsets of one serial number',
    {
      controllers: [
        ...INDEX.controllers,
        {
          ...INDEX.controllers[0]!,
          instance: String.raw`PCI\VEN_1B21&DEV_2142\4&1`,
          path: 'PCIROOT(0)#PCI(1C00)#PCI(0000)',
        },
      ],
    },
    ['valve-index', 'valve-index'],
  ],
  ['nothing at all', '', [FAILED]],
];

function modelsIn(reading: DeviceReading): readonly string[] {
  try {
    return recogniseDevices(usbFactsOf(reading), hidFactsOf(reading), publication.catalogue).devices.map(
      ({ model }) => model,
    );
  } catch (cause) {
    if (cause instanceof ProbeFailure) return [FAILED];
    throw cause;
  }
}

const found: (readonly string[])[] = [];
let withoutHubs: UsbFacts;
beforeAll(async () => {
  const bench = WindowsBench.start();
  try {
    for (const reading of await readWorlds(
      bench,
      HOSTILE.map(([, world]) => world),
    )) {
      found.push(modelsIn(reading));
    }
    const [unlisted] = await readWorlds(bench, [TEXT.replaceAll(/^interface\t[^\t]*\tf18a0e88\t.*\n/gm, '')]);
    withoutHubs = usbFactsOf(unlisted!);
  } finally {
    bench.stop();
  }
});

it.each(HOSTILE.map(([about, , models], at) => ({ about, models, at })))('reads on with $about', ({ models, at }) => {
  expect(found[at]).toEqual(models);
});

it('a hub that Windows does not list is as silent as one that does not answer', () => {
  expect(withoutHubs.silentHubs).toEqual([
    { key: '14.0', reason: 'not-listed' },
    { key: '14.0-2', reason: 'not-listed' },
    { key: '14.0-2.3', reason: 'not-listed' },
    { key: '14.0-15', reason: 'not-listed' },
  ]);
});
