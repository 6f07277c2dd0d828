import type { UsbDeviceFacts, UsbInterfaceFacts } from '../../shared/domain/usb-facts.ts';
import type { DeviceCatalogue } from './catalogue.ts';
import { ancestors, isHub, type UsbTopology } from './topology.ts';
import type { Unit } from './unit.ts';

type Interfaces = readonly Pick<UsbInterfaceFacts, 'classCode' | 'subclassCode' | 'protocolCode'>[];
const some = (device: UsbDeviceFacts, test: (it: Interfaces[number]) => boolean): boolean =>
  (device.interfaces ?? []).some(test);

/** HID boot keyboards and mice, printers, mass storage, card readers: never a chip inside a headset. */
const isOrdinary = (device: UsbDeviceFacts): boolean =>
  some(
    device,
    ({ classCode, subclassCode, protocolCode }) =>
      (classCode === 3 && subclassCode === 1 && (protocolCode === 1 || protocolCode === 2)) ||
      classCode === 7 ||
      classCode === 8 ||
      classCode === 11,
  );

/** CDC Ethernet (ECM, EEM, NCM) and RNDIS. */
const isNetwork = ({ classCode, subclassCode, protocolCode }: Interfaces[number]): boolean =>
  (classCode === 2 && [0x06, 0x0c, 0x0d].includes(subclassCode)) ||
  (classCode === 0xe0 && subclassCode === 1 && protocolCode === 3) ||
  (classCode === 0xef && subclassCode === 4 && protocolCode === 1);

/** Sound cards, webcams and network adapters: what docks have, and some headsets too. */
const isDockLike = (device: UsbDeviceFacts): boolean =>
  some(device, (it) => it.classCode === 1 || it.classCode === 14 || isNetwork(it));

function descendants(topology: UsbTopology, hub: UsbDeviceFacts): UsbDeviceFacts[] {
  return topology.childrenOf(hub).flatMap((child) => [child, ...descendants(topology, child)]);
}

/** Both buses of one hub. */
const halvesOf = (topology: UsbTopology, hub: UsbDeviceFacts): UsbDeviceFacts[] => [
  hub,
  ...[topology.otherHalfOf(hub) ?? []].flat(),
];

/**
 * Everything that physically belongs to the unit: its claims, hubs between them, and chips below those hubs that no
 * source names. `mayBeInside` tells whether a hub that no entry lists counts as inside.
 */
export function membersOf(
  topology: UsbTopology,
  unit: Unit,
  isForeign: (device: UsbDeviceFacts) => boolean,
  catalogue: DeviceCatalogue,
): Set<UsbDeviceFacts> {
  const inside = unit.claims.filter((claim) => claim.part.reach === 'unit').map(({ device }) => device);
  const claimed = new Set(unit.claims.map((claim) => claim.device));
  const hubs = new Set(inside.filter(isHub));
  for (const device of inside) {
    let tiers = unit.model.hubTiers;
    for (const hub of ancestors(topology, device)) {
      if (claimed.has(hub)) continue;
      const enclosed = inside.some((other) => isHub(other) && ancestors(topology, hub).includes(other));
      if (!enclosed && (tiers === 0 || !mayBeInside(topology, hub, inside, isForeign, catalogue))) break;
      if (!enclosed) tiers -= 1;
      hubs.add(hub);
    }
  }
  const members = new Set([...claimed, ...unit.surplus, ...hubs]);
  for (const hub of hubs) for (const device of descendants(topology, hub)) if (!isForeign(device)) members.add(device);
  return members;
}

/**
 * A hub no entry lists may be inside a headset unless it is a chip sold as a hub, something ordinary or foreign hangs on
 * it, or all it holds of the headset is one of the headset's own hubs: then it only extends the cable.
 */
function mayBeInside(
  topology: UsbTopology,
  hub: UsbDeviceFacts,
  inside: readonly UsbDeviceFacts[],
  isForeign: (device: UsbDeviceFacts) => boolean,
  catalogue: DeviceCatalogue,
): boolean {
  const halves = halvesOf(topology, hub);
  if (halves.some((half) => catalogue.isExternalHub(half) || catalogue.isHostHub(half))) return false;
  const below = halves.flatMap((half) => descendants(topology, half));
  if (below.some((device) => isForeign(device) || isOrdinary(device))) return false;

  const socket = topology.socketOf(hub);
  const own = inside.filter((device) => below.includes(device));
  const ports = new Set(own.map((device) => topology.socketOf(device)[socket.length]));
  if (ports.size > 1) return true;
  const direct = own.some((device) => halves.includes(topology.parentOf(device)!) && !isHub(device));
  return direct && !below.some((device) => !inside.includes(device) && isDockLike(device));
}
