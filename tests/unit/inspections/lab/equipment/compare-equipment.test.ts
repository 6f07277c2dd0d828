import { describe, expect, it, test } from 'vitest';
import { compareEquipment } from '../../../../../src/core/inspections/lab/equipment/compare-equipment.ts';
import type { EquipmentReading } from '../../../../../src/core/inspections/lab/equipment/found-equipment.ts';
import type { AssetRegister } from '../../../../../src/shared/domain/inspection/lab-equipment.ts';
import { registerOf, catalogueNames, deviceOf, readingAt } from '../../../../support/lab/lab-readings.ts';

const compared = (books: AssetRegister | null, readings: readonly EquipmentReading[], unread: readonly string[] = []) =>
  compareEquipment(books, readings, catalogueNames, unread);
/** State, numbers and seats of every row. */
const told = (...given: Parameters<typeof compared>) =>
  compared(...given).map(({ state, expected, found, seats }) => [state, expected, found, seats.join(' ')]);

const index = (serial: string | null) => deviceOf('valve-index', serial);
const vivePro2 = (serial: string | null) => deviceOf('htc-vive-pro-2', serial);

describe('by serial number', () => {
  test.each(['LHR-1A2B3C4D', 'lhr 1a2b3c4d', 'LHR1A2B3C4D', 'ＬＨＲ－１Ａ２Ｂ３Ｃ４Ｄ', 'LHR—1A2B3C4D'])(
    '%s agrees',
    (serial) => {
      expect(told(registerOf({ model: '头显', serial }), [readingAt('07', [index('LHR-1A2B3C4D')])])).toEqual([
        ['agrees', 1, 1, '07'],
      ]);
    },
  );

  it('a serial number differs where another device is at the seat of the register', () => {
    const books = registerOf({ model: 'Valve Index', serial: 'LHR-AAAA1111', place: 'VR-301 7号机位' });
    expect(compared(books, [readingAt('07', [index('LHR-BBBB2222')])])).toMatchObject([
      { state: 'serial-differs', serialInBooks: 'LHR-AAAA1111', serialFound: 'LHR-BBBB2222' },
    ]);
  });

  it('a line with a serial number cannot be determined where the device reports none', () => {
    const books = registerOf({ model: 'Valve Index', serial: 'LHR-AAAA1111', place: '07' });
    expect(told(books, [readingAt('07', [index(null)])])).toEqual([['cannot-tell', 1, 1, '07']]);
    expect(told(books, [readingAt('07', [index('00000000')])])).toEqual([['cannot-tell', 1, 1, '07']]);
  });

  it('a line cannot be determined where Excel has lost the digits of its serial number', () => {
    const books = registerOf({ model: 'Valve Index', serial: '1.23E+12' });
    expect(told(books, [readingAt('07', [index('LHR-BBBB2222')])])).toEqual([['cannot-tell', 1, 1, '07']]);
    expect(told(books, [readingAt('07', [])])).toEqual([['missing', 1, 0, '']]);
  });

  it('several serial numbers in one cell are several devices', () => {
    const books = registerOf({ model: 'Valve Index', serial: 'LHR-AAAA1111、LHR-BBBB2222', quantity: 3 });
    expect(told(books, [readingAt('1', [index('LHR-BBBB2222')])])).toEqual([
      ['missing', 1, 0, ''],
      ['agrees', 1, 1, '1'],
      ['missing', 1, 0, ''],
    ]);
  });

  it('a device read at two seats is one device', () => {
    const books = registerOf(
      { model: 'Valve Index', serial: 'LHR-AAAA1111' },
      { model: 'Valve Index', serial: 'LHR-BBBB2222' },
    );
    const twice = [readingAt('1', [index('LHR-AAAA1111')]), readingAt('2', [index('LHR-AAAA1111')])];
    expect(told(books, twice)).toEqual([
      ['cannot-tell', 1, 1, '1 2'],
      ['missing', 1, 0, ''],
    ]);
    expect(told(registerOf(), twice)).toEqual([['cannot-tell', 0, 1, '1 2']]);
  });

  it('a serial number does not differ while the right one may be at an unread seat', () => {
    const books = registerOf({ model: 'Valve Index', serial: 'LHR-AAAA1111' });
    const readings = [readingAt('1', [index('LHR-BBBB2222')])];
    expect(told(books, readings)).toEqual([['serial-differs', 1, 1, '1']]);
    expect(told(books, readings, ['2'])).toEqual([['cannot-tell', 1, 1, '1']]);
  });
});

