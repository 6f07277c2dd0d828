import type { UsbDeviceFacts } from '../../shared/domain/usb-facts.ts';

/** USB device class of a hub (USB 2.0, 11.23.1). */
const HUB_CLASS = 9;

export const isHub = (device: UsbDeviceFacts): boolean => device.classCode === HUB_CLASS || device.hubPorts !== null;

export const isSuperSpeed = (device: Pick<UsbDeviceFacts, 'speed'>): boolean =>
  device.speed === 'super' || device.speed === 'super-plus';

/**
 * What is plugged where, as one tree of sockets.
 *
 * A USB 3 cable carries two buses: every device shows up on its USB 2 half or on its SuperSpeed half, and a hub on both.
 * `socketOf` puts both halves into the numbering of the USB 2 half, so that siblings in one cable get neighbouring paths.
 */
export interface UsbTopology {
  readonly devices: readonly UsbDeviceFacts[];
  device(key: string): UsbDeviceFacts | undefined;
  parentOf(device: UsbDeviceFacts): UsbDeviceFacts | undefined;
  childrenOf(device: UsbDeviceFacts): readonly UsbDeviceFacts[];
  /** Port numbers of the socket from the PC outwards. */
  socketOf(device: UsbDeviceFacts): readonly number[];
  /** The same hub on the other bus of its USB 3 socket, where the sockets of both halves are known. */
  otherHalfOf(hub: UsbDeviceFacts): UsbDeviceFacts | undefined;
  /** Stands for one host controller. */
  controllerOf(device: UsbDeviceFacts): string;
  /** The controller of the USB 2 half of its socket: of a USB-C socket the halves may be on two. */
  socketControllerOf(device: UsbDeviceFacts): string;
  /** No hub between the device and its host controller but hubs of the PC itself. */
  isAtRoot(device: UsbDeviceFacts): boolean;
  /** Its host controller is no hardware: USB over a network, or passed through by a program. */
  isVirtual(device: UsbDeviceFacts): boolean;
}

/** What the catalogue knows of the PC around the devices. */
export interface HostKnowledge {
  isHostHub(hub: UsbDeviceFacts): boolean;
  isVirtualController(controller: string): boolean;
}

const UNKNOWN_HOST: HostKnowledge = { isHostHub: () => false, isVirtualController: () => false };

const keyOf = (bus: string, ports: readonly number[]) => `${bus}/${ports.join('.')}`;

export function buildTopology(devices: readonly UsbDeviceFacts[], host: HostKnowledge = UNKNOWN_HOST): UsbTopology {
  const byKey = new Map(devices.map((device) => [device.key, device]));
  const byPlace = new Map(devices.map((device) => [keyOf(device.bus, device.ports), device]));
  const children = new Map<UsbDeviceFacts, UsbDeviceFacts[]>();
  const parentOf = (device: UsbDeviceFacts) =>
    device.ports.length < 2 ? undefined : byPlace.get(keyOf(device.bus, device.ports.slice(0, -1)));
  for (const device of devices) {
    const parent = parentOf(device);
    if (parent === undefined) continue;
    const siblings = children.get(parent);
    if (siblings) siblings.push(device);
    else children.set(parent, [device]);
  }
  const controllerOf = (device: UsbDeviceFacts) => device.controller ?? `bus-${device.bus}`;
  const socketControllerOf = (device: UsbDeviceFacts): string => {
    if (device.companionController !== undefined) return device.companionController;
    const parent = isSuperSpeed(device) && device.companionPorts === null ? parentOf(device) : undefined;
    return parent === undefined ? controllerOf(device) : socketControllerOf(parent);
  };
  const rootPorts = pairRootPorts(devices, controllerOf);
  /** Below a hub whose socket is known the port numbers go on as they are. */
  const socketOf = (device: UsbDeviceFacts): readonly number[] => {
    if (!isSuperSpeed(device)) return device.ports;
    if (device.companionPorts !== null) return device.companionPorts;
    const parent = parentOf(device);
    if (parent !== undefined) return [...socketOf(parent), device.ports.at(-1)!];
    const paired = rootPorts.get(keyOf(device.bus, device.ports.slice(0, 1)))?.port;
    return paired === undefined ? device.ports : [paired, ...device.ports.slice(1)];
  };
  const sockets = new Map(devices.map((device) => [device, socketOf(device)]));
  const isPaired = (device: UsbDeviceFacts): boolean => {
    if (!isSuperSpeed(device) || device.companionPorts !== null) return true;
    const parent = parentOf(device);
    return parent === undefined ? (rootPorts.get(keyOf(device.bus, device.ports))?.sure ?? false) : isPaired(parent);
  };
  const pairedHubs = Map.groupBy(
    devices.filter((device) => isHub(device) && isPaired(device)),
    (hub) => keyOf(socketControllerOf(hub), sockets.get(hub)!),
  );
  return {
    devices,
    device: (key) => byKey.get(key),
    parentOf,
    childrenOf: (device) => children.get(device) ?? [],
    socketOf: (device) => sockets.get(device) ?? device.ports,
    otherHalfOf: (hub) =>
      [...pairedHubs.values()]
        .find((halves) => halves.includes(hub))
        ?.find((half) => isSuperSpeed(half) !== isSuperSpeed(hub)),
    controllerOf,
    socketControllerOf,
    isAtRoot(device) {
      const parent = parentOf(device);
      return device.ports.length > 0 && (parent === undefined ? device.ports.length === 1 : host.isHostHub(parent));
    },
    isVirtual: (device) => device.controller !== null && host.isVirtualController(device.controller),
  };
}

