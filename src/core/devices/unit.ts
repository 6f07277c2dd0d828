import type { UsbDeviceFacts } from '../../shared/domain/usb-facts.ts';
import { usbIdOf } from '../../shared/domain/usb-id.ts';
import type { Candidacy, DeviceCatalogue, Model, ModelPart } from '../published/catalogue.ts';
import { isOneProduct } from './one-product.ts';
import { bringsHubs, PASSED_THROUGH, passedThroughCloseness } from './passed-through.ts';
import { ancestors, isSuperSpeed, sharedPorts, type UsbTopology } from './topology.ts';

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

export function claimOf(device: UsbDeviceFacts, candidacy: Candidacy, { modeReader }: DeviceCatalogue): Claim {
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

/**
 * @returns shared ports (1 and more: same socket of the PC), `OTHER_HALF` for a SuperSpeed device on the same controller
 * whose socket is not known to be another one, 0 for "elsewhere".
 */
export function closeness(topology: UsbTopology, unit: Unit, device: UsbDeviceFacts): number {
  const socket = topology.socketOf(device);
  let nearest = 0;
  let sameController = false;
  for (const claim of unit.claims) {
    if (topology.controllerOf(claim.device) !== topology.controllerOf(device)) continue;
    sameController = true;
    if (claim.part.reach === 'unit') nearest = Math.max(nearest, sharedPorts(topology.socketOf(claim.device), socket));
  }
  if (nearest > 0) return nearest;
  const onlyOtherHalf = unit.claims.every((claim) => isSuperSpeed(claim.device) !== isSuperSpeed(device));
  return sameController && (isSuperSpeed(device) || onlyOtherHalf) ? OTHER_HALF : 0;
}

const halves = (unit: Unit) => new Set(unit.claims.map((claim) => isSuperSpeed(claim.device)));

/**
 * The two halves of one USB-C socket may be on two host controllers (seen in laptops). Without a shared socket number it
 * takes a whole half on either side; hubs alone, which docks have as well, prove nothing.
 */
export function isHalfOnAnotherController(topology: UsbTopology, unit: Unit, device: UsbDeviceFacts): boolean {
  return (
    isSuperSpeed(device) &&
    unit.claims.every(
      (claim) => !isSuperSpeed(claim.device) && topology.controllerOf(claim.device) !== topology.controllerOf(device),
    ) &&
    !topology.isVirtual(device)
  );
}

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

/** A second chip of a product whose maker is known, but not what each of its chips is for. */
function isOneProductOf(topology: UsbTopology, { model, claims }: Unit, device: UsbDeviceFacts): boolean {
  const nameOf = (of: UsbDeviceFacts) => model.names[usbIdOf(of)];
  return claims.some((claim) => {
    const [name, other] = [nameOf(claim.device), nameOf(device)];
    const differ = name !== undefined && other !== undefined && name !== other;
    return !differ && isOneProduct(topology, claim.device, device);
  });
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
 * Groups the anchors of one model into physical units: nearest first, never more of a part than a device can have.
 * @param anchors the ones that name the product best come first.
 * @param isOwnHub tells hub chips that the model lists. @param isInnerHub tells those of them that are not sold as hubs as well.
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

/** Came in chip by chip, without the hubs that the headset itself brings: through a virtual machine, a network or a radio. */
export const isPassedThrough = (topology: UsbTopology, { model, claims }: Unit): boolean =>
  bringsHubs(model) &&
  claims.every(({ part, device }) => part.reach === 'host' || (!part.hub && topology.isAtRoot(device)));
