import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { judgeSnapshot } from '../../src/core/check-run/judge-snapshot.ts';
import type { DeviceReading } from '../../src/core/probes/windows/device-reading.ts';
import { hidFactsOf } from '../../src/core/probes/windows/hid-facts.ts';
import { usbFactsOf } from '../../src/core/probes/windows/usb-facts.ts';
import { describedFacts } from '../../src/core/world/described/described-facts.ts';
import { windowsTreeSchema } from '../../src/core/world/described/windows-tree.ts';
import { reportOf } from '../../src/shared/check-run-report.ts';
import { type Snapshot, snapshotSchema } from '../../src/shared/domain/snapshot.ts';
import type { UsbFacts } from '../../src/shared/domain/usb-facts.ts';
import { expectedDeviceSchema } from '../../src/shared/domain/station.ts';
import { createI18n } from '../../src/shared/i18n.ts';
import { createWording } from '../../src/shared/wording.ts';
import { type Expectation, describedWorlds, expectationSchema, judgeDevices } from '../support/pc/described-worlds.ts';
import { publication } from '../support/pc/judge.ts';
import { type PinnedWorld, pinnedPartOf, pinnedWorlds } from '../worlds/generator/expected-world.ts';
import {
  describedWorld,
  savedSnapshot,
  savedStation,
  WORLDS_FOLDER,
  worldNames,
} from '../worlds/generator/world-folders.ts';
import { treeOfDescription, windowsKeys } from './tree-of-description.ts';
import { WindowsBench } from './windows-bench.ts';
import { readWorlds } from './world-reader.ts';

const wording = createWording(createI18n('en', { 'zh-CN': {}, en: {} }), 'en');

/** What the probes of a Windows PC report; keyboards and other foreign devices are not opened. */
function factsOf(reading: DeviceReading) {
  const hid = hidFactsOf(reading);
  const opened = hid.devices.map((device) =>
    publication.catalogue.lists(device.vendorId, device.productId)
      ? device
      : { ...device, access: 'not-tried' as const },
  );
  return { usb: usbFactsOf(reading), hid: { devices: opened } };
}

/** What a Windows PC reports of every device and a Linux one only where something is wrong. */
const ONLY_ON_WINDOWS: ReadonlySet<string> = new Set(['device-problem', 'port-problem', 'usb-controller-known']);

/** Writes the keys of another system into an expectation, longest first: `1-2` is the beginning of `1-2.3`. */
function withKeys<Value>(value: Value, keys: ReadonlyMap<string, string>): Value {
  const longestFirst = [...keys].toSorted(([a], [b]) => b.length - a.length);
  const renamed = longestFirst.reduce((text, [linux, windows]) => {
    const key = linux.replaceAll('.', String.raw`\.`);
    return text.replaceAll(new RegExp(`(["@])${key}(?=["\\s])`, 'g'), `$1${windows}`);
  }, JSON.stringify(value));
  return JSON.parse(renamed.replaceAll('controller@0000:00:14.0', 'controller@PCIROOT(0)#PCI(1400)')) as Value;
}

/** Worlds of Windows alone: what goes wrong there, as the device manager shows it. */
const WINDOWS_FOLDER = path.join(WORLDS_FOLDER, 'windows');
const windowsWorldSchema = z.object({
  about: z.string(),
  world: windowsTreeSchema,
  equipment: z.array(expectedDeviceSchema).nullable().optional(),
  expect: expectationSchema,
});
const windowsWorlds = readdirSync(WINDOWS_FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({
    name: name.slice(0, -'.json'.length),
    ...windowsWorldSchema.parse(JSON.parse(readFileSync(path.join(WINDOWS_FOLDER, name), 'utf8'))),
  }));

const names = worldNames();
const readings = new Map<string, DeviceReading>();

beforeAll(async () => {
  const bench = WindowsBench.start();
  try {
    const worlds = [
      ...names.map((name) => [name, treeOfDescription(describedWorld(name))] as const),
      ...describedWorlds.map(({ name, description }) => [`described/${name}`, treeOfDescription(description)] as const),
      ...windowsWorlds.map(({ name, world }) => [`windows/${name}`, world] as const),
    ];
    const read = await readWorlds(
      bench,
      worlds.map(([, tree]) => tree),
    );
    for (const [index, [name]] of worlds.entries()) readings.set(name, read[index]!);
  } finally {
    bench.stop();
  }
});

/** A saved snapshot with the devices as Windows reports them. */
function onWindows(name: string): Snapshot {
  const saved = savedSnapshot(name);
  const { usb, hid } = factsOf(readings.get(name)!);
  const done = { status: 'ok' as const, durationMs: 0, sources: [] };
  const replaced = <Outcome extends { status: string }>(outcome: Outcome, facts: unknown) =>
    outcome.status === 'ok' ? { ...done, facts } : outcome;
  const probes = { ...saved.probes, usb: replaced(saved.probes.usb, usb), hid: replaced(saved.probes.hid, hid) };
  return snapshotSchema.parse({ ...saved, probes });
}

describe.each([...pinnedWorlds()])('world %s on Windows', (name, pinned) => {
  it('gives the same verdict, devices and findings as on Linux', () => {
    const snapshot = onWindows(name);
    const run = judgeSnapshot(snapshot, savedStation(name), publication, new Date(snapshot.takenAt), null);
    const pinnedNow = pinnedPartOf(reportOf(run, wording, []));
    expect({ ...pinnedNow, passes: pinnedNow.passes.filter((check) => !ONLY_ON_WINDOWS.has(check)) }).toEqual(
      withKeys<PinnedWorld>(pinned, windowsKeys(describedWorld(name))),
    );
  });
});

it.each(describedWorlds)(
  'the described world $name gives the same on Windows',
  ({ name, description, expect: wanted }) => {
    const { usb, hid } = factsOf(readings.get(`described/${name}`)!);
    expect(judgeDevices(usb, hid, description.equipment)).toEqual(
      withKeys<Expectation>(wanted, windowsKeys(description)),
    );
  },
);

/** The side of each socket, by the key of its device, as the firmware tells it. */
const sidesOf = ({ devices }: UsbFacts, keys?: ReadonlyMap<string, string>) =>
  Object.fromEntries(
    devices.flatMap(({ key, firmwareSide }) =>
      firmwareSide === undefined ? [] : [[keys?.get(key) ?? key, firmwareSide]],
    ),
  );

it('the firmware tells the side of a socket on Windows as on Linux', () => {
  const sides = describedWorlds.flatMap(({ name, description }) => {
    const { usb } = describedFacts(description, () => true);
    const onLinux = sidesOf(usb, windowsKeys(description));
    expect(sidesOf(factsOf(readings.get(`described/${name}`)!).usb), name).toEqual(onLinux);
    return Object.values(onLinux);
  });
  expect(new Set(sides)).toEqual(new Set(['front', 'rear']));
});

it.each(windowsWorlds)('the Windows world $name is judged right: $about', ({ name, equipment, expect: wanted }) => {
  const { usb, hid } = factsOf(readings.get(`windows/${name}`)!);
  expect(judgeDevices(usb, hid, equipment)).toEqual(wanted);
});

it('what INF files say is no string of a device', () => {
  const { usb, hid } = factsOf(readings.get('windows/maker-told-by-the-inf-alone')!);
  expect(usb.devices).toMatchObject([{ manufacturer: null, product: null, driver: { provider: 'Oculus VR, Inc.' } }]);
  expect(hid.devices).toMatchObject([{ manufacturer: null, product: null }]);
});