/**
 * Where the operating system does not name companion ports: finds for each SuperSpeed root port the USB 2 root port of
 * the same controller that has hubs of the same vendor at the same places. Root ports of the two halves are numbered
 * independently (seen: a Cosmos on 3-9.1 and 4-5.1).
 * @returns USB 2 port number by `<bus>/<port>` of the SuperSpeed side; ports without a match are left out. Sure is a match
 * of several hubs, or of one at the same port number.
 */
function pairRootPorts(
  devices: readonly UsbDeviceFacts[],
  controllerOf: (device: UsbDeviceFacts) => string,
): Map<string, { port: number; sure: boolean }> {
  interface Tree {
    readonly bus: string;
    readonly controller: string;
    readonly root: number;
    readonly hubs: UsbDeviceFacts[];
  }
  const trees = { fast: new Map<string, Tree>(), slow: new Map<string, Tree>() };
  for (const device of devices) {
    const root = device.ports[0];
    if (root === undefined) continue;
    const side = isSuperSpeed(device) ? trees.fast : trees.slow;
    const place = keyOf(device.bus, [root]);
    let tree = side.get(place);
    if (tree === undefined)
      side.set(place, (tree = { bus: device.bus, controller: controllerOf(device), root, hubs: [] }));
    if (isHub(device)) tree.hubs.push(device);
  }
  const below = (hub: UsbDeviceFacts) => hub.ports.slice(1).join('.');
  const pairs = [...trees.fast].flatMap(([place, fast]) =>
    [...trees.slow.values()]
      .filter((slow) => slow.controller === fast.controller)
      .map((slow) => {
        const alike = fast.hubs.filter((hub) =>
          slow.hubs.some((other) => other.vendorId === hub.vendorId && below(other) === below(hub)),
        ).length;
        return { place, fast, slow, likeness: alike === 0 ? 0 : 2 * alike + (slow.root === fast.root ? 1 : 0) };
      }),
  );
  const paired = new Map<string, { port: number; sure: boolean }>();
  const taken = new Set<Tree>();
  for (const pair of pairs.filter(({ likeness }) => likeness > 0).toSorted((a, b) => b.likeness - a.likeness)) {
    if (paired.has(pair.place) || taken.has(pair.slow)) continue;
    paired.set(pair.place, { port: pair.slow.root, sure: pair.likeness > 2 });
    taken.add(pair.slow);
  }
  return paired;
}

/** Number of leading ports two sockets share. */
export function sharedPorts(a: readonly number[], b: readonly number[]): number {
  let shared = 0;
  while (shared < a.length && shared < b.length && a[shared] === b[shared]) shared += 1;
  return shared;
}

/** Hubs above a device, nearest first. */
export function ancestors(topology: UsbTopology, device: UsbDeviceFacts): UsbDeviceFacts[] {
  const parent = topology.parentOf(device);
  return parent === undefined ? [] : [parent, ...ancestors(topology, parent)];
}
/** Whether a device is behind a hub. @param hub key of a hub, or the name of a bus. */
export const isBehind = (key: string, hub: string): boolean => key.startsWith(`${hub}.`) || key.startsWith(`${hub}-`);
