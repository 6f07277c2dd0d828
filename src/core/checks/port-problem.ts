import type { RecognisedDevice } from '../../shared/domain/device.ts';
import type { UsbDeviceFacts, UsbFacts, UsbPortFacts } from '../../shared/domain/usb-facts.ts';
import type { Recognition } from '../devices/recognise.ts';
import { isBehind, isSuperSpeed } from '../devices/topology.ts';
import { defineCheck, type Judgement } from './check.ts';
import { connectedHeadsets, isHeadset, isOnCable, isOnUsb2 } from './headsets.ts';

const CAUSES = [
  'device-not-answering',
  'port-overcurrent',
  'port-without-power',
  'port-without-bandwidth',
  'hubs-nested-too-deeply',
  'hub-failed',
  'hub-not-read',
] as const;
type Cause = (typeof CAUSES)[number];
type SilentHub = NonNullable<UsbFacts['silentHubs']>[number];

const BY_TROUBLE: Readonly<Record<UsbPortFacts['trouble'], Cause>> = {
  'enumeration-failed': 'device-not-answering',
  overcurrent: 'port-overcurrent',
  'not-enough-power': 'port-without-power',
  'not-enough-bandwidth': 'port-without-bandwidth',
  'nested-too-deeply': 'hubs-nested-too-deeply',
};

/** No socket has something in it that the system could not bring up. */
export const portProblem = defineCheck({
  id: 'port-problem',
  number: 46,
  needs: ['usb'],
  causes: CAUSES,
  judge({ usb, recognition }) {
    const { troubledPorts, silentHubs = [] } = usb;
    if (troubledPorts === undefined) return [];
    // Nobody knows what is in the socket: as long as the headset is whole, it may be anything.
    const outcome = isWhole(recognition.devices) ? 'warn' : 'fail';
    const silent = silentHubs
      .filter(({ key }) => key === null || matters(key, recognition.devices))
      .filter((hub) => !isToldOfDevice(hub, recognition.devices));
    const unread = silent.map(({ key, reason, hasFailed = false }): Judgement<Cause> => ({
      outcome: hasFailed ? outcome : 'unknown',
      subject: `port@${key ?? '?'}`,
      evidence: { hub: key, detail: reason },
      cause: hasFailed ? 'hub-failed' : 'hub-not-read',
    }));
    if (troubledPorts.length + unread.length === 0) return [{ outcome: 'pass', subject: 'host' }];
    const troubled = troubledPorts.map((port): Judgement<Cause> => ({
      outcome,
      subject: deviceAt(port, recognition)?.subject ?? `port@${port.key}`,
      evidence: {
        port: port.key,
        hub: port.hub,
        failure: port.failure,
        problemCode: port.problem?.code ?? null,
        problemStatus: port.problem?.status ?? null,
      },
      cause: BY_TROUBLE[port.trouble],
    }));
    return [...troubled, ...unread];
  },
});

/** The recognised device whose plug is in the port, or in whose hub the port is: one half of a socket may fail alone. */
function deviceAt(port: UsbPortFacts, { devices, topology }: Recognition): RecognisedDevice | undefined {
  const membersOf = ({ members }: RecognisedDevice) => members.flatMap((key) => topology.device(key) ?? []);
  const found = devices.find((device) =>
    membersOf(device).some((member) => isOneWay(member.key, port.key) || hasOtherHalf(member, port)),
  );
  if (found !== undefined) return found;
  // Where the system does not report which halves belong together: the only device on that controller without its SuperSpeed half.
  const lacking = devices.filter(
    (device) =>
      isOnUsb2(device) &&
      device.parts.some((part) => part.key === null && part.expectedSpeed === 'super' && isOnCable(part)) &&
      membersOf(device).every((member) => member.companionPorts === null && isOnOtherBus(member, port)),
  );
  return lacking.length === 1 ? lacking[0] : undefined;
}

/** One is the other, or hangs at it. */
const isOneWay = (a: string, b: string): boolean => a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);

/** Linux has a bus for each half, and numbers the ports of each from one; Windows numbers those of both together. */
const isOnOtherBus = ({ bus, controller, companionController }: UsbDeviceFacts, port: UsbPortFacts): boolean =>
  !(/^\d+$/.test(bus) && port.key.startsWith(`${bus}-`)) && (companionController ?? controller) === port.controller;

/** The port is the SuperSpeed half of the socket that the device is in. */
function hasOtherHalf(member: UsbDeviceFacts, port: UsbPortFacts): boolean {
  if (member.companionPorts === null || isSuperSpeed(member)) return false;
  const path = port.key.slice(port.key.lastIndexOf('-') + 1);
  return isOnOtherBus(member, port) && member.companionPorts.join('.') === path;
}

/** Of a hub that does not answer nobody knows what is wrong behind it: that matters where a VR device is, or one is missing. */
const matters = (hub: string, devices: readonly RecognisedDevice[]): boolean =>
  !isWhole(devices) || devices.some(({ members }) => members.some((key) => key === hub || isBehind(key, hub)));

/** Which chip of a recognised device has which problem is a matter of its own. */
const isToldOfDevice = ({ key, hasFailed = false }: SilentHub, devices: readonly RecognisedDevice[]): boolean =>
  hasFailed && devices.some(({ members }) => key !== null && members.includes(key));

function isWhole(devices: readonly RecognisedDevice[]): boolean {
  const isComplete = ({ parts }: RecognisedDevice) =>
    parts.every(({ key, need }) => key !== null || need === 'optional');
  const headsets = devices.filter(isHeadset);
  return connectedHeadsets(devices).length > 0 && headsets.every(isComplete);
}
