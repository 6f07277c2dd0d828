import type { RecognisedDevice } from '../../shared/domain/device.ts';
import type { UsbDeviceFacts, UsbInterfaceFacts } from '../../shared/domain/usb-facts.ts';
import { usbIdOf } from '../../shared/domain/usb-id.ts';
import type { UsbPower, UsbPowerPlan } from '../../shared/domain/usb-power.ts';
import { isHub, type UsbTopology } from '../devices/topology.ts';
import { defineCheck, type Judgement } from './check.ts';

const CAUSES = ['usb-may-sleep', 'usb-did-not-wake', 'usb-hub-asleep'] as const;
type Cause = (typeof CAUSES)[number];
type Judged = Judgement<Cause>;

/**
 * The system may not switch parts of VR devices off to save power. Hubs are not judged by their setting: kernels let every hub sleep,
 * and none does as long as anything behind it is awake.
 */
export const usbPowerSaving = defineCheck({
  id: 'usb-power-saving',
  number: 49,
  needs: ['usb'],
  causes: CAUSES,
  judge({ usb: { powerPlan }, recognition: { devices, topology } }) {
    return devices.flatMap((device): Judged[] => {
      const members = device.members.flatMap((key) => topology.device(key) ?? []);
      const trouble = troubleOf(device, members, topology, powerPlan);
      if (trouble !== null) return [{ outcome: 'warn', subject: device.subject, ...trouble }];
      const judged = members.filter((it) => !isHub(it));
      const plan = powerPlan === undefined ? {} : { powerPlan: describePlan(powerPlan) };
      if (judged.some((it) => isKnown(it.power, powerPlan)))
        return [{ outcome: 'pass', subject: device.subject, evidence: plan }];
      const unread = powerPlan?.unread ?? judged.find(({ power }) => power?.unread !== undefined)?.power?.unread;
      if (powerPlan === undefined && unread === undefined) return [];
      const evidence = { ...plan, unread: unread ?? 'not-set' } as const;
      return [{ outcome: 'not-applicable', subject: device.subject, evidence }];
    });
  },
});

function troubleOf(
  device: RecognisedDevice,
  members: readonly UsbDeviceFacts[],
  topology: UsbTopology,
  plan: UsbPowerPlan | undefined,
): Pick<Judged, 'evidence' | 'cause'> | null {
  const stuck = members.filter(({ power }) => power?.runtimeStatus === 'error');
  if (stuck.length > 0) return { evidence: { chips: stuck.map(nameOf) }, cause: 'usb-did-not-wake' };
  const restless = members.filter((it) => !isHub(it) && maySleep(it, plan));
  if (restless.length > 0) {
    const settings = [...new Set(restless.map(({ power }) => describe(power)))].join('; ');
    return { evidence: { chips: restless.map(nameOf), setting: settings }, cause: 'usb-may-sleep' };
  }
  const isIncomplete = device.parts.some(({ key, need }) => key === null && need !== 'optional');
  const idle = members.filter((it) => isHub(it) && isAsleep(it) && topology.childrenOf(it).length === 0);
  return isIncomplete && idle.length > 0 ? { evidence: { chips: idle.map(nameOf) }, cause: 'usb-hub-asleep' } : null;
}

const isAsleep = ({ asleep, power }: UsbDeviceFacts): boolean =>
  asleep === true || power?.runtimeStatus === 'suspended';

const AUDIO = 1;
const VIDEO = 14;
/** Drivers of the kernel that let a device sleep by themselves, and wake it when a program opens it. */
const isDriversBusiness = ({ classCode }: UsbInterfaceFacts): boolean => classCode === AUDIO || classCode === VIDEO;

function maySleep({ power, interfaces }: UsbDeviceFacts, plan: UsbPowerPlan | undefined): boolean {
  if (power === undefined) return false;
  if (power.control !== undefined) {
    const isOpenedFirst = interfaces !== null && interfaces.length > 0 && interfaces.every(isDriversBusiness);
    return power.control === 'auto' && (power.autosuspendDelayMs ?? 0) >= 0 && !isOpenedFirst;
  }
  return power.values !== undefined && !isOff(plan) && isAllowed(power.values);
}

/** Lesson PCs run on mains. */
const isOff = (plan: UsbPowerPlan | undefined): boolean => plan?.isOffForPc === true || plan?.mains === false;

/** By Microsoft's words on selective suspend of HID devices and of WinUSB: what a person switched off counts most. */
function isAllowed(values: NonNullable<UsbPower['values']>): boolean {
  if (values.SelectiveSuspendOn === 0 || values.IdleInWorkingState === 0) return false;
  const isOn = (name: keyof typeof values) => (values[name] ?? 0) > 0;
  if (isOn('DeviceIdleEnabled') && isOn('DefaultIdleState')) return true;
  if (values.EnhancedPowerManagementEnabled === 0) return false;
  return isOn('SelectiveSuspendEnabled') || isOn('EnableSelectiveSuspend');
}

/** Something says that it may or may not sleep. */
const isKnown = (power: UsbPower | undefined, plan: UsbPowerPlan | undefined): boolean =>
  power?.control !== undefined || isOff(plan) || Object.keys(power?.values ?? {}).length > 0;

const nameOf = (it: UsbDeviceFacts): string => `${it.product ?? usbIdOf(it)} (${it.key})`;

const describe = (power: UsbPower | undefined): string =>
  power?.control === undefined
    ? Object.entries(power?.values ?? {})
        .map(([name, value]) => `${name}=${value}`)
        .join(', ')
    : `power/control=${power.control}, autosuspend_delay_ms=${power.autosuspendDelayMs ?? '?'}`;

const describePlan = ({ mains, battery, isOffForPc }: UsbPowerPlan): string =>
  isOffForPc
    ? 'DisableSelectiveSuspend=1'
    : `AC ${mains === null ? '?' : Number(mains)}, DC ${battery === null ? '?' : Number(battery)}`;
