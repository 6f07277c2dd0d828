import type { UsbFacts } from '../../../shared/domain/usb-facts.ts';
import type { DeviceNode, DeviceReading } from './device-reading.ts';
import { isRootHub, isUsbDevice, keyOf, type NodeTree, placeOf } from './usb-place.ts';

type SilentHubFacts = NonNullable<UsbFacts['silentHubs']>[number];

/** What is behind them nobody knows: hubs that did not answer, that Windows does not list or did not start, and host controllers. */
export function silentHubsOf(reading: Omit<DeviceReading, 'collections'>, tree: NodeTree): SilentHubFacts[] {
  const { nodes, hubs, silentHubs } = reading;
  const asked = new Set([...hubs, ...silentHubs].map(({ instance }) => instance?.toUpperCase()));
  const isAsked = ({ instance }: DeviceNode) => asked.has(instance.toUpperCase());
  return [
    ...silentHubs.map(({ instance, reason }) => ({
      key: keyIn(tree, tree.node(instance)),
      reason: reason === 'no-answer' ? reason : String(reason.error),
    })),
    ...nodes
      .filter((node) => node.status !== null && isHub(node) && !isAsked(node))
      .map((node) => ({ key: keyIn(tree, node), reason: 'not-listed', ...failureOf(node) })),
    ...nodes.filter(isController).flatMap((node) => {
      const failure = failureOf(node);
      const bus = placeOf(`${node.locationPath}#USBROOT(0)`)?.bus ?? null;
      return failure === null ? [] : [{ key: bus, ...failure }];
    }),
  ];
}

/** A root hub has no port: its name is that of its bus. */
function keyIn(tree: NodeTree, node: DeviceNode | undefined): string | null {
  const place = node === undefined ? null : tree.placeOf(node);
  return place === null ? null : place.ports.length === 0 ? place.bus : keyOf(place);
}

const isHub = (node: DeviceNode): boolean =>
  isRootHub(node) ||
  (isUsbDevice(node) &&
    (/^USBHUB/i.test(node.service ?? '') || node.compatibleIds.some((id) => /^USB\\Class_09/i.test(id))));

const isController = ({ instance }: DeviceNode): boolean => /^PCI\\/i.test(instance);

const failureOf = ({ status }: DeviceNode): Pick<SilentHubFacts, 'reason' | 'hasFailed'> | null =>
  status === null || status.problem === 0 ? null : { reason: `problem ${status.problem}`, hasFailed: true };
