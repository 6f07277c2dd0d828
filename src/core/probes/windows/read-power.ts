import type { UnreadReason, UsbPowerPlan } from '../../../shared/domain/usb-power.ts';
import { POWER_VALUES, type PowerValue } from '../../../shared/domain/usb-terms.ts';
import type { DeviceNode } from './device-reading.ts';
import { guidBytes } from './guid-bytes.ts';
import type { WindowsApi } from './windows-api.ts';

/** USB settings of a power plan, and selective suspend among them. */
const USB_GROUP = guidBytes('2a737441-1930-4402-8d77-b2bebba308a3');
const SELECTIVE_SUSPEND = guidBytes('48e6b7a6-50f5-4782-a5d4-53bb8f07e226');
const USB_SERVICE = String.raw`SYSTEM\CurrentControlSet\Services\USB`;

const ERROR_ACCESS_DENIED = 5;
/** CONFIGRET: there is no such key, or it may not be read. */
const NO_KEY = 0x2e;
const CR_ACCESS_DENIED = 0x33;

/** Frameworks keep what a person chose in a key of their own. */
const PLACES: readonly (readonly [string, PowerValue])[] = [
  ...POWER_VALUES.map((name) => [name, name] as const),
  [String.raw`WDF\IdleInWorkingState`, 'IdleInWorkingState'],
];

/** How the driver of a node may save power at it. Windows tells `MSPower_DeviceEnable` of WMI to administrators alone: not asked. */
export function readSaving(api: WindowsApi, node: number): Pick<DeviceNode, 'saving'> {
  const power = api.power();
  if (power === null) return { saving: { unread: 'not-available' } };
  const found = power.deviceValues(
    node,
    PLACES.map(([place]) => place),
  );
  if ('error' in found) {
    if (found.error === NO_KEY) return { saving: { values: {} } };
    return { saving: { unread: found.error === CR_ACCESS_DENIED ? 'no-permission' : 'not-available' } };
  }
  const values: { [Name in PowerValue]?: number } = {};
  for (const [place, name] of PLACES) {
    const value = found.get(place);
    if (value !== undefined) values[name] = value;
  }
  return { saving: { values } };
}

/** What the active power plan and the whole PC allow. */
export function readPowerPlan(api: WindowsApi): UsbPowerPlan {
  const power = api.power();
  if (power === null) return { mains: null, battery: null, isOffForPc: false, unread: 'not-available' };
  const [mains, battery] = (['mains', 'battery'] as const).map((supply) =>
    power.planValue(USB_GROUP, SELECTIVE_SUSPEND, supply),
  );
  const isOffForPc = power.machineValue(USB_SERVICE, 'DisableSelectiveSuspend') === 1;
  const unread = typeof mains === 'object' ? reasonOf(mains.error) : null;
  return { mains: isOn(mains), battery: isOn(battery), isOffForPc, ...(unread !== null && { unread }) };
}

const isOn = (value: number | { readonly error: number } | undefined): boolean | null =>
  typeof value === 'number' ? value !== 0 : null;

const reasonOf = (error: number): UnreadReason => (error === ERROR_ACCESS_DENIED ? 'no-permission' : 'not-available');
