import { expect, it } from 'vitest';
import { HID_INTERFACE, outcomes, usb } from '../../support/pc/facts.ts';
import { judged } from '../../support/pc/judge.ts';

const dongle = (code: number) =>
  outcomes([usb('14.0-3', '28de:2101', { ports: [3], interfaces: [HID_INTERFACE], problem: { code, status: null } })]);

// Codes of Device Manager (cfg.h), and what a person can do about them.
it.each([
  [1, 'driver-missing'],
  [10, 'driver-failed-to-start'],
  [12, 'no-resources-for-device'],
  [14, 'restart-needed'],
  [22, 'driver-disabled'],
  [28, 'driver-missing'],
  [31, 'driver-failed-to-start'],
  [32, 'driver-disabled'],
  [39, 'driver-failed-to-start'],
  [43, 'device-stopped'],
  [47, 'device-ejected'],
  [48, 'driver-blocked'],
  [52, 'driver-blocked'],
  [99, 'other-device-problem'],
])('code %i: %s', (code, cause) => {
  expect(judged('device-problem', dongle(code))).toEqual([['fail', 'watchman-dongle@14.0-3', cause]]);
});