describe('by words', () => {
  test.each([
    ['HTC VIVE Pro 2', '', 'agrees'],
    ['HTCVIVEPro2头显', '', 'agrees'],
    ['vive pro 2 专业版套装（头显+手柄+基站）', '', 'agrees'],
    ['', '头戴显示器', 'agrees'],
    ['VR眼镜', '虚拟现实设备', 'agrees'],
    // The second kit of the Pro is written like the Pro 2.
    ['HTC VIVE Pro 2.0', '', 'agrees'],
    ['HTC', 'VR头显', 'cannot-tell'],
    ['HTC VIVE', 'VR头显', 'cannot-tell'],
    ['HTC VIVE Pro', '', 'cannot-tell'],
    ['VIVE Focus 3', '', 'missing'],
    ['Pico 4 Ultra', 'VR一体机', 'missing'],
  ])('a line of model %s and category %s is compared by its words: %s', (model, category, state) => {
    const [row] = compared(registerOf({ model, category }), [readingAt('1', [vivePro2(null)])]);
    expect(row?.state).toBe(state);
  });

  test.each([
    ['Meta Quest 3', 'quest-3', 'agrees'],
    ['Quest3 128GB', 'quest-3', 'agrees'],
    ['Meta Quest 3S', 'quest-3', 'missing'],
    ['Quest 3', 'quest-3s', 'cannot-tell'],
    // USB does not tell which Quest it is.
    ['Quest 3', 'quest', 'cannot-tell'],
    ['PICO 4', 'pico-4', 'agrees'],
    ['PICO 4', 'pico-4-ultra', 'cannot-tell'],
    ['XR Elite', 'vive-focus-3', 'agrees'],
    ['VIVE Tracker 3.0 追踪器', 'htc-vive-tracker-2018', 'agrees'],
    ['惠普 Reverb G2', 'hp-reverb-g2', 'agrees'],
    ['Pico G2', 'hp-reverb-g2', 'missing'],
  ])('a line %s compared with a device %s: %s', (model, device, state) => {
    const [row] = compared(registerOf({ model, category: 'VR设备' }), [readingAt('1', [deviceOf(device, null)])]);
    expect(row?.state).toBe(state);
  });

  it('lines about desks, PCs and cables are left out', () => {
    const rows = ['学生桌', '图形工作站', 'Quest 头显充电线', '投影机', 'VIVE 面罩', 'Lesson software'];
    expect(told(registerOf(...rows.map((model) => ({ model, category: 'VR设备' }))), [readingAt('1', [])])).toEqual([]);
  });

  it('a line that means nothing known cannot be determined', () => {
    expect(told(registerOf({ model: '教学终端 X9' }), [readingAt('1', [])])).toEqual([['cannot-tell', 1, 0, '']]);
  });
});

