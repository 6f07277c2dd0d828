import { describe, expect, it } from 'vitest';
import type { HidAccess } from '../../../src/shared/domain/hid-facts.ts';
import type { HostFacts } from '../../../src/shared/domain/host-facts.ts';
import { HID_INTERFACE, hidraw, index, outcomes, station, usb } from '../../support/pc/facts.ts';
import { judged } from '../../support/pc/judge.ts';

const indexNodes = (access: HidAccess) => [
  hidraw('1-2.3.1', '28de:2102'),
  hidraw('1-2.3.2', '28de:2300', { access, accessDetail: access }),
];

describe('hid-access', () => {
  it.each([
    ['ok', 'pass', null],
    ['denied', 'fail', 'no-permission'],
    ['busy', 'fail', 'held-by-another-program'],
    ['gone', 'unknown', 'device-vanished'],
    ['error', 'unknown', 'open-refused'],
    ['not-tried', 'unknown', 'open-refused'],
  ] as const)('%s', (access, outcome, cause) => {
    expect(judged('hid-access', outcomes(index(), { hid: indexNodes(access) }))).toEqual([
      [outcome, 'valve-index@1-2', cause],
    ]);
  });

  it('does not know when the system offers no HID node, and blames a program that holds the interface', () => {
    expect(judged('hid-access', outcomes(index()))[0]).toEqual(['unknown', 'valve-index@1-2', 'no-hid-node']);
    const held = index().map((device) => ({
      ...device,
      interfaces: (device.interfaces ?? []).map((one) => ({ ...one, driver: 'usbfs' })),
    }));
    expect(judged('hid-access', outcomes(held))[0]).toEqual(['fail', 'valve-index@1-2', 'held-by-another-program']);
  });

  it('matches by ids where the system does not report the USB device', () => {
    const nodes = indexNodes('denied').map((node) => ({ ...node, usbKey: null }));
    expect(judged('hid-access', outcomes(index(), { hid: nodes }))[0]?.[2]).toBe('no-permission');
  });

  it("ignores an audio chip's volume keys and devices without HID", () => {
    const vive = [usb('1-2.1', '0bb4:2c87'), usb('1-2.2', '0d8c:0012', { interfaces: [HID_INTERFACE] })];
    const hid = [hidraw('1-2.2', '0d8c:0012', { access: 'denied' })];
    expect(judged('hid-access', outcomes(vive, { hid }))[0]?.[0]).toBe('not-applicable');
    expect(judged('hid-access', outcomes([usb('1-1', '2833:0186')]))[0]?.[0]).toBe('not-applicable');
  });
});

describe('device-mode', () => {
  const offers = (...codes: [number, number, number][]) =>
    codes.map(([classCode, subclassCode, protocolCode], number) => ({
      ...HID_INTERFACE,
      number,
      classCode,
      subclassCode,
      protocolCode,
    }));
  const ADB = [0xff, 0x42, 1] as [number, number, number];
  const MTP = [6, 1, 1] as [number, number, number];
  const LINK = [0xff, 0x89, 1] as [number, number, number];

  it.each([
    ['2833:0186', offers(LINK, ADB), 'pass', null],
    ['2833:0186', offers(MTP), 'warn', 'files-only'],
    ['2833:0082', offers(MTP), 'warn', 'files-only'],
    ['2833:0082', offers(LINK), 'pass', null],
    ['2833:0086', offers(ADB), 'warn', 'maybe-recovery'],
    ['2833:0186', offers([0xff, 0x42, 3]), 'fail', 'bootloader-mode'],
    ['2833:0186', null, 'unknown', 'mode-not-shown'],
    ['2833:0186', offers([0xff, 0, 0]), 'unknown', 'mode-not-shown'],
    ['2833:0081', null, 'fail', 'bootloader-mode'],
    ['35bd:4004', null, 'fail', 'bootloader-mode'],
    ['35ca:7777', offers([0xfe, 1, 2]), 'fail', 'bootloader-mode'],
    ['35ca:7777', offers([0xfe, 1, 1], [0xff, 0, 0]), 'not-applicable', null],
    ['05c6:9008', offers([0xff, 0, 0]), 'not-applicable', null],
    ['03e7:2150', offers([0xff, 0, 0]), 'not-applicable', null],
    ['28de:2000', null, 'not-applicable', null],
  ])('%s with %o', (id, interfaces, outcome, cause) => {
    const [[found, , why] = []] = judged('device-mode', outcomes([usb('1-1', id, { interfaces })]));
    expect([found, why]).toEqual([outcome, cause]);
  });

  it('fails no seat for a device in its bootloader that does not belong to it', () => {
    const stray = usb('1-6', '28de:1042');
    expect(judged('device-mode', outcomes([...index(), stray]), station([{ model: 'valve-index', count: 1 }]))).toEqual(
      [['warn', 'steam-controller@1-6', 'bootloader-mode']],
    );
    const belongs = station([{ model: 'steam-controller', count: 1 }]);
    expect(judged('device-mode', outcomes([stray]), belongs)[0]?.[0]).toBe('fail');
  });
});

