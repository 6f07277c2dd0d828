import type { RecognisedDevice } from '../../shared/domain/device.ts';
import type { UsbPortFacts } from '../../shared/domain/usb-facts.ts';
import { defineCheck, type Judgement } from './check.ts';
import { connectedHeadsets, isHeadset } from './headsets.ts';

const CAUSES = [
  'device-not-answering',
  'port-overcurrent',
  'port-without-power',
  'port-without-bandwidth',
  'hubs-nested-too-deeply',
  'hub-not-read',
] as const;
type Cause = (typeof CAUSES)[number];

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
    const silent = silentHubs.filter(({ key }) => key === null || matters(key, recognition.devices));
    const unread = silent.map(({ key, reason }): Judgement<Cause> => ({
      outcome: 'unknown',
      subject: `port@${key ?? '?'}`,
      evidence: { hub: key, detail: reason },
      cause: 'hub-not-read',
    }));
    if (troubledPorts.length + unread.length === 0) return [{ outcome: 'pass', subject: 'host' }];
    // Nobody knows what is in the socket: as long as the headset is whole, it may be anything.
    const outcome = isWhole(recognition.devices) ? 'warn' : 'fail';
    const troubled = troubledPorts.map((port): Judgement<Cause> => ({
      outcome,
      subject: `port@${port.key}`,
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

/** Of a hub that does not answer nobody knows what is wrong behind it: that matters where a VR device is, or one is missing. */
const matters = (hub: string, devices: readonly RecognisedDevice[]): boolean =>
  !isWhole(devices) ||
  devices.some(({ members }) =>
    members.some((key) => key === hub || key.startsWith(`${hub}.`) || key.startsWith(`${hub}-`)),
  );

function isWhole(devices: readonly RecognisedDevice[]): boolean {
  const isComplete = ({ parts }: RecognisedDevice) =>
    parts.every(({ key, need }) => key !== null || need === 'optional');
  const headsets = devices.filter(isHeadset);
  return connectedHeadsets(devices).length > 0 && headsets.every(isComplete);
}
