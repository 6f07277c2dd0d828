import { describe, expect, it } from 'vitest';
import { judgeSnapshot } from '../../../../src/core/check-run/judge-snapshot.ts';
import { NOW, devicesFrom, sent, snapshotFrom, usbFrom } from '../../../support/reports/read-text.ts';
import {
  DMESG,
  DMESG_TROUBLE,
  LSUSB,
  LSUSB_TREE,
  LSUSB_VERBOSE,
  NEW_LSUSB_TREE,
  verboseText,
} from '../../../support/reports/sample-texts.ts';
import { assess, publication } from '../../../support/pc/judge.ts';

describe('lsusb', () => {
  it('gives ids and no places; of buses only whether they are fast', () => {
    const devices = devicesFrom(LSUSB);
    expect(Object.keys(devices)).toEqual(['1-address2', '1-address3', '1-address4', '1-address5', '2-address9']);
    expect(devices['2-address9']).toMatchObject({ speed: 'super', ports: [], controller: 'bus 1+2', interfaces: null });
    expect(devices['1-address5']).toMatchObject({ vendorId: '28de', productId: '2300', speed: null, product: null });
    expect(snapshotFrom(LSUSB).report?.gaps).toEqual(['places-unknown']);
  });

  it('with a filter shows no root hubs: the list may leave out anything', () => {
    expect(snapshotFrom(LSUSB.replaceAll(/.*root hub\n/g, '')).report?.gaps).toContain('list-incomplete');
  });
});

describe('lsusb -t', () => {
  it('with lsusb gives places, speeds and both halves of one controller: an Index is complete', () => {
    const text = LSUSB + LSUSB_TREE;
    const { report, probes } = snapshotFrom(text);
    expect(report).toMatchObject({ kinds: ['lsusb-tree', 'lsusb'], gaps: [], unproven: false });
    const { devices } = assess(probes);
    expect(devices.map(({ model, port, speed }) => [model, port, speed])).toEqual([['valve-index', '1-2', 'super']]);
    expect(devices[0]?.parts.filter(({ key }) => key === null)).toEqual([]);
  });

  it('where the log names the places of some, those keep theirs', () => {
    const text = `Bus 001 Device 020: ID 046d:c31c Logitech, Inc. Keyboard\n${LSUSB}${LSUSB_TREE}`;
    const snapshot = snapshotFrom(text);
    expect(snapshot.report?.gaps).toEqual(['some-places-unknown']);
    const { devices } = judgeSnapshot(snapshot, null, publication, NOW, null);
    expect(devices.map(({ model, port }) => [model, port])).toEqual([['valve-index', '1-2']]);
  });

  it('tells no firmware: that is not in the text, and nothing to repair', () => {
    const run = judgeSnapshot(snapshotFrom(LSUSB + LSUSB_TREE), null, publication, NOW, null);
    expect(run.findings.filter(({ check }) => check === 'headset-firmware')).toMatchObject([
      { outcome: 'unknown', cause: 'probe-failed', evidence: { code: 'not-in-report' } },
    ]);
  });

  it('shows a headset on a USB 2 link', () => {
    const slow = (LSUSB + LSUSB_TREE).replaceAll(/.*(?:5744|Dev 9).*\n/g, '');
    const { findings } = assess(snapshotFrom(slow).probes);
    expect(findings.find(({ check }) => check === 'headset-usb-speed')).toMatchObject({
      outcome: 'fail',
      cause: 'usb2-link',
    });
  });

  it('names nothing without ids', () => {
    expect(sent(LSUSB_TREE)).toMatchObject({ ok: false, problem: { code: 'text-report-without-ids' } });
  });

  it('of usbutils 016 is read with its ids', () => {
    expect(devicesFrom(NEW_LSUSB_TREE)['1-2']).toMatchObject({ vendorId: '2833', productId: '0186', speed: 'high' });
    expect(snapshotFrom(NEW_LSUSB_TREE).report?.gaps).toEqual([]);
  });
});

