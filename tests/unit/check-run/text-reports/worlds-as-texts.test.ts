import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { recogniseDevices } from '../../../../src/core/devices/recognise.ts';
import { type Snapshot, snapshotSchema } from '../../../../src/shared/domain/snapshot.ts';
import type { UsbDeviceFacts, UsbFacts } from '../../../../src/shared/domain/usb-facts.ts';
import { publication } from '../../../support/pc/judge.ts';
import { lsusbText } from '../../../support/reports/lsusb-text.ts';
import { snapshotFrom, usbFrom } from '../../../support/reports/read-text.ts';
import { worldFile, worldNames } from '../../../worlds/generator/world-folders.ts';

/** Devices as `lsusb` can tell them: the other half of a socket is not in it. */
function tellable(name: string): UsbDeviceFacts[] {
  const snapshot: Snapshot = snapshotSchema.parse(JSON.parse(readFileSync(worldFile(name, 'snapshot.json'), 'utf8')));
  const { usb } = snapshot.probes;
  const devices = usb.status === 'ok' ? usb.facts.devices : [];
  const isWhole = devices.every(
    ({ defects, interfaces, speed }) => defects.length === 0 && (interfaces ?? []).length > 0 && speed !== null,
  );
  return isWhole ? devices.map((device) => ({ ...device, companionPorts: null })) : [];
}

const recognised = (facts: UsbFacts) => recogniseDevices(facts, null, publication.catalogue).devices;
const WORLDS = worldNames().map((name) => [name, tellable(name)] as const);

describe('every world told as a text of lsusb', () => {
  const told = WORLDS.filter(([, devices]) => devices.length > 0);

  it('is most of the worlds', () => {
    expect(told.length).toBeGreaterThan(40);
  });

  it.each(told)('%s shows the same devices', (_, devices) => {
    const text = lsusbText(devices);
    expect(snapshotFrom(text).report?.gaps).toEqual([]);
    expect(recognised(usbFrom(text))).toEqual(recognised({ devices }));
  });
});
