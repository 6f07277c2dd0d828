import { usbIdOf } from '../../shared/domain/usb-id.ts';
import type { Candidacy, DeviceCatalogue, Model, ModelPart } from '../published/catalogue.ts';
import { ancestors, isHub, isSuperSpeed, sharedPorts, type UsbTopology } from './topology.ts';
import type { UsbDeviceFacts, UsbInterfaceFacts } from '../../shared/domain/usb-facts.ts';

/** A USB device taken as one part of a unit. */
export interface Claim {
  readonly device: UsbDeviceFacts;
  readonly part: ModelPart;
  readonly mode: string | null;
  readonly expectedSpeed: 'high' | 'super' | null;
  readonly anchor: boolean;
}

/** One physical device in the making: a model and the USB devices claimed for its parts. */
export interface Unit {
  readonly model: Model;
  readonly claims: Claim[];
  /** Chips of a part that the device already has; inside it, but no part of its own. */
  readonly surplus: UsbDeviceFacts[];
}

export function buildClaim(device: UsbDeviceFacts, candidacy: Candidacy, { modeReader }: DeviceCatalogue): Claim {
  const { model, part, anchor, mode, speed } = candidacy;
  const claim = { device, part, anchor };
  if (model.connection !== 'standalone')
    return { ...claim, mode: mode ?? modeReader.bootModeOf(device), expectedSpeed: speed };
  const shown = modeReader.standaloneModeOf(device, mode);
  const shownSpeed = shown.needsSuperSpeed === true ? 'super' : part.speed;
  return { ...claim, mode: shown.mode, expectedSpeed: shown.needsSuperSpeed === null ? speed : shownSpeed };
}

const used = (unit: Unit, part: ModelPart): number => unit.claims.filter((claim) => claim.part === part).length;

export const hasRoom = (unit: Unit, part: ModelPart): boolean => used(unit, part) < part.capacity;

/** How near a device is to a unit: more shared ports of one socket, or only the other half of a USB 3 cable. */
export const OTHER_HALF = 0.5;
export const SAME_PC = 0.25;

/** Weaker than any sign of a common cable; of several units the one at the nearest port gets the part. */
export const PASSED_THROUGH = 0.2;
/** Ports of two buses cannot be compared. */
const OTHER_BUS = 16;

/**
 * @returns shared ports (1 and more: same socket of the PC), `OTHER_HALF` for a SuperSpeed device on the same controller
 * whose socket is not known to be another one, 0 for "elsewhere".
 */
export function closeness(topology: UsbTopology, unit: Unit, device: UsbDeviceFacts): number {
  const socket = topology.socketOf(device);
  let nearest = 0;
  let sameController = false;
  for (const claim of unit.claims) {
    if (topology.socketControllerOf(claim.device) !== topology.socketControllerOf(device)) continue;
    sameController = true;
    if (claim.part.reach === 'unit') nearest = Math.max(nearest, sharedPorts(topology.socketOf(claim.device), socket));
  }
  if (nearest > 0) return nearest;
  const onlyOtherHalf = unit.claims.every((claim) => isSuperSpeed(claim.device) !== isSuperSpeed(device));
  return sameController && (isSuperSpeed(device) || onlyOtherHalf) ? OTHER_HALF : 0;
}

/**
 * The two halves of one USB-C socket may be on two host controllers (seen in laptops). Without a shared socket number it
 * takes a whole half on either side; hubs alone, which docks have as well, prove nothing.
 */
export function isHalfOnAnotherController(topology: UsbTopology, unit: Unit, device: UsbDeviceFacts): boolean {
  return (
    isSuperSpeed(device) &&
    unit.claims.every(
      (claim) =>
        !isSuperSpeed(claim.device) &&
        topology.socketControllerOf(claim.device) !== topology.socketControllerOf(device),
    ) &&
    !topology.isVirtual(device)
  );
}

/**
 * Parts of a headset that brings hubs of its own can only sit at root ports when somebody passed them through one by one:
 * a virtual machine, USB over IP, a wireless bridge. Hubs cannot be passed through, so order is all that is left.
 * @returns 0 where the device does not belong to the unit, else at most `PASSED_THROUGH`.
 */
