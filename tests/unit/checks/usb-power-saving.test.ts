import { expect, it } from 'vitest';
import type { UsbDeviceFacts, UsbFacts } from '../../../src/shared/domain/usb-facts.ts';
import type { UsbPower } from '../../../src/shared/domain/usb-power.ts';
import { HID_INTERFACE, index, outcomes } from '../../support/pc/facts.ts';
import { judged } from '../../support/pc/judge.ts';

/** An Index whose lighthouse receiver is described otherwise. */
const withLighthouse = (change: Partial<UsbDeviceFacts>, more: Partial<UsbFacts> = {}) =>
  judged(
    'usb-power-saving',
    outcomes({ devices: index().map((one) => (one.key === '1-2.3.2' ? { ...one, ...change } : one)), ...more }),
  );
const found = (outcome: string, cause: string | null = null) => [[outcome, 'valve-index@1-2', cause]];
const VIDEO = { ...HID_INTERFACE, classCode: 14, driver: 'uvcvideo' };

it.each([
  ['kept on', { control: 'on', autosuspendDelayMs: 2000 }, found('pass')],
  ['may sleep', { control: 'auto', autosuspendDelayMs: 2000 }, found('warn', 'usb-may-sleep')],
  ['may sleep at once', { control: 'auto', autosuspendDelayMs: 0 }, found('warn', 'usb-may-sleep')],
  ['may sleep, after a time nobody knows', { control: 'auto' }, found('warn', 'usb-may-sleep')],
  ['may sleep, but never does', { control: 'auto', autosuspendDelayMs: -1000 }, found('pass')],
  ['did not wake', { control: 'on', runtimeStatus: 'error' }, found('warn', 'usb-did-not-wake')],
] satisfies [string, UsbPower, unknown][])('Linux: %s', (_, power, wanted) => {
  expect(withLighthouse({ power })).toEqual(wanted);
});

it('Linux: hubs and cameras may sleep, as kernels let them', () => {
  const power = { control: 'auto', autosuspendDelayMs: 2000 } as const;
  expect(withLighthouse({ power, interfaces: [VIDEO] })).toEqual(found('pass'));
  const hubs = index().map((one) =>
    one.hubPorts === null ? one : { ...one, power: { ...power, autosuspendDelayMs: 0 } },
  );
  expect(judged('usb-power-saving', outcomes(hubs))).toEqual([['not-applicable', 'station', null]]);
});

it('a hub that sleeps is a clue where a part is missing, and nothing behind it answers', () => {
  const devices = index().map((one) => (one.hubPorts === null ? one : { ...one, asleep: one.key === '2-2' }));
  expect(judged('usb-power-saving', outcomes(devices))).toEqual([['not-applicable', 'station', null]]);
  const without = devices.filter(({ key }) => key !== '1-2.3.1' && key !== '1-2.3.2');
  const asleep = without.map((one) => ({ ...one, asleep: one.hubPorts !== null }));
  expect(judged('usb-power-saving', outcomes(asleep))).toEqual([['warn', 'valve-index@1-2', 'usb-hub-asleep']]);
});

const PLAN = { mains: true, battery: true, isOffForPc: false };
it.each([
  ['driver and plan let it', { SelectiveSuspendEnabled: 1, EnhancedPowerManagementEnabled: 1 }, PLAN, 'warn'],
  ['a WinUSB device that idles by default', { DeviceIdleEnabled: 1, DefaultIdleState: 1 }, PLAN, 'warn'],
  ['a WinUSB device that could idle', { DeviceIdleEnabled: 1 }, PLAN, 'pass'],
  ['the driver does not', { SelectiveSuspendEnabled: 0 }, PLAN, 'pass'],
  ['power management is off', { SelectiveSuspendEnabled: 1, EnhancedPowerManagementEnabled: 0 }, PLAN, 'pass'],
  ['a person switched it off', { SelectiveSuspendEnabled: 1, SelectiveSuspendOn: 0 }, PLAN, 'pass'],
  ['the plan does not, on mains', { SelectiveSuspendEnabled: 1 }, { ...PLAN, mains: false }, 'pass'],
  ['off for the whole PC', { SelectiveSuspendEnabled: 1 }, { ...PLAN, isOffForPc: true }, 'pass'],
  ['nobody could read the plan', { SelectiveSuspendEnabled: 1 }, { ...PLAN, mains: null }, 'warn'],
  ['the device has no setting of its own', {}, PLAN, 'not-applicable'],
  ['the plan is off, and the device has no setting', {}, { ...PLAN, mains: false }, 'pass'],
] as const)('Windows: %s', (_, values, powerPlan, outcome) => {
  const wanted = found(outcome, outcome === 'warn' ? 'usb-may-sleep' : null);
  expect(withLighthouse({ power: { values } }, { powerPlan })).toEqual(wanted);
});

it('Windows: what this account may not read is said, and leaves the verdict alone', () => {
  const powerPlan = { ...PLAN, mains: null, unread: 'no-permission' } as const;
  expect(withLighthouse({ power: { unread: 'no-permission' } }, { powerPlan })).toEqual(found('not-applicable'));
});

it('a system that does not say how it saves power is not judged', () => {
  expect(withLighthouse({})).toEqual([['not-applicable', 'station', null]]);
});
