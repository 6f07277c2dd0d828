import type { UsbDeviceFacts } from '../../../shared/domain/usb-facts.ts';
import type { DeviceNode, HubReading, PortReading } from './device-reading.ts';
import { isUsbDevice, keyOf, NodeTree, type UsbPlace } from './usb-place.ts';

/** Bits of a port's protocols and of its device's speed (usbioctl.h). */
export const USB_3 = 4;
const USB_1_AND_2 = 3;
const OPERATES_SUPER = 1;
const OPERATES_SUPER_PLUS = 4;

/** USB_HUB_TYPE. */
const USB_2_HUB = 2;
const USB_3_HUB = 3;

/** A hub and where it is. */
export interface PlacedHub {
  readonly hub: HubReading;
  readonly place: UsbPlace;
}

const isAt = (place: UsbPlace, controller: string, ports: readonly number[]): boolean =>
  place.controller === controller && place.ports.join('.') === ports.join('.');

/** How sockets, hubs and devices hang together. */
export class UsbWiring {
  readonly tree: NodeTree;
  readonly hubs: readonly PlacedHub[];
  /** Hubs that said nothing, too. */
  readonly #nodes: ReadonlyMap<string, DeviceNode>;

  constructor(nodes: readonly DeviceNode[], hubs: readonly HubReading[]) {
    this.tree = new NodeTree(nodes);
    this.hubs = hubs.flatMap((hub): PlacedHub[] => {
      const node = this.tree.node(hub.instance);
      const place = node === undefined ? null : this.tree.placeOf(node);
      return place === null ? [] : [{ hub, place }];
    });
    const present = nodes.filter((node) => node.status !== null && isUsbDevice(node));
    this.#nodes = new Map(
      present.flatMap((node) => {
        const place = this.tree.placeOf(node);
        return place === null ? [] : [[keyOf(place), node] as const];
      }),
    );
  }

  /** The port a device is plugged into, and its hub. */
  portOf({ controller, ports }: UsbPlace): { readonly placed: PlacedHub; readonly port: PortReading } | null {
    const placed = this.hubs.find(({ place }) => isAt(place, controller, ports.slice(0, -1)));
    const port = placed?.hub.ports.find((one) => one.port === ports.at(-1));
    return placed === undefined || port === undefined ? null : { placed, port };
  }

  /**
   * Root hubs have ports of both kinds in one list; below, everything is of one kind. Where the root hub says nothing, a hub on
   * the way shows it.
   */
  isSuperSpeedHalf(place: UsbPlace): boolean {
    const { controller, ports } = place;
    const port = this.portOf({ ...place, ports: ports.slice(0, 1) })?.port;
    if (port?.protocols != null && (port.protocols & (USB_1_AND_2 | USB_3)) !== 0)
      return (port.protocols & USB_1_AND_2) === 0;
    if (port !== undefined && (port.flags & (OPERATES_SUPER | OPERATES_SUPER_PLUS)) !== 0) return true;
    return ports.some((_, depth) => {
      const above = ports.slice(0, depth + 1);
      const hub = this.hubs.find((one) => isAt(one.place, controller, above))?.hub;
      const node = this.#nodes.get(keyOf({ ...place, ports: above }));
      return hub?.kind === USB_3_HUB || (hub?.kind !== USB_2_HUB && node !== undefined && isSuperSpeedHub(node));
    });
  }

  /** The socket of a SuperSpeed device in the numbering of its USB 2 half. */
  companionOf(place: UsbPlace): Pick<UsbDeviceFacts, 'companionPorts' | 'companionController'> {
    const companion = this.portOf(place)?.port.companion ?? null;
    const other =
      companion === null || !this.isSuperSpeedHalf(place)
        ? undefined
        : this.hubs.find(({ hub }) => hub.path.toLowerCase().endsWith(companion.hub.toLowerCase()));
    if (companion === null || other === undefined) return { companionPorts: null };
    const { controller, ports } = other.place;
    return {
      companionPorts: [...ports, companion.port],
      ...(controller !== place.controller && { companionController: controller }),
    };
  }
}

/** Protocol of the SuperSpeed half of a hub (USB 3.2, 10.15.1). */
export const isSuperSpeedHub = ({ compatibleIds }: DeviceNode): boolean =>
  compatibleIds.some((id) => /^USB\\Class_09&SubClass_00&Prot_03$/i.test(id));
