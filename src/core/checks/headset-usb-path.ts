import type { RecognisedDevice } from '../../shared/domain/device.ts';
import type { DeviceCatalogue } from '../published/catalogue.ts';
import type { UsbDeviceFacts } from '../../shared/domain/usb-facts.ts';
import { ancestors, isSuperSpeed, type UsbTopology } from '../devices/topology.ts';
import { type LimitedContext, defineCheck, type Judgement } from './check.ts';
import { connectedHeadsets } from './headsets.ts';

const CAUSES = [
  'external-hub',
  'hub-chain-too-long',
  'hub-lacks-power',
  'controller-shared',
  'passed-through',
] as const;
const LIMITS = {
  'usb.hubsInChain.warn': 'published',
  // What a hub without a power supply of its own has left for its ports (USB 2.0, 7.2.1.1; USB 3.2, 11.4.1).
  'usb.busPoweredHub.highMilliamps': 400,
  'usb.busPoweredHub.superMilliamps': 750,
} as const;
type Judged = Judgement<(typeof CAUSES)[number]>;

/** The headset is plugged straight into the PC, on a controller it does not share with a second headset. */
export const headsetUsbPath = defineCheck({
  id: 'headset-usb-path',
  number: 9,
  needs: ['usb'],
  causes: CAUSES,
  limits: LIMITS,
  judge({ recognition }, context) {
    const headsets = connectedHeadsets(recognition.devices);
    return headsets.map((device) => judgeDevice(device, headsets, recognition.topology, context));
  },
});

/** Hubs between the PC and the device that are part of neither, nearest to the PC first. */
function findExternalHubs(
  device: RecognisedDevice,
  topology: UsbTopology,
  catalogue: DeviceCatalogue,
): UsbDeviceFacts[] {
  const members = new Set(device.members);
  const hubs = new Set<UsbDeviceFacts>();
  for (const part of device.parts) {
    const start = part.piece === 'separate' || part.key === null ? undefined : topology.device(part.key);
    if (start === undefined) continue;
    for (const hub of ancestors(topology, start)) if (!members.has(hub.key) && !catalogue.isHostHub(hub)) hubs.add(hub);
  }
  return [...hubs].toSorted((a, b) => a.ports.length - b.ports.length);
}

/** What the devices in a hub ask for together. */
const powerOf = (hub: UsbDeviceFacts, topology: UsbTopology) => ({
  hub,
  asked: topology.childrenOf(hub).reduce((sum, { maxPowerMilliamps }) => sum + (maxPowerMilliamps ?? 0), 0),
});

const hubName = (hub: UsbDeviceFacts) => `${hub.product ?? `${hub.vendorId}:${hub.productId}`} (${hub.key})`;

function judgeDevice(
  device: RecognisedDevice,
  headsets: readonly RecognisedDevice[],
  topology: UsbTopology,
  { limits, catalogue }: LimitedContext<keyof typeof LIMITS>,
): Judged {
  const { subject } = device;
  const members = device.members.flatMap((key) => topology.device(key) ?? []);
  const virtual = members.find((member) => topology.isVirtual(member));
  if (virtual !== undefined) {
    const evidence = { controller: topology.controllerOf(virtual) };
    return { outcome: 'not-applicable', subject, evidence, cause: 'passed-through' };
  }
  const depth = Math.max(0, ...members.map((member) => member.ports.length - 1));
  const hubs = findExternalHubs(device, topology, catalogue);
  const controllers = new Set(members.map((member) => topology.controllerOf(member)));
  const sharing = headsets.filter(
    (other) =>
      other !== device && other.members.some((key) => controllers.has(topology.controllerOf(topology.device(key)!))),
  );
  const evidence = { hubs: hubs.map(hubName), depth, sharing: sharing.map((other) => other.subject) };
  const starved = hubs
    .map((hub) => powerOf(hub, topology))
    .find(({ hub, asked }) => {
      const left = isSuperSpeed(hub) ? 'usb.busPoweredHub.superMilliamps' : 'usb.busPoweredHub.highMilliamps';
      return hub.selfPowered === false && asked > limits[left];
    });
  if (starved !== undefined)
    return {
      outcome: 'warn',
      subject,
      evidence: { ...evidence, hub: hubName(starved.hub), milliamps: starved.asked },
      cause: 'hub-lacks-power',
    };
  if (hubs.length > 0 && depth >= limits['usb.hubsInChain.warn'])
    return { outcome: 'warn', subject, evidence, cause: 'hub-chain-too-long' };
  if (hubs.length > 0) return { outcome: 'warn', subject, evidence, cause: 'external-hub' };
  if (sharing.length > 0) return { outcome: 'warn', subject, evidence, cause: 'controller-shared' };
  return { outcome: 'pass', subject, evidence };
}