describe('controller-present', () => {
  const wand = station([{ model: 'htc-vive-wand-wired', count: 1 }]);
  const mixedReality = station([{ model: 'wmr-controllers', count: 2 }]);
  it('fails for a wired controller, only warns for one that may sleep', () => {
    expect(judged('controller-present', outcomes([usb('1-1', '28de:2012')]), wand)[0]?.[0]).toBe('pass');
    expect(judged('controller-present', outcomes([]), wand)[0]).toEqual([
      'fail',
      'htc-vive-wand-wired@station',
      'controller-not-seen',
    ]);
    expect(judged('controller-present', outcomes([]), mixedReality)[0]).toEqual([
      'warn',
      'wmr-controllers@station',
      'controller-asleep',
    ]);
  });

  it('sees Bluetooth controllers among the HID devices', () => {
    const hid = ['a', 'b'].map((serial) =>
      hidraw('', '045e:066a', { bus: 'bluetooth', usbKey: null, serial, path: serial }),
    );
    expect(judged('controller-present', outcomes([], { hid }), mixedReality)[0]?.[0]).toBe('pass');
  });

  it('says that radio controllers cannot be seen instead of guessing', () => {
    expect(judged('controller-present', outcomes(index()))[0]).toEqual([
      'not-applicable',
      'valve-index@1-2',
      'controllers-not-visible',
    ]);
  });
});

describe('unexpected-vr-device', () => {
  it('warns for what was not learned and for what cannot be identified', () => {
    const expects = station([{ model: 'valve-index', count: 1 }]);
    expect(judged('unexpected-vr-device', outcomes(index()), expects)[0]?.[0]).toBe('pass');
    expect(judged('unexpected-vr-device', outcomes([usb('1-1', 'f182:0003')]), expects)[0]?.[2]).toBe(
      'unexpected-device',
    );
    expect(judged('unexpected-vr-device', outcomes([usb('1-1', '28de:2300')]))[0]?.[2]).toBe('unknown-device');
    expect(judged('unexpected-vr-device', outcomes(index()))[0]?.[0]).toBe('not-applicable');
  });

  it('gives an unsettled device the place it may have, after the settled ones took theirs', () => {
    const expects = station([{ model: 'pico-4', count: 1 }]);
    expect(judged('unexpected-vr-device', outcomes([usb('1-1', '2d40:00b7')]), expects)).toEqual([
      ['warn', 'unknown@1-1', 'model-not-confirmed'],
    ]);
    const both = [usb('1-1', '2d40:00b7'), usb('1-2', '2d40:00b7', { product: 'PICO 4' })];
    expect(
      judged('unexpected-vr-device', outcomes(both), expects).map(([outcome, subject]) => [outcome, subject]),
    ).toEqual([
      ['pass', 'pico-4@1-2'],
      ['warn', 'unknown@1-1'],
    ]);
  });
});

describe('usb-controller-load', () => {
  it('warns by devices or by endpoints, per controller', () => {
    const many = Array.from({ length: 24 }, (_, port) => usb(`1-${port + 1}`, '1234:5678'));
    expect(judged('usb-controller-load', outcomes(many))).toEqual([
      ['warn', 'controller@0000:00:14.0', 'controller-crowded'],
    ]);
    const wide = Array.from({ length: 8 }, (_, port) =>
      usb(`1-${port + 1}`, '1234:5678', { interfaces: [{ ...HID_INTERFACE, endpointCount: 9 }] }),
    );
    expect(judged('usb-controller-load', outcomes(wide))[0]?.[0]).toBe('warn');
    const spread = many.map((device, port) => ({ ...device, controller: `0000:0${port % 2}:00.0` }));
    expect(judged('usb-controller-load', outcomes(spread)).map(([outcome]) => outcome)).toEqual(['pass', 'pass']);
  });
});

describe('host checks', () => {
  const GB = 1024 ** 3;
  const host = (more: Partial<HostFacts>): HostFacts => ({
    os: null,
    cpu: null,
    memory: null,
    gpus: null,
    disks: null,
    ...more,
  });
  it.each([
    [null, 'unknown', 'memory-not-told'],
    [{ totalBytes: 2 * GB, availableBytes: GB }, 'fail', 'memory-too-small'],
    [{ totalBytes: 6 * GB, availableBytes: 4 * GB }, 'warn', 'memory-too-small'],
    [{ totalBytes: 16 * GB, availableBytes: GB }, 'warn', 'memory-full'],
    [{ totalBytes: 16 * GB, availableBytes: 8 * GB }, 'pass', null],
    [{ totalBytes: 16 * GB, availableBytes: null }, 'pass', null],
  ] as const)('memory %o', (memory, outcome, cause) => {
    expect(judged('host-memory', outcomes([], { host: host({ memory }) }))).toEqual([[outcome, 'host', cause]]);
  });

  it.each([
    [null, 'unknown', 'disk-not-told'],
    [[], 'unknown', 'disk-not-told'],
    [[{ mount: '/', totalBytes: 99 * GB, freeBytes: GB }], 'fail', 'disk-full'],
    [
      [
        { mount: '/', totalBytes: 99 * GB, freeBytes: 50 * GB },
        { mount: '/data', totalBytes: 99 * GB, freeBytes: 5 * GB },
      ],
      'warn',
      'disk-full',
    ],
    [[{ mount: '/', totalBytes: 99 * GB, freeBytes: 50 * GB }], 'pass', null],
  ])('disks %o', (disks, outcome, cause) => {
    expect(judged('host-disk-space', outcomes([], { host: host({ disks }) }))).toEqual([[outcome, 'host', cause]]);
  });
});