describe('lsusb -v', () => {
  it('gives what the descriptors say', () => {
    const device = usbFrom(LSUSB_VERBOSE).devices[0];
    expect(device).toMatchObject({
      vendorId: '2833',
      productId: '0001',
      release: '68.01',
      usbVersion: '2.00',
      manufacturer: 'Somebody',
      product: 'Tracker DK',
      serial: 'AB12',
      maxPowerMilliamps: 100,
      selfPowered: false,
      controller: '0000:00:14.0',
      interfaces: [{ number: 0, classCode: 3, endpointCount: 1, isochronous: false }],
      defects: [],
    });
  });

  it('tells cameras by their endpoints and a high-speed link by its bulk packets', () => {
    const text = verboseText('Bus 001 Device 004', '2833:0186', {
      interfaces: [
        [14, 1],
        [255, 2],
      ],
      packet: '0x0200',
    });
    expect(usbFrom(text).devices[0]).toMatchObject({
      speed: 'high',
      interfaces: [{ isochronous: true }, { isochronous: false }],
    });
  });

  it('with the tree knows who holds an interface', () => {
    const hmd = verboseText('Bus 001 Device 005', '28de:2300', {
      interfaces: [
        [3, 3],
        [3, 3],
      ],
    });
    const { interfaces } = devicesFrom(LSUSB + LSUSB_TREE + hmd)['1-2.3.2']!;
    expect(interfaces?.map(({ driver }) => driver)).toEqual(['usbhid', 'usbfs']);
  });

  it('that ends within a device is refused, one that lacks something in between is told', () => {
    const [whole = ''] = LSUSB_VERBOSE.split('    Interface Descriptor:');
    expect(sent(whole)).toMatchObject({
      ok: false,
      problem: { code: 'text-report-cut', params: { kind: 'lsusb -v', missing: 'Interface Descriptor' } },
    });
    const { defects } = usbFrom(whole + verboseText('Bus 001 Device 009', '0bb4:0309')).devices[0]!;
    expect(defects).toEqual(['descriptors-truncated']);
  });
});

describe('dmesg', () => {
  it('from the start of the PC gives every device with its place', () => {
    const devices = devicesFrom(DMESG);
    expect(devices['1-2']).toMatchObject({ classCode: 9, hubPorts: 3, product: 'CB USB2', controller: '0000:00:14.0' });
    expect(devices['1-2.3']).toMatchObject({ speed: 'full', serial: 'F55804F21F', release: '0.01', address: 3 });
    const { report, probes } = snapshotFrom(DMESG);
    expect(report?.gaps).toEqual([]);
    expect(probes.host).toMatchObject({ facts: { os: { platform: 'linux', build: '6.8.0-45-generic' } } });
  });

  it('tells what does not answer, draws too much, went away and died', () => {
    const { devices, troubledPorts, silentHubs, removed } = usbFrom(DMESG_TROUBLE);
    expect(devices.map(({ key }) => key)).toEqual(['1-2']);
    expect(troubledPorts).toMatchObject([
      { key: '2-3', trouble: 'enumeration-failed', failure: '-71', hub: null },
      { key: '1-4', trouble: 'overcurrent' },
    ]);
    expect(silentHubs).toEqual([{ key: null, reason: '0000:26:00.0: HC died' }]);
    // Seconds since the start are no instant.
    expect(removed).toEqual([]);
  });

  it('with real times tells when', () => {
    const dated = DMESG_TROUBLE.replaceAll(/^\[\s*[\d.]+\]/gm, '[Sat Nov 21 10:20:30 2026]');
    expect(usbFrom(dated).removed).toMatchObject([
      { productId: '2101', serial: 'F55804F21F', key: '1-2.3', removedAt: '2026-11-21T10:20:30+08:00' },
    ]);
  });

  it('that begins later may leave out anything', () => {
    expect(snapshotFrom(DMESG.slice(DMESG.indexOf('[    3.'))).report?.gaps).toEqual(['list-incomplete']);
  });

  it('adds places to a list, and no device that is not in it', () => {
    const list = 'Bus 001 Device 003: ID 28de:2101 Valve\nBus 001 Device 001: ID 1d6b:0002 Linux\n';
    expect(Object.keys(devicesFrom(list + DMESG))).toEqual(['1-2.3']);
  });
});
