import { describe, expect, it } from 'vitest';
import { recogniseDevices } from '../../../src/core/devices/recognise.ts';
import type { UsbDeviceFacts } from '../../../src/shared/domain/usb-facts.ts';
import { HID_INTERFACE, hidraw, hub, index, usb } from '../../support/pc/facts.ts';
import { publication } from '../../support/pc/judge.ts';
import { savedSnapshot, worldNames } from '../../worlds/generator/world-folders.ts';

const recognise = (devices: UsbDeviceFacts[], hid: Parameters<typeof recogniseDevices>[1] = { devices: [] }) =>
  recogniseDevices({ devices }, hid, publication.catalogue).devices;
const brief = (devices: UsbDeviceFacts[]) =>
  recognise(devices).map(({ subject, parts, candidates }) => ({
    subject,
    missing: parts.filter((part) => part.key === null).map((part) => part.role),
    ...(candidates.length > 0 && { candidates }),
  }));

describe('a headset is a set of siblings', () => {
  it('finds the set below one hub and calls it by the plug nearest to the PC', () => {
    expect(brief(index('4.1'))).toEqual([{ subject: 'valve-index@1-4.1', missing: [] }]);
  });

  it('takes a shared hub chip for a part only below or beside the headset', () => {
    const dock = [hub('1-7', '0424:2744'), hub('2-7', '0424:5744')];
    expect(brief(dock)).toEqual([]);
    const onUsb2 = index().filter((device) => device.bus === '1');
    expect(brief([...onUsb2, ...dock])).toEqual([{ subject: 'valve-index@1-2', missing: ['hub-usb3'] }]);
  });

  it('accepts the SuperSpeed half under another port number when nothing else can own it', () => {
    const half = hub('2-5', '0424:5744');
    expect(brief([...index().slice(0, 4), half])).toEqual([{ subject: 'valve-index@1-2', missing: [] }]);
  });

  it('does not accept a half of another controller', () => {
    const elsewhere = hub('2-2', '0424:5744', { controller: '0000:03:00.0' });
    expect(brief([...index().slice(0, 4), elsewhere])[0]?.missing).toEqual(['hub-usb3']);
  });

  it('follows the companion ports the kernel names', () => {
    const half = hub('2-1', '0424:5744', { companionPorts: [2] });
    const foreign = hub('2-2', '0424:5744', { companionPorts: [9] });
    const [device] = recognise([...index().slice(0, 4), half, foreign]);
    expect(device?.members).toContain('2-1');
    expect(device?.members).not.toContain('2-2');
  });

  it('keeps two headsets of one model apart by their nearest siblings', () => {
    const both = [hub('1-9', '05e3:0610'), hub('2-9', '05e3:0620'), ...index('9.1'), ...index('9.2')];
    expect(brief(both)).toEqual([
      { subject: 'valve-index@1-9.1', missing: [] },
      { subject: 'valve-index@1-9.2', missing: [] },
    ]);
  });

  it('keeps two headsets apart that hang on hubs of their own, though one may have two such chips', () => {
    const crystal = (port: string) => [hub(`1-${port}`, '0424:2137'), usb(`1-${port}.1`, '34a4:0012')];
    const both = [hub('1-4', '05e3:0610'), ...crystal('4.2'), ...crystal('4.3')];
    expect(recognise(both).map(({ port }) => port)).toEqual(['1-4.2', '1-4.3']);
    expect(recognise([...crystal('2'), usb('1-2.3', '34a4:0018')])).toHaveLength(1);
  });

  it('counts chips inside the headset that no source names to it, but not a keyboard on the same external hub', () => {
    const keyboard = usb('1-3.4', '046d:c31c', {
      interfaces: [
        {
          number: 0,
          classCode: 3,
          subclassCode: 1,
          protocolCode: 1,
          endpointCount: 1,
          isochronous: false,
          driver: null,
        },
      ],
    });
    const [device] = recognise([
      hub('1-3', '1111:2222'),
      usb('1-3.1', '03f0:0580'),
      usb('2-3.1', '045e:0659'),
      keyboard,
    ]);
    expect(device?.model).toBe('hp-reverb-g2');
    expect(device?.members).toEqual(['1-3.1', '2-3.1']);
    const [inside] = recognise([
      hub('1-3', '1111:2222'),
      usb('1-3.1', '03f0:0580'),
      usb('1-3.2', '0bda:4c15'),
      usb('2-3.1', '045e:0659'),
    ]);
    expect(inside?.members).toEqual(['1-3', '1-3.1', '1-3.2', '2-3.1']);
  });

  const reverb = (usb2: string, usb3: string) => [
    hub(`1-${usb2}`, '04b4:6506'),
    usb(`1-${usb2}.1`, '03f0:0580'),
    hub(`2-${usb3}`, '04b4:6504'),
    usb(`2-${usb3}.2`, '045e:0659'),
  ];
  it.each([
    ['an unlisted hub', '1111:2222', '1111:3333'],
    ['a hub with the chip of the headset', '04b4:6506', '04b4:6504'],
  ])('leaves %s that only extends the cable outside', (_, usb2, usb3) => {
    const [device] = recognise([hub('1-4', usb2), hub('2-4', usb3), ...reverb('4.3', '4.3')]);
    expect(device?.members).toEqual(['1-4.3', '1-4.3.1', '2-4.3', '2-4.3.2']);
  });

  it('takes no hub for the inside of a headset of which it holds one part only', () => {
    const dock = [hub('1-4', '1111:2222'), hub('2-4', '1111:3333')];
    expect(recognise([...dock, usb('1-4.1', '1532:0b00')])[0]?.members).toEqual(['1-4.1']);
    const explorer = [usb('1-4.1', '17ef:b801'), usb('2-4.1', '045e:0659')];
    expect(recognise([...dock, ...explorer])[0]?.members).toEqual(['1-4.1', '2-4.1']);
  });

  it('leaves a hub with a printer on its SuperSpeed half outside, whatever else it holds', () => {
    const dock = [hub('1-4', '1111:2222'), hub('2-4', '1111:3333')];
    const explorer = [usb('1-4.1', '17ef:b801'), usb('1-4.2', '0bda:4c15'), usb('2-4.1', '045e:0659')];
    const printer = usb('2-4.4', '1234:5678', {
      interfaces: [{ ...HID_INTERFACE, classCode: 7, subclassCode: 1, protocolCode: 2 }],
    });
    expect(recognise([...dock, ...explorer])[0]?.members).toContain('1-4');
    expect(recognise([...dock, ...explorer, printer])[0]?.members).not.toContain('1-4');
  });

  it('does not take the SuperSpeed half of a dock with the same chip for the one that is missing', () => {
    const dock = [hub('1-3', '0424:2744'), hub('2-3', '0424:5744')];
    const onUsb2 = index('3.2').filter((device) => device.bus === '1');
    expect(brief([...dock, ...onUsb2])).toEqual([{ subject: 'valve-index@1-3.2', missing: ['hub-usb3'] }]);
  });

  it('finds sensors on cables of their own anywhere on the PC', () => {
    const [device] = recognise([
      usb('1-1', '2833:0031'),
      usb('1-2', '2833:0330'),
      usb('2-6', '2833:0211'),
      usb('1-8', '2833:0211'),
    ]);
    expect(device?.parts.filter((part) => part.role === 'sensor').map((part) => part.key)).toEqual(['1-8', '2-6']);
  });

  it('takes a surplus chip of a known part for part of the same headset, not for a second headset', () => {
    const vive = [
      hub('1-2', '0bb4:2744'),
      hub('1-2.1', '0bb4:2134'),
      usb('1-2.1.1', '0bb4:2c87'),
      usb('1-2.1.2', '0bb4:2c87', { release: '2.00' }),
    ];
    expect(recognise(vive)).toHaveLength(1);
  });
});

