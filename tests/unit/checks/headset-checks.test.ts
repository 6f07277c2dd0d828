import { describe, expect, it } from 'vitest';
import type { UsbDeviceFacts } from '../../../src/shared/domain/usb-facts.ts';
import { hub, index, outcomes, station, usb } from '../../support/pc/facts.ts';
import { assess, judged } from '../../support/pc/judge.ts';

const onUsb2 = () => index().filter((device) => device.bus === '1');
const vive = () => [
  hub('1-2', '0bb4:2744'),
  usb('1-2.2', '0bb4:0306'),
  hub('1-2.1', '0bb4:2134'),
  usb('1-2.1.1', '0bb4:2c87', { product: 'HTC Vive', release: '2.00' }),
  usb('1-2.1.2', '28de:2101'),
  usb('1-2.1.3', '28de:2101'),
  usb('1-2.1.4', '28de:2000'),
  usb('1-2.1.5', '0bb4:2c87', { product: 'MMP SDK' }),
  usb('1-2.1.6', '0d8c:0012'),
];
const cosmosElite = () => [
  hub('1-2', '0bb4:0315'),
  usb('1-2.3', '28de:2300'),
  usb('1-2.2', '0bb4:0313'),
  hub('2-2', '0bb4:0315'),
  usb('2-2.4', '0bb4:0313'),
];
const cv1 = () => [hub('1-1', '2833:2031'), usb('1-1.1', '2833:0031'), hub('2-1', '2833:3031')];
const without = (key: string) => vive().filter((device) => device.key !== key);
const linkBoxOnly = () => vive().slice(0, 2);

describe('headset-present', () => {
  it('passes with any headset while nothing was learned, and fails without one', () => {
    expect(judged('headset-present', outcomes(index()))).toEqual([['pass', 'station', null]]);
    expect(judged('headset-present', outcomes([]))).toEqual([['fail', 'station', 'no-headset-seen']]);
  });

  it('does not know when only a device of open identity is there', () => {
    expect(judged('headset-present', outcomes([usb('1-1', '28de:2300')]))).toEqual([
      ['unknown', 'unknown@1-1', 'identity-open'],
    ]);
  });

  it('judges each expected headset by number', () => {
    const expects = station([{ model: 'valve-index', count: 2 }]);
    expect(judged('headset-present', outcomes(index()), expects)).toEqual([
      ['fail', 'valve-index@station', 'headset-not-seen'],
    ]);
    expect(judged('headset-present', outcomes([...index('2'), ...index('3')]), expects)).toEqual([
      ['pass', 'valve-index@station', null],
    ]);
  });

  it('names the link box when the headset behind it is missing, learned or not', () => {
    const found = [['fail', 'htc-vive@1-2', 'headset-behind-link-box']];
    expect(judged('headset-present', outcomes(linkBoxOnly()))).toEqual(found);
    expect(judged('headset-present', outcomes(linkBoxOnly()), station([{ model: 'htc-vive', count: 1 }]))).toEqual(
      found,
    );
  });

  it('warns where a device only may be the expected model', () => {
    const expects = station([{ model: 'quest-3', count: 1 }]);
    expect(judged('headset-present', outcomes([usb('1-1', '2833:0137')]), expects)).toEqual([
      ['warn', 'quest@1-1', 'model-not-confirmed'],
    ]);
    expect(
      judged('headset-present', outcomes([usb('1-1', '2833:0137', { product: 'Quest 2' })]), expects)[0]?.[0],
    ).toBe('fail');
  });

  const viveParts: [string, UsbDeviceFacts[], string, string][] = [
    ['link box Bluetooth', [usb('1-6', '0bb4:0306')], 'fail', 'headset-behind-link-box'],
    ['link box hub', [hub('1-6', '0bb4:030e'), usb('1-6.2', '0bb4:0306')], 'fail', 'headset-behind-link-box'],
    ['camera', [usb('2-6.1', '0bb4:030c'), hub('2-6', '0bb4:030a')], 'unknown', 'identity-open'],
    ['audio chip', [usb('1-6.1', '0bb4:030b'), hub('1-6', '0bb4:030a')], 'unknown', 'identity-open'],
  ];
  it.each(viveParts)('does not take a lone %s for a headset', (_, devices, outcome, cause) => {
    const expects = station([{ model: 'htc-vive-pro', count: 1 }]);
    for (const learned of [null, expects]) {
      const [found] = judged('headset-present', outcomes(devices), learned);
      expect([found?.[0], found?.[2]]).toEqual([outcome, cause]);
      const [complete] = judged('headset-complete', outcomes(devices), learned);
      const onlyUsb3 = devices.every(({ speed }) => speed === 'super');
      expect([complete?.[0], complete?.[2]]).toEqual(onlyUsb3 ? ['fail', 'usb2-half-missing'] : [outcome, cause]);
    }
  });

  it('does not ask for a link box where only sensors on their own cables are left', () => {
    const sensors = outcomes([usb('1-3', '2833:0211'), usb('1-4', '2833:0211')]);
    expect(judged('headset-present', sensors)).toEqual([['fail', 'station', 'no-headset-seen']]);
    expect(judged('headset-complete', sensors)[0]?.[0]).toBe('not-applicable');
  });

  it('does not apply where no headset belongs', () => {
    expect(judged('headset-present', outcomes([]), station([]))).toEqual([['not-applicable', 'station', null]]);
    expect(assess(outcomes([]), station([])).verdict).toBe('ready');
  });
});

