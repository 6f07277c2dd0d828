import type { UsbDeviceFacts, UsbInterfaceFacts } from '../../shared/domain/usb-facts.ts';
import type { DeviceCatalogue } from '../published/catalogue.ts';
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
 * source names.
 */
export function membersOf(
  topology: UsbTopology,
  unit: Unit,
  isForeign: (device: UsbDeviceFacts) => boolean,
  catalogue: DeviceCatalogue,
): Set<UsbDeviceFacts> {
  const claimedInside = unit.claims.filter((claim) => claim.part.reach === 'unit').map(({ device }) => device);
  const inside = [...claimedInside, ...unit.surplus];
  const claimed = new Set(unit.claims.map((claim) => claim.device));
  const hubs = new Set(inside.filter(isHub));
  for (const device of inside) {
    // Several chips of one product on one hub: whatever the catalogue knows of the model, it brings that hub.
    let tiers = Math.max(unit.model.hubTiers, unit.surplus.length > 0 ? 1 : 0);
    for (const hub of ancestors(topology, device)) {
      if (claimed.has(hub)) continue;
      const enclosed = inside.some((other) => isHub(other) && ancestors(topology, hub).includes(other));
      if (!enclosed && (tiers === 0 || catalogue.isHostHub(hub) || !holdsParts(topology, hub, inside, isForeign)))
        break;
      if (!enclosed) tiers -= 1;
      hubs.add(hub);
    }
  }
  const members = new Set([...claimed, ...unit.surplus, ...hubs]);
  for (const hub of hubs) for (const device of descendants(topology, hub)) if (!isForeign(device)) members.add(device);
  return members;
}

/**
 * A hub no entry lists may be inside a headset of a model that is known to bring such hubs. A plug shows the hub it is put
 * into one device; only a hub inside holds several parts of the headset, and nothing that somebody else has plugged in.
 */
export function holdsParts(
  topology: UsbTopology,
  hub: UsbDeviceFacts,
  parts: readonly UsbDeviceFacts[],
  isForeign: (device: UsbDeviceFacts) => boolean,
): boolean {
  const below = halvesOf(topology, hub).flatMap((half) => descendants(topology, half));
  if (below.some((device) => isForeign(device) || isOrdinary(device))) return false;
  const depth = topology.socketOf(hub).length;
  return new Set(parts.filter((part) => below.includes(part)).map((part) => topology.socketOf(part)[depth])).size > 1;
}
