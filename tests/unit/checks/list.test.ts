import { expect, it } from 'vitest';
import { ALL_CHECKS, checkNumber, numberedCheck, RETIRED_NUMBERS } from '../../../src/core/checks/list.ts';

/** The numbers that release 0.3.0 has put on paper. */
const NUMBERS_OF_0_3_0 = {
  'headset-present': 1,
  'headset-usb-speed': 2,
  'headset-complete': 3,
  'device-mode': 4,
  'hid-access': 5,
  'tracking-dongle': 6,
  'controller-present': 7,
  'equipment-present': 8,
  'headset-usb-path': 9,
  'usb-controller-load': 10,
  'duplicate-headset': 11,
  'unexpected-vr-device': 12,
  'suite-version': 13,
  'suite-genuine': 14,
  'vendor-runtime-installed': 15,
  'runtime-matches-headset': 16,
  'openxr-active-runtime': 17,
  'openxr-broken-manifest': 18,
  'openxr-stray-layer': 19,
  'steamvr-version': 20,
  'steamvr-blocked-addon': 21,
  'wmr-retired': 22,
  'windows-build': 23,
  'gpu-driver': 24,
  'gpu-driver-changed': 25,
  'headset-firmware': 26,
  'controller-firmware': 27,
  'host-meets-requirements': 28,
  'combination-untested': 29,
  'matrix-age': 30,
  'host-memory': 31,
  'host-disk-space': 32,
  'disk-encryption': 33,
  'antivirus-present': 34,
  'antivirus-current': 35,
  'firewall-on': 36,
  'automatic-logon': 37,
  'lesson-account-rights': 38,
  'system-updates': 39,
  'screen-lock': 40,
  'remote-access': 41,
  'time-synchronised': 42,
  'log-retention': 43,
  'data-folder-permissions': 44,
};

const current = Object.fromEntries(ALL_CHECKS.map(({ id, number }) => [id, number]));
const retired = Object.entries(RETIRED_NUMBERS).map(([number, id]) => [id, Number(number)] as const);

it('every check has an id and a number in fault codes of its own, which no removed check had', () => {
  expect(Object.keys(current)).toHaveLength(ALL_CHECKS.length);
  const numbers = [...Object.values(current), ...retired.map(([, number]) => number)];
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(numbers.filter((number) => !Number.isInteger(number) || number < 1 || number > 127)).toEqual([]);
});

it('no check ever changes its number: removed ones are listed as retired', () => {
  expect({ ...Object.fromEntries(retired), ...current }).toMatchObject(NUMBERS_OF_0_3_0);
});

it('a number leads to its check and back, and an unknown one to none', () => {
  for (const { id, number } of ALL_CHECKS) expect([numberedCheck(number), checkNumber(id)]).toEqual([id, number]);
  expect([numberedCheck(127), checkNumber('of-a-later-release')]).toEqual([null, undefined]);
});