describe('by count', () => {
  const twenty = registerOf({ category: '头显', quantity: 3, place: 'VR-301' });
  const seats = (...names: string[]) => names.map((seat) => readingAt(seat, [index(null)]));

  it('a count agrees, differs, or the devices are missing', () => {
    expect(told(twenty, seats('1', '2', '10'))).toEqual([['agrees', 3, 3, '1 2 10']]);
    expect(told(twenty, seats('1', '2'))).toEqual([['count-differs', 3, 2, '1 2']]);
    expect(told(twenty, seats('1', '2', '3', '4'))).toEqual([['count-differs', 3, 4, '1 2 3 4']]);
    expect(told(twenty, [readingAt('1', [])])).toEqual([['missing', 3, 0, '']]);
  });

  it('a count cannot be determined while a seat has no reading, or one without USB facts', () => {
    expect(told(twenty, seats('1', '2'), ['3'])).toEqual([['cannot-tell', 3, 2, '1 2']]);
    const unseen = readingAt('3', []);
    const usb = { status: 'failed' as const, durationMs: 1, sources: [], error: { code: 'x', detail: '' } };
    const { snapshot } = unseen.run;
    const run = { ...unseen.run, snapshot: { ...snapshot, probes: { ...snapshot.probes, usb } } };
    expect(told(twenty, [...seats('1', '2'), { ...unseen, run }])).toEqual([['cannot-tell', 3, 2, '1 2']]);
  });

  it('controllers and base stations, which work by radio, are never missing', () => {
    const books = registerOf({ model: 'VIVE 手柄', quantity: 2 }, { model: '基站 2.0', quantity: 2 });
    expect(told(books, [readingAt('1', [])]).map(([state]) => state)).toEqual(['cannot-tell', 'cannot-tell']);
  });
});

describe('place', () => {
  it('a device is missing at a seat that was read, and undetermined at one that was not', () => {
    const books = registerOf({ model: 'Valve Index', place: '301-07' }, { model: 'Valve Index', place: '301-08' });
    expect(told(books, [readingAt('07', [])], ['08']).map(([state]) => state)).toEqual(['missing', 'cannot-tell']);
  });

  it.each(['VR-301-04', 'VR 301 4号机位', '4 号机位'])(
    '%s that nobody has read never makes anything missing',
    (place) => {
      const books = registerOf({ model: 'Valve Index', place: 'VR-301' }, { model: 'Valve Index', place });
      expect(told(books, [readingAt('1', [])]).map(([state]) => state)).toEqual(['missing', 'cannot-tell']);
    },
  );

  it('lines of another room are left out where some lines name this lab', () => {
    const books = registerOf(
      { model: 'Valve Index', place: 'VR301' },
      { model: 'Valve Index', place: 'VR-302', serial: 'LHR-AAAA1111' },
      { model: 'Valve Index', place: 'VR-302', serial: 'LHR-BBBB2222' },
    );
    // Only what is read here by its number comes in from there.
    expect(told(books, [readingAt('1', [index('LHR-BBBB2222'), index('LHR-CCCC3333')])])).toEqual([
      ['agrees', 1, 1, '1'],
      ['agrees', 1, 1, '1'],
    ]);
  });

  it('a place that names nothing known never makes a device missing', () => {
    const books = registerOf({ model: 'Valve Index', place: '实训楼三楼' }, { model: 'Valve Index', place: '仓库' });
    expect(told(books, [readingAt('1', [])]).map(([state]) => state)).toEqual(['cannot-tell', 'cannot-tell']);
  });
});

it('without an asset register the devices are listed, and nothing is compared', () => {
  const readings = [
    readingAt('1', [index('LHR-1A2B3C4D')]),
    readingAt('2', [vivePro2(null)]),
    readingAt('3', [vivePro2(null)]),
  ];
  expect(compared(null, readings)).toMatchObject([
    { model: 'HTC VIVE Pro 2', found: 2, seats: ['2', '3'], state: 'cannot-tell', expected: 0 },
    { model: 'Valve Index', serialFound: 'LHR-1A2B3C4D', seats: ['1'], state: 'cannot-tell' },
  ]);
});

it('devices that the register does not list are reported, except parts of a set', () => {
  const readings = [readingAt('1', [index('LHR-1A2B3C4D'), deviceOf('valve-index-controller', 'C-12345')])];
  expect(told(registerOf({ model: 'Pico 4' }), readings)).toEqual([
    ['missing', 1, 0, ''],
    ['not-in-books', 0, 1, '1'],
    ['cannot-tell', 0, 1, '1'],
  ]);
});