describe('headset-complete', () => {
  it.each([
    ['everything there', vive(), 'pass', null],
    ['link box without headset', linkBoxOnly(), 'fail', 'headset-behind-link-box'],
    ['no lighthouse receiver', without('1-2.1.4'), 'fail', 'part-missing'],
    ['newer revision without audio chip', without('1-2.1.6'), 'pass', null],
    [
      'newer revision with another camera',
      [...without('1-2.1.5'), usb('1-2.1.5', '0bb4:2c87', { product: 'Vive Camera', release: '2.01' })],
      'pass',
      null,
    ],
    ['no camera', without('1-2.1.5'), 'warn', 'part-missing'],
    ['Cosmos Elite without hub 0323', cosmosElite(), 'pass', null],
    ['Cosmos Elite on USB 2', cosmosElite().filter(({ bus }) => bus === '1'), 'fail', 'usb2-link'],
    ['one radio', without('1-2.1.3'), 'warn', 'radio-missing'],
    ['Index without its SuperSpeed half', onUsb2(), 'fail', 'usb2-link'],
    [
      'Index with its SuperSpeed half only',
      [hub('2-2', '0424:5744'), usb('2-2.1', '28de:2400')],
      'fail',
      'usb2-half-missing',
    ],
    ['Rift without sensor', cv1(), 'warn', 'part-missing'],
    [
      'WMR hubs without the sensors',
      [hub('1-3', '04b4:6506'), hub('2-3', '04b4:6504'), usb('1-3.1', '03f0:0580')],
      'fail',
      'part-missing',
    ],
    ['WMR sensors alone', [usb('2-3', '045e:0659')], 'fail', 'usb2-half-missing'],
    ['WMR SuperSpeed half alone', [hub('2-3', '04b4:6504'), usb('2-3.1', '045e:0659')], 'fail', 'usb2-half-missing'],
    [
      'WMR hubs and sensors without the companion',
      [hub('1-3', '04b4:6506'), hub('2-3', '04b4:6504'), usb('2-3.1', '045e:0659')],
      'fail',
      'companion-missing',
    ],
    ['WMR companion without the sensors', [usb('1-3', '03f0:0580')], 'fail', 'usb2-link'],
    [
      'Vive Pro 2 without camera',
      [
        usb('1-1.1', '0bb4:0342'),
        usb('1-1.2', '28de:2300'),
        usb('1-1.3', '28de:2101'),
        usb('1-1.4', '28de:2101'),
        usb('1-1.5', '0bb4:0306'),
        usb('1-1.6', '0bb4:030b'),
      ],
      'warn',
      'usb2-link',
    ],
    ['Pimax with neither hub half named', [usb('1-4.1', '34a4:0012')], 'pass', null],
    ['Pimax with the USB 2 hub half only', [hub('1-4', '0424:2137'), usb('1-4.1', '34a4:0012')], 'fail', 'usb2-link'],
    ['Beyond in its bootloader', [usb('1-4', '35bd:4004')], 'not-applicable', null],
  ])('%s', (_, devices, outcome, cause) => {
    const [[found, , why] = []] = judged('headset-complete', outcomes(devices));
    expect([found, why]).toEqual([outcome, cause]);
  });
});

describe('headset-usb-speed', () => {
  it.each([
    ['Index on USB 3', index(), 'pass'],
    ['Index on USB 2', onUsb2(), 'fail'],
    ['Index of which only the SuperSpeed half is there', [hub('2-2', '0424:5744'), usb('2-2.1', '28de:2400')], 'pass'],
    ['WMR sensors on a USB 2 link', [usb('1-3.1', '03f0:0580'), usb('1-3.2', '045e:0659')], 'fail'],
    ['Quest with Link on USB 3', [usb('2-1', '2833:0186', { product: 'Quest 3' })], 'pass'],
    ['Quest with Link on USB 2', [usb('1-1', '2833:0186', { product: 'Quest 3' })], 'warn'],
    ['Quest on 2026 firmware on USB 2', [usb('1-1', '2833:5013', { product: 'Quest 2' })], 'warn'],
    ['Quest for files on USB 2', [usb('1-1', '2833:0082', { product: 'Quest 3' })], 'not-applicable'],
    ['Quest with Link whose speed the system does not tell', [usb('1-1', '2833:0137', { speed: null })], 'unknown'],
    ['Vive, a USB 2 headset', vive(), 'not-applicable'],
    ['Vive Pro camera on USB 2', [usb('1-1.1', '0bb4:0309'), usb('1-1.2', '0bb4:030c')], 'warn'],
    ['link box on its own', linkBoxOnly(), 'not-applicable'],
    ['Rift sensor on USB 2', [...cv1(), usb('1-2', '2833:0211')], 'warn'],
    ['Rift without sensor', cv1(), 'pass'],
    ['Rift on USB 2', cv1().slice(0, 2), 'warn'],
    ['Rift S', [hub('1-1', '2833:2052'), hub('2-1', '2833:2051'), usb('2-1.1', '2833:0051')], 'pass'],
    ['Rift S on USB 2', [hub('1-1', '2833:2052'), usb('1-1.1', '2833:0051')], 'fail'],
    ['PS VR2', [usb('2-1', '054c:0cde')], 'pass'],
    ['PS VR2 on USB 2', [usb('1-1', '054c:0cde')], 'fail'],
    ['PS VR2 without display link', [usb('1-1', '054c:0cde', { product: 'BillBoard Device' })], 'not-applicable'],
  ])('%s', (_, devices, outcome) => {
    expect(judged('headset-usb-speed', outcomes(devices))[0]?.[0]).toBe(outcome);
  });
});