export function passedThroughCloseness(topology: UsbTopology, { model, claims }: Unit, device: UsbDeviceFacts): number {
  if (isHub(device) || !topology.isAtRoot(device)) return 0;
  const onCable = claims.filter(({ part }) => part.reach === 'unit');
  const virtual = topology.isVirtual(device);
  if (!virtual && !bringsHubs(model)) return 0;
  const together = onCable.every(
    (claim) =>
      !isHub(claim.device) &&
      topology.isAtRoot(claim.device) &&
      topology.isVirtual(claim.device) === virtual &&
      (virtual || topology.socketControllerOf(claim.device) === topology.socketControllerOf(device)),
  );
  if (onCable.length === 0 || !together) return 0;
  // Bridges number the chips of one headset in a row: of two equally near, the headset before it counts.
  const distance = ({ bus, ports }: UsbDeviceFacts) => {
    if (bus !== device.bus) return OTHER_BUS;
    const ahead = device.ports[0]! - ports[0]!;
    return ahead >= 0 ? ahead : 0.5 - ahead;
  };
  return PASSED_THROUGH / (1 + Math.min(...onCable.map((claim) => distance(claim.device))));
}

/** A device of this model plugged into a PC always shows a hub. */
const bringsHubs = (model: Model): boolean => model.hubTiers > 0 || model.parts.some((part) => part.hub);

/**
 * Groups the anchors of one model into physical units: nearest first, never more of a part than a device can have.
 * @param anchors the ones that name the product best come first.
 * @param isOwnHub true for hub chips that the model lists.
 * @param isInnerHub true for those of them that are not sold as separate hubs too.
 */
export function groupAnchors(
  topology: UsbTopology,
  model: Model,
  anchors: readonly Claim[],
  isOwnHub: (hub: UsbDeviceFacts) => boolean,
  isInnerHub: (hub: UsbDeviceFacts) => boolean,
): Unit[] {
  const units: Unit[] = anchors
    .filter((claim) => claim.part.reach === 'unit')
    .map((claim) => ({ model, claims: [claim], surplus: [] }));
  for (;;) {
    let best: { a: Unit; b: Unit; near: number; surplus: boolean } | undefined;
    for (const a of units)
      for (const b of units) {
        if (a === b || belowDifferentHubs(topology, a, b, isOwnHub)) continue;
        if (areTwins(topology, a, b, isInnerHub)) continue;
        const surplus = !fits(a, b) && isSurplus(topology, a, b);
        if (!surplus && !fits(a, b)) continue;
        const near = surplus ? Math.max(1, closenessOfUnits(topology, a, b)) : closenessOfUnits(topology, a, b);
        if (near > 0 && (best === undefined || near > best.near)) best = { a, b, near, surplus };
      }
    if (best === undefined) break;
    if (best.surplus) best.a.surplus.push(...best.b.claims.map((claim) => claim.device));
    else best.a.claims.push(...best.b.claims);
    best.a.surplus.push(...best.b.surplus);
    units.splice(units.indexOf(best.b), 1);
  }
  const onOwnCable = anchors.filter((claim) => claim.part.reach === 'host');
  for (const claim of onOwnCable) {
    const home = units.find((unit) => hasRoom(unit, claim.part));
    if (home) home.claims.push(claim);
    else units.push({ model, claims: [claim], surplus: [] });
  }
  return units;
}

/** Each hangs on hubs of the headset, and on none in common: the insides of two headsets. */
function belowDifferentHubs(topology: UsbTopology, a: Unit, b: Unit, isOwnHub: (hub: UsbDeviceFacts) => boolean) {
  const hubsAbove = ({ device }: Claim) => ancestors(topology, device).filter(isOwnHub);
  return a.claims.some((one) =>
    b.claims.some((other) => {
      const [hubs, others] = [hubsAbove(one), hubsAbove(other)];
      const comparable = one.device.bus === other.device.bus && hubs.length > 0 && others.length > 0;
      return comparable && !hubs.some((hub) => others.includes(hub));
    }),
  );
}

/**
 * Nobody builds one chip in twice for one purpose: side by side on a hub that is not surely inside this model, equal chips
 * are two devices, whatever room the model leaves.
 */
function areTwins(topology: UsbTopology, a: Unit, b: Unit, isInnerHub: (hub: UsbDeviceFacts) => boolean): boolean {
  return a.claims.some((one) =>
    b.claims.some((other) => {
      const hub = topology.parentOf(one.device);
      const isEqual = one.part === other.part && usbIdOf(one.device) === usbIdOf(other.device);
      return isEqual && hub !== undefined && hub === topology.parentOf(other.device) && !isInnerHub(hub);
    }),
  );
}

const fits = (a: Unit, b: Unit): boolean =>
  a.model.parts.every((part) => used(a, part) + used(b, part) <= part.capacity);

