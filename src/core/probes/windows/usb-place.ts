import type { DeviceNode } from './device-reading.ts';

/** Where a USB device is plugged in, by its location path. */
export interface UsbPlace {
  /** Location path of the host controller. */
  readonly controller: string;
  /** Short name of the bus: what the location path says of the controller. */
  readonly bus: string;
  readonly ports: readonly number[];
}

const USB_PATH = /^(.*)#USBROOT\((\d+)\)((?:#USB\(\d+\))*)/i;

/** Location paths say where a device is on every level; deeper than seven hubs USB does not go. */
export function placeOf(path: string | null): UsbPlace | null {
  const [, controller, root, below] = USB_PATH.exec(path ?? '') ?? [];
  if (controller === undefined || below === undefined) return null;
  const ports = [...below.matchAll(/\((\d+)\)/g)].map(([, port]) => Number(port));
  return { controller, bus: busName(controller) + (root === '0' ? '' : `r${root}`), ports };
}

/**
 * `PCIROOT(0)#PCI(1400)` → `14.0`; `PCIROOT(0)#PCI(1C00)#PCI(0000)` → `1c.0/00.0`: device and function of every bridge, as
 * engineers write them. It stays the same whatever else is plugged in.
 */
function busName(controller: string): string {
  const steps = [...controller.matchAll(/#PCI\(([0-9A-F]{2})([0-9A-F]{2})\)/gi)];
  if (steps.length === 0) return controller.replaceAll(/[^\w.]+/g, '_').toLowerCase();
  const root = /^PCIROOT\(([0-9A-F]+)\)/i.exec(controller)?.[1];
  const [first, ...more] = steps.map(([, device, fn]) => `${device!.toLowerCase()}.${Number.parseInt(fn!, 16)}`);
  return [root === undefined || root === '0' ? first : `${root}:${first}`, ...more].join('/');
}

export const keyOf = ({ bus, ports }: Pick<UsbPlace, 'bus' | 'ports'>): string => `${bus}-${ports.join('.')}`;

/** Deepest tree that is followed: seven tiers of USB, functions and HID collections. Parents may form a loop. */
const MAX_DEPTH = 12;

/** The nodes by instance id, which Windows writes in any case. */
export class NodeTree {
  readonly nodes: readonly DeviceNode[];
  readonly #byInstance: ReadonlyMap<string, DeviceNode>;

  constructor(nodes: readonly DeviceNode[]) {
    this.nodes = nodes;
    this.#byInstance = new Map(nodes.map((node) => [node.instance.toUpperCase(), node]));
  }

  node(instance: string | null): DeviceNode | undefined {
    return instance === null ? undefined : this.#byInstance.get(instance.toUpperCase());
  }

  /** The node itself, its parent and so on. */
  upwards(node: DeviceNode | undefined): DeviceNode[] {
    const path: DeviceNode[] = [];
    for (let at = node; at !== undefined && path.length < MAX_DEPTH && !path.includes(at); at = this.node(at.parent))
      path.push(at);
    return path;
  }

  /** Where it is plugged in: by its location path, else by that of a node above it and the ports in between. */
  placeOf(node: DeviceNode): UsbPlace | null {
    const ports: number[] = [];
    for (const at of this.upwards(node)) {
      const place = placeOf(at.locationPath);
      if (place !== null) return { ...place, ports: [...place.ports, ...ports] };
      if (at.address === null || !isUsbDevice(at)) return null;
      ports.unshift(at.address);
    }
    return null;
  }
}

/** `USB\VID_0BB4&PID_0309&MI_00\…`: a function of a composite device. */
export const isFunction = ({ instance }: DeviceNode): boolean => /^USB\\[^\\]*&MI_[0-9A-F]{2}/i.test(instance);

export const isRootHub = ({ instance }: DeviceNode): boolean => /^USB\\ROOT_HUB/i.test(instance);

/** `USB\VID_28DE&PID_2300\…`, no function of one. */
export const isUsbDevice = (node: DeviceNode): boolean =>
  /^USB\\VID_[0-9A-F]{4}&PID_[0-9A-F]{4}/i.test(node.instance) && !isFunction(node);

/**
 * `VID_28DE&PID_2300`; of Bluetooth `_VID&0002054C_PID&0E5E` and `_DEV_VID&02054C_PID&0E45`, where who gave the vendor id stands
 * before it.
 */
const IDS = /VID(?:_|&(?:[0-9A-F]{4}|[0-9A-F]{2}))([0-9A-F]{4})[&_]PID[_&]([0-9A-F]{4})/i;

/** Vendor and product id in lower case, by the instance id or the hardware ids. */
export function idsOf(
  node: Pick<DeviceNode, 'instance' | 'hardwareIds'>,
): { vendorId: string; productId: string } | null {
  for (const text of [node.instance, ...node.hardwareIds]) {
    const [, vendorId, productId] = IDS.exec(text) ?? [];
    if (vendorId !== undefined && productId !== undefined)
      return { vendorId: vendorId.toLowerCase(), productId: productId.toLowerCase() };
  }
  return null;
}