describe('headset-usb-path', () => {
  const external = (port: string) => [hub(`1-${port}`, '05e3:0610'), hub(`2-${port}`, '05e3:0626')];
  it('passes straight in the PC and warns behind a hub', () => {
    expect(judged('headset-usb-path', outcomes(index()))[0]).toEqual(['pass', 'valve-index@1-2', null]);
    expect(judged('headset-usb-path', outcomes([...external('4'), ...index('4.1')]))[0]).toEqual([
      'warn',
      'valve-index@1-4.1',
      'external-hub',
    ]);
  });

  it('does not take the hub in front of the root ports of older PCs for an external one', () => {
    const atRoot = hub('1-1', '8087:0024');
    const judge = (devices: UsbDeviceFacts[]) => judged('headset-usb-path', outcomes(devices))[0]?.[0];
    expect(judge([atRoot, usb('1-1.2', '28de:2000')])).toBe('pass');
    expect(judge([atRoot, hub('1-1.1', '8087:0024'), usb('1-1.1.2', '28de:2000')])).toBe('warn');
  });

  it('says so when the chain is longer than USB allows', () => {
    const chain = ['1', '1.1', '1.1.1', '1.1.1.1'].flatMap(external);
    expect(judged('headset-usb-path', outcomes([...chain, ...index('1.1.1.1.1')]))[0]?.[2]).toBe('hub-chain-too-long');
  });

  it('warns when two headsets share a controller, not when each has its own', () => {
    const second = index('5').map((device) => ({
      ...device,
      controller: '0000:03:00.0',
      key: device.key.replace(/^(\d)/, (bus) => String(Number(bus) + 2)),
      bus: String(Number(device.bus) + 2),
    }));
    expect(judged('headset-usb-path', outcomes([...index('2'), ...index('5')])).map(([, , cause]) => cause)).toEqual([
      'controller-shared',
      'controller-shared',
    ]);
    expect(judged('headset-usb-path', outcomes([...index('2'), ...second])).map(([outcome]) => outcome)).toEqual([
      'pass',
      'pass',
    ]);
  });
});

describe('duplicate-headset', () => {
  const two = [...index('2'), ...index('3')];
  it('allows one headset, or as many as were learned', () => {
    expect(judged('duplicate-headset', outcomes(two))[0]).toEqual(['warn', 'station', 'several-headsets']);
    expect(judged('duplicate-headset', outcomes(two), station([{ model: 'valve-index', count: 2 }]))[0]?.[0]).toBe(
      'pass',
    );
    expect(judged('duplicate-headset', outcomes([]))[0]?.[0]).toBe('not-applicable');
  });
});

describe('tracking-dongle', () => {
  it('wants every radio of a headset', () => {
    expect(judged('tracking-dongle', outcomes(vive()))[0]?.[0]).toBe('pass');
    expect(judged('tracking-dongle', outcomes(without('1-2.1.3')))[0]).toEqual([
      'warn',
      'htc-vive@1-2',
      'radio-missing',
    ]);
    expect(
      judged('tracking-dongle', outcomes(without('1-2.1.3').filter((device) => device.key !== '1-2.1.2')))[0]?.[0],
    ).toBe('fail');
    expect(judged('tracking-dongle', outcomes(linkBoxOnly()))[0]?.[0]).toBe('not-applicable');
  });

  it('wants the dongles that belong to the station', () => {
    const expects = station([{ model: 'watchman-dongle', count: 2 }]);
    expect(judged('tracking-dongle', outcomes([usb('1-1', '28de:2101')]), expects)[0]).toEqual([
      'fail',
      'watchman-dongle@station',
      'dongle-not-seen',
    ]);
    expect(
      judged('tracking-dongle', outcomes([usb('1-1', '28de:2101'), usb('1-2', '28de:2101')]), expects)[0]?.[0],
    ).toBe('pass');
  });
});