describe('ids that several products share', () => {
  it('stay unknown with their candidates when strings and siblings do not tell', () => {
    expect(brief([usb('1-1', '28de:2300')])).toEqual([
      {
        subject: 'unknown@1-1',
        missing: [],
        candidates: ['htc-vive-tracker-2018', 'tundra-tracker', 'valve-index-controller'],
      },
    ]);
    expect(brief([usb('1-1', '2833:0001')])[0]?.candidates).toEqual(['rift-dk1', 'vrtek-wvr']);
    expect(brief([usb('1-1', '2d40:00b7')])[0]?.candidates).toEqual(['pico-4', 'pico-4-ultra']);
  });

  it.each([
    ['28de:2300', { product: 'Tundra Tracker' }, 'tundra-tracker'],
    ['28de:2300', { product: 'VIVE Tracker Pro MV' }, 'htc-vive-tracker-2018'],
    ['28de:2300', { product: 'Valve Index Controller' }, 'valve-index-controller'],
    ['0483:5750', { manufacturer: 'LYRobotix', product: 'NOLO HMD' }, 'nolo-cv1'],
    ['28e9:028a', { manufacturer: 'LYRobotix', product: 'NOLO HMD' }, 'nolo-cv1'],
    ['0483:5750', { product: 'DeePoon E2' }, 'deepoon-e2'],
    ['28de:1302', { product: 'Steam Controller' }, 'steam-controller'],
    ['28de:1304', { product: 'Steam Controller Puck' }, 'steam-controller'],
    ['2833:0001', { manufacturer: 'Oculus VR, Inc.', product: 'Tracker DK' }, 'rift-dk1'],
    ['2833:0001', { manufacturer: 'STMicroelectronics', product: 'HID' }, 'vrtek-wvr'],
    ['2833:0186', { product: 'Quest 3' }, 'quest-3'],
    ['2833:0083', { product: 'Quest 2' }, 'quest-2'],
    ['2833:0137', { product: 'Quest Headset' }, 'quest'],
    ['2833:5013', { product: 'Quest 3' }, 'quest-3'],
    ['2833:5013', { product: 'Quest 3S' }, 'quest-3s'],
    ['2833:5010', { product: 'Quest 2' }, 'quest-2'],
    ['2833:5018', {}, 'quest'],
    ['2833:5fff', { product: 'Quest 3' }, 'quest-3'],
    ['2833:5fff', {}, 'unknown'],
    ['2d40:00b7', { product: 'PICO 4' }, 'pico-4'],
    ['2d40:00b7', { product: 'PICO 4 Ultra' }, 'pico-4-ultra'],
    ['2d40:0042', { product: 'Pico Neo 3' }, 'pico-neo-3'],
  ])('%s with %o is a %s', (id, strings, model) => {
    expect(recognise([usb('1-1', id, strings)])[0]?.model).toBe(model);
  });

  it.each([
    ['28e9:028a', { product: 'Pulse Oximeter' }],
    ['28e9:028a', {}],
    ['0483:5750', { manufacturer: 'STMicroelectronics', product: 'STM32 Custom Human interface' }],
    ['0483:5750', { product: 'E2 Controller Board' }],
    ['0483:5750', {}],
  ])('%s with %o is no VR device: chip makers lend that id to all sorts of things', (id, strings) => {
    expect(recognise([usb('1-1', id, strings)])).toEqual([]);
  });

  it('reads the lighthouse board by the headset around it', () => {
    const pro = [usb('1-3.1', '0bb4:0309'), usb('1-3.2', '28de:2300'), hub('1-3', '0bb4:030a')];
    expect(recognise(pro).map(({ model }) => model)).toEqual(['htc-vive-pro']);
  });

  it('names the possible models when only parts of a headset family are there', () => {
    const [device] = recognise([usb('1-3', '0bb4:030b'), usb('2-3', '0bb4:030c')]);
    expect(device?.candidates).toEqual(['htc-vive-pro', 'htc-vive-pro-2']);
    expect(device?.members).toEqual(['1-3', '2-3']);
  });

  it('names the headset a lone camera belongs to', () => {
    expect(recognise([usb('1-3', '2833:0201')])[0]).toMatchObject({ model: 'unknown', candidates: ['rift-dk2'] });
  });

  it('reports an unlisted id of a maker of VR gear as an unknown VR device, and leaves other makers alone', () => {
    expect(recognise([usb('1-1', '34a4:9999')])[0]).toMatchObject({ model: 'unknown', vendor: 'Pimax' });
    expect(recognise([usb('1-1', '0bb4:0c02', { product: 'Android Phone' }), usb('1-2', '28de:1205')])).toEqual([]);
  });

  it('calls no device a headset by an id that any board shows in download mode, but names what it may be', () => {
    const usbFacts = { devices: [usb('1-1', '05c6:9008'), usb('1-2', '03e7:2150')] };
    const { devices, sharedIdDevices } = recogniseDevices(usbFacts, null, publication.catalogue);
    expect(devices).toEqual([]);
    expect(sharedIdDevices.map(({ device, candidates }) => [device.key, candidates])).toEqual([
      ['1-1', expect.arrayContaining(['quest', 'pico-4', 'vive-focus-3', 'lynx-r1'])],
      ['1-2', ['realsense-t265']],
    ]);
  });
});

