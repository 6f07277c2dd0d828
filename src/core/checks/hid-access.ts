import type { DevicePart, RecognisedDevice } from '../../shared/domain/device.ts';
import type { HidDeviceFacts, HidFacts } from '../../shared/domain/hid-facts.ts';
import type { UsbTopology } from '../devices/topology.ts';
import type { DeviceHolder } from '../published/catalogue-schema.ts';
import { defineCheck, type Judgement } from './check.ts';

const HID_CLASS = 3;

const CAUSES = ['no-permission', 'held-by-another-program', 'device-vanished', 'open-refused', 'no-hid-node'] as const;
type Judged = Judgement<(typeof CAUSES)[number]>;

/** Programs may open the device: rights are there, nobody else holds it, the operating system offers it at all. */
export const hidAccess = defineCheck({
  id: 'hid-access',
  number: 5,
  needs: ['usb', 'hid'],
  causes: CAUSES,
  judge({ recognition, hid, running }, { catalogue }) {
    const holders = catalogue.deviceHolders.filter(({ program }) => running?.includes(program) === true);
    return recognition.devices.flatMap((device) => judgeDevice(device, hid, recognition.topology, holders));
  },
});

/** Only parts that VR software must open; an audio chip's volume keys are no reason to send anybody away. */
const mustOpen = (part: DevicePart) => part.key !== null && (part.need === 'essential' || part.role === 'radio');

function judgeDevice(
  device: RecognisedDevice,
  hid: HidFacts,
  topology: UsbTopology,
  running: readonly DeviceHolder[],
): Judged[] {
  const nodes: HidDeviceFacts[] = [];
  const without: { role: string; held: boolean }[] = [];
  for (const part of device.parts.filter(mustOpen)) {
    const usb = topology.device(part.key!);
    const own = hid.devices.filter((node) =>
      usb === undefined ? node.path === part.key : belongsTo(node, usb.key, usb.vendorId, usb.productId),
    );
    nodes.push(...own);
    // What has no driver, or was disabled, is judged for that.
    const isExcused = usb?.problem !== undefined || usb?.disabled === true;
    const interfaces = (isExcused ? [] : (usb?.interfaces ?? [])).filter(
      ({ classCode, problem }) => classCode === HID_CLASS && problem === undefined,
    );
    if (own.length === 0 && interfaces.length > 0)
      without.push({ role: part.role, held: interfaces.some((it) => it.driver === 'usbfs') });
  }
  if (nodes.length + without.length === 0) return [];

  const { subject } = device;
  const vendors = new Set(device.members.map((key) => topology.device(key)?.vendorId));
  const likely = running.filter((holder) => holder.vendors.some((vendor) => vendors.has(vendor)));
  const holders = likely.map(({ name, program }) => `${name} (${program})`);
  const paths = (access: HidDeviceFacts['access']) => [
    ...new Set(nodes.filter((node) => node.access === access).map((node) => node.path)),
  ];
  const refused = (
    outcome: 'fail' | 'unknown',
    access: HidDeviceFacts['access'],
    cause: (typeof CAUSES)[number],
  ): Judged[] => {
    const detail = nodes.find((node) => node.access === access)?.accessDetail ?? null;
    const evidence = { paths: paths(access), detail, ...(access === 'busy' && holders.length > 0 && { holders }) };
    return [{ outcome, subject, evidence, cause }];
  };
  if (paths('denied').length > 0) return refused('fail', 'denied', 'no-permission');
  if (paths('busy').length > 0) return refused('fail', 'busy', 'held-by-another-program');
  const roles = without.map(({ role }) => role);
  if (without.some(({ held }) => held))
    return [
      {
        outcome: 'fail',
        subject,
        evidence: { roles, ...(holders.length > 0 && { holders }) },
        cause: 'held-by-another-program',
      },
    ];
  if (paths('gone').length > 0) return refused('unknown', 'gone', 'device-vanished');
  if (paths('error').length > 0) return refused('unknown', 'error', 'open-refused');
  if (paths('not-tried').length > 0) return refused('unknown', 'not-tried', 'open-refused');
  if (without.length > 0) return [{ outcome: 'unknown', subject, evidence: { roles }, cause: 'no-hid-node' }];
  return [{ outcome: 'pass', subject, evidence: { paths: paths('ok') } }];
}

/** Where the operating system does not report the USB device of a HID node, equal ids have to be enough. */
const belongsTo = (node: HidDeviceFacts, key: string, vendorId: string, productId: string): boolean =>
  node.usbKey === null
    ? node.bus !== 'bluetooth' && node.vendorId === vendorId && node.productId === productId
    : node.usbKey === key;