/**
 * Both hang on one hub inside a headset of this model: then the second is a surplus or other variant of a chip, not a
 * second headset, which would bring its own hub.
 */
function isSurplus(topology: UsbTopology, a: Unit, b: Unit): boolean {
  const [only, ...more] = b.claims;
  if (only === undefined || more.length > 0 || only.part.hub) return false;
  if (isOneProductOf(topology, a, only.device)) return true;
  const hub = topology.parentOf(only.device);
  return (
    bringsHubs(a.model) &&
    hub !== undefined &&
    a.claims.some(({ device }) => device === hub || topology.parentOf(device) === hub)
  );
}

/** A second chip of a product whose maker is known, but not what each of its chips is for. */
function isOneProductOf(topology: UsbTopology, { model, claims }: Unit, device: UsbDeviceFacts): boolean {
  const nameOf = (of: UsbDeviceFacts) => model.names[usbIdOf(of)];
  return claims.some((claim) => {
    const [name, other] = [nameOf(claim.device), nameOf(device)];
    const differ = name !== undefined && other !== undefined && name !== other;
    return !differ && isOneProduct(topology, claim.device, device);
  });
}

/**
 * Two chips of one maker are one product when they carry one serial, hang on one hub, or came through one virtual
 * controller side by side. Equal ids are the chips of two products: nobody builds the same chip in twice under its own name.
 */
export function isOneProduct(topology: UsbTopology, a: UsbDeviceFacts, b: UsbDeviceFacts): boolean {
  if (a.vendorId !== b.vendorId || a.productId === b.productId) return false;
  if (isDistinctive(a.serial) && a.serial === b.serial) return true;
  const hub = topology.parentOf(a);
  if (hub !== undefined) return hub === topology.parentOf(b);
  return topology.isVirtual(a) && topology.isVirtual(b) && topology.isAtRoot(b);
}

/** No placeholder: makers leave serials such as 000000 or 123456 in, which identify nothing. */
const isDistinctive = (serial: string | null): boolean =>
  serial !== null && serial.length >= 4 && !/^[0\W]*$|^0*1?23456/.test(serial);

function closenessOfUnits(topology: UsbTopology, a: Unit, b: Unit): number {
  const nearest = Math.max(...b.claims.map((claim) => closeness(topology, a, claim.device)));
  if (nearest >= 1) return nearest;
  // Two halves without a shared socket number are one cable only if each side is purely one half.
  const [first] = halves(a);
  if (nearest > 0 && halves(a).size === 1 && halves(b).size === 1 && !halves(b).has(first!)) return nearest;
  const isOtherHalf = b.claims.every((claim) => isHalfOnAnotherController(topology, a, claim.device));
  if (isOtherHalf && b.claims.some(({ part }) => !part.hub)) return PASSED_THROUGH;
  return Math.max(...b.claims.map((claim) => passedThroughCloseness(topology, a, claim.device)));
}

const halves = (unit: Unit) => new Set(unit.claims.map((claim) => isSuperSpeed(claim.device)));

/**
 * Everything that physically belongs to the unit: its claims, hubs between them, and chips below those hubs that no
 * source names.
 */
export function findMembers(
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

/** Both buses of one hub. */
const halvesOf = (topology: UsbTopology, hub: UsbDeviceFacts): UsbDeviceFacts[] => [
  hub,
  ...[topology.otherHalfOf(hub) ?? []].flat(),
];

function descendants(topology: UsbTopology, hub: UsbDeviceFacts): UsbDeviceFacts[] {
  return topology.childrenOf(hub).flatMap((child) => [child, ...descendants(topology, child)]);
}

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

type Interfaces = readonly Pick<UsbInterfaceFacts, 'classCode' | 'subclassCode' | 'protocolCode'>[];
const some = (device: UsbDeviceFacts, test: (it: Interfaces[number]) => boolean): boolean =>
  (device.interfaces ?? []).some(test);

const AUDIO_CLASS = 1;

/** How well a chip names its product: sound chips and keys come last. */
export const isSoundOnly = (device: UsbDeviceFacts): boolean => {
  const codes = (device.interfaces ?? []).map(({ classCode }) => classCode);
  return codes.includes(AUDIO_CLASS) && !codes.some((code) => code === 0xff || code === 14);
};

/** Came in chip by chip, without the hubs that the headset itself brings: through a virtual machine, a network or a radio. */
export const isPassedThrough = (topology: UsbTopology, { model, claims }: Unit): boolean =>
  bringsHubs(model) &&
  claims.every(({ part, device }) => part.reach === 'host' || (!part.hub && topology.isAtRoot(device)));
