import { expect, it } from 'vitest';
import type { UsbHistory } from '../../../src/shared/domain/usb-history.ts';
import { index, outcomes, usb } from '../../support/pc/facts.ts';
import { judged } from '../../support/pc/judge.ts';

type Rows = UsbHistory['places'];
const QUIET: UsbHistory = { source: 'journal', since: '2026-11-15T08:00:00+08:00', places: [], deadControllers: [] };
const LIGHTHOUSE = { key: '1-2.3.2', usbId: '28de:2300' };
const told = (history: UsbHistory | undefined, more = [usb('1-11', '046d:c31c')]) =>
  judged('usb-flapping', outcomes({ devices: [...index(), ...more], ...(history !== undefined && { history }) }));
const withRows = (...places: Rows) => told({ ...QUIET, places });

const PASS = [['pass', 'valve-index@1-2', null]];
const DROPS = [['warn', 'valve-index@1-2', 'usb-drops-out']];
const FAILS = [['warn', 'valve-index@1-2', 'usb-fails-to-start']];

it.each([
  ['nothing happened', [], PASS],
  ['plugged in and out', [{ ...LIGHTHOUSE, daysAgo: 0, counts: { disconnects: 14, connects: 14, resets: 40 } }], PASS],
  ['one time too often in a day', [{ ...LIGHTHOUSE, daysAgo: 0, counts: { disconnects: 15 } }], DROPS],
  ['as often as that, but yesterday', [{ ...LIGHTHOUSE, daysAgo: 1, counts: { disconnects: 15 } }], PASS],
  [
    'some times every day of a week',
    [0, 1, 2, 3, 4, 5].map((daysAgo) => ({ ...LIGHTHOUSE, daysAgo, counts: { disconnects: 10 } })),
    DROPS,
  ],
  [
    'each chip a few times: that is one plug',
    ['1-2', '1-2.3', '1-2.3.1', '1-2.3.2'].map((key) => ({
      key,
      usbId: null,
      daysAgo: 0,
      counts: { disconnects: 5 },
    })),
    PASS,
  ],
  ['not recognised', [{ key: '1-2.3.2', usbId: null, daysAgo: 0, counts: { failedStarts: 3 } }], FAILS],
  [
    'not recognised where a part is missing',
    [{ key: '1-2.2', usbId: null, daysAgo: 2, counts: { failedStarts: 10 } }],
    FAILS,
  ],
  [
    'another device at that place before',
    [{ key: '1-2', usbId: '0781:5581', daysAgo: 0, counts: { disconnects: 99 } }],
    PASS,
  ],
  [
    'memory sticks in a port of the headset',
    [{ key: '1-2.2', usbId: '0781:5581', daysAgo: 0, counts: { disconnects: 99 } }],
    PASS,
  ],
  ['a keyboard', [{ key: '1-11', usbId: '046d:c31c', daysAgo: 0, counts: { disconnects: 99, failedStarts: 9 } }], PASS],
] satisfies [string, Rows, unknown][])('%s', (_, rows, wanted) => {
  expect(withRows(...rows)).toEqual(wanted);
});

it('a controller that died matters to what is plugged into it', () => {
  const died = (name: string) => told({ ...QUIET, deadControllers: [{ name, daysAgo: 3, count: 1 }] });
  expect(died('0000:00:14.0')).toEqual([['warn', 'valve-index@1-2', 'usb-controller-died']]);
  expect(died('0000:26:00.0')).toEqual(PASS);
});

it('a record that was not read says nothing, and leaves the verdict alone', () => {
  const unread: UsbHistory = { ...QUIET, since: null, unread: 'no-permission' };
  const nothing = [['not-applicable', 'valve-index@1-2', null]];
  expect(told(unread)).toEqual(nothing);
  expect(told({ ...QUIET, unread: 'from-the-future' })).toEqual(nothing);
  expect(told({ ...QUIET, unread: 'too-long' })).toEqual(PASS);
  expect(told(undefined)).toEqual([['not-applicable', 'station', null]]);
});

it('nothing is said without VR devices', () => {
  const history = { ...QUIET, places: [{ key: '1-11', usbId: null, daysAgo: 0, counts: { disconnects: 99 } }] };
  const found = judged('usb-flapping', outcomes({ devices: [usb('1-11', '046d:c31c')], history }));
  expect(found).toEqual([['not-applicable', 'station', null]]);
});
