import type { UsbDeviceFacts } from '../../shared/domain/usb-facts.ts';
import type { Model, ModelPart } from '../published/catalogue.ts';
import { isHub, type UsbTopology } from './topology.ts';

/** Weaker than any sign of a common cable; of several units the one at the nearest port gets the part. */
export const PASSED_THROUGH = 0.2;
/** Ports of two buses cannot be compared. */
const OTHER_BUS = 16;

interface Gathered {
  readonly model: Model;
  readonly claims: readonly { readonly device: UsbDeviceFacts; readonly part: ModelPart }[];
}

/** A device of this model plugged into a PC always shows a hub. */
export const bringsHubs = (model: Model): boolean => model.hubTiers > 0 || model.parts.some((part) => part.hub);

/**
 * Parts of a headset that brings hubs of its own can only sit at root ports when somebody passed them through one by one:
 * a virtual machine, USB over IP, a wireless bridge. Hubs cannot be passed through, so order is all that is left.
 * @returns 0 where the device does not belong to the unit, else at most `PASSED_THROUGH`.
 */
export function passedThroughCloseness(
  topology: UsbTopology,
  { model, claims }: Gathered,
  device: UsbDeviceFacts,
): number {
  if (isHub(device) || !topology.isAtRoot(device)) return 0;
  const onCable = claims.filter(({ part }) => part.reach === 'unit');
  const virtual = topology.isVirtual(device);
  if (!virtual && !bringsHubs(model)) return 0;
  const together = onCable.every(
    (claim) =>
      !isHub(claim.device) &&
      topology.isAtRoot(claim.device) &&
      topology.isVirtual(claim.device) === virtual &&
      (virtual || topology.controllerOf(claim.device) === topology.controllerOf(device)),
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