describe('Bluetooth', () => {
  it('sees controllers that only show as HID devices', () => {
    const controller = hidraw('', '045e:066a', {
      bus: 'bluetooth',
      usbKey: null,
      serial: 'aa:bb',
      path: '/dev/hidraw9',
    });
    expect(recognise([], { devices: [controller] })[0]).toMatchObject({
      model: 'wmr-controllers',
      port: null,
      serial: 'aa:bb',
    });
    expect(recognise([], null)).toEqual([]);
  });
});

describe('every world', () => {
  const listed = worldNames().map((name) => {
    const { usb: outcome } = savedSnapshot(name).probes;
    if (outcome.status !== 'ok') throw new Error(`world ${name} must have USB facts`);
    return [name, outcome.facts.devices] as const;
  });

  it.each(listed)('%s gives the same devices in whatever order the system lists them', (_, devices) => {
    const expected = recognise(devices);
    for (let turn = 1; turn < devices.length; turn += 3) {
      const turned = [...devices.slice(turn), ...devices.slice(0, turn)].toReversed();
      const again = recognise(turned).map((device) => ({ ...device, members: device.members.toSorted() }));
      expect(again.map(sortedParts)).toEqual(
        expected.map((device) => sortedParts({ ...device, members: device.members.toSorted() })),
      );
    }
  });

  it.each(listed)('%s never claims one USB device for two', (_, devices) => {
    const members = recognise([...devices]).flatMap((device) => device.members);
    expect(members).toEqual([...new Set(members)]);
  });
});

const sortedParts = <Device extends { parts: readonly { role: string; key: string | null }[] }>(device: Device) => ({
  ...device,
  parts: device.parts.toSorted((a, b) => a.role.localeCompare(b.role) || (a.key ?? '').localeCompare(b.key ?? '')),
});
