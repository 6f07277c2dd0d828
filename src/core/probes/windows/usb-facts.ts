import type {
  DeviceProblem,
  RemovedDevice,
  UsbControllerFacts,
  UsbDefect,
  UsbDeviceFacts,
  UsbFacts,
  UsbInterfaceFacts,
  UsbPortFacts,
} from '../../../shared/domain/usb-facts.ts';
import type { UsbSpeed } from '../../../shared/domain/usb-id.ts';
import { POWER_VALUES, type PowerValue } from '../../../shared/domain/usb-terms.ts';
import { naturalOrder } from '../../platform/natural-order.ts';
import { ProbeFailure } from '../probe.ts';
import { parseDescriptors } from '../usb/descriptors.ts';
import { firmwareSideOf } from '../usb/firmware-side.ts';
import type { DeviceNode, DeviceReading, PortReading } from './device-reading.ts';
import { eventHistory } from './event-history.ts';
import { silentHubsOf } from './silent-hubs.ts';
import { idsOf, isFunction, isRootHub, isUsbDevice, keyOf, type NodeTree, type UsbPlace } from './usb-place.ts';
import { isSuperSpeedHub, type PlacedHub, USB_3, UsbWiring } from './usb-wiring.ts';

/** Code of cfg.h for a device that somebody switched off. */
const CM_PROB_DISABLED = 22;
const D0 = 1;

/** Bits of a port's protocols and of its device's speed (usbioctl.h). */
const OPERATES_SUPER = 1;
const CAN_SUPER = 2;
const OPERATES_SUPER_PLUS = 4;
const CAN_SUPER_PLUS = 8;

const SPEEDS: readonly UsbSpeed[] = ['low', 'full', 'high', 'super'];

/** USB_CONNECTION_STATUS; what is left out is no trouble, or passes. */
const TROUBLES: Readonly<Record<number, UsbPortFacts['trouble']>> = {
  2: 'enumeration-failed',
  3: 'enumeration-failed',
  4: 'overcurrent',
  5: 'not-enough-power',
  6: 'not-enough-bandwidth',
  7: 'nested-too-deeply',
};

const UNKNOWN_BUS = '?';

/** How many removed devices are reported: those that went last. */
const MAX_REMOVED = 100;

/** An id that Windows gives to devices that did not answer. */
const isNameless = (node: DeviceNode): boolean => idsOf(node)?.vendorId === '0000';

/**
 * Derives the facts of the USB probe from what Windows reported. Pure.
 * @throws ProbeFailure where Windows knows of no USB at all, or does not say of any device where it is: then nobody can tell what
 * belongs together.
 */
export function usbFactsOf(reading: Omit<DeviceReading, 'collections'>): UsbFacts {
  if (reading.nodes.length + reading.hubs.length + reading.silentHubs.length === 0)
    throw new ProbeFailure('usb-subsystem-missing', 'no USB device and no host controller', { status: 'unsupported' });
  const wiring = new UsbWiring(reading.nodes, reading.hubs);
  const { tree } = wiring;
  const present = reading.nodes.filter((node) => node.status !== null && isUsbDevice(node) && !isRootHub(node));
  const devices = present.filter((node) => !isNameless(node)).flatMap((node) => describeDevice(node, wiring) ?? []);
  if (devices.length > 0 && devices.every(({ ports }) => ports.length === 0))
    throw new ProbeFailure('enumeration-refused', 'no device has a location');
  return {
    devices: unique(devices).toSorted((a, b) => naturalOrder(a.key, b.key)),
    troubledPorts: troubledPorts(present, wiring),
    removed: removedDevices(reading.nodes, tree),
    controllers: controllersOf(reading.nodes, wiring),
    silentHubs: silentHubsOf(reading, tree),
    ...(reading.powerPlan !== undefined && { powerPlan: reading.powerPlan }),
    ...(reading.eventLog !== undefined && { history: eventHistory(reading.eventLog, tree) }),
  };
}

/** Two nodes at one place: the tree changed while it was read, and the later one counts. */
const unique = (devices: readonly UsbDeviceFacts[]): UsbDeviceFacts[] => [
  ...new Map(devices.map((device) => [device.key, device])).values(),
];

const isConnected = (port: PortReading | undefined): port is PortReading =>
  port?.deviceDescriptor !== undefined && port.deviceDescriptor !== '';

function describeDevice(node: DeviceNode, wiring: UsbWiring): UsbDeviceFacts | null {
  const { tree, hubs } = wiring;
  const ids = idsOf(node);
  if (ids === null) return null;
  const known = tree.placeOf(node);
  const place = known === null || known.ports.length === 0 ? null : known;
  const at = place === null ? null : wiring.portOf(place);
  const port = isConnected(at?.port) && isSame(at.port, ids) ? at.port : null;
  const isSuper = place !== null && wiring.isSuperSpeedHalf(place);
  const functions = tree.nodes.filter(
    (other) => other.status !== null && isFunction(other) && tree.node(other.parent) === node,
  );
  const hub = hubs.find((one) => tree.node(one.hub.instance) === node)?.hub;
  const configuration = configurationOf(node, port, functions);
  return {
    // Where nobody knows its place, the device is known all the same.
    key: place === null ? node.instance : keyOf(place),
    bus: place === null ? UNKNOWN_BUS : isSuper ? `${place.bus}/super` : place.bus,
    address: port?.address ?? 0,
    ports: [...(place?.ports ?? [])],
    controller: place?.controller ?? null,
    ...(place === null ? { companionPorts: null } : wiring.companionOf(place)),
    ...ids,
    ...versionsOf(node, port),
    // On the SuperSpeed half of a socket nothing is slower.
    speed: speedOf(port) ?? (isSuper || (port === null && isSuperSpeedHub(node)) ? 'super' : null),
    ...stringsOf(node, port),
    hubPorts: hub?.portCount ?? null,
    ...configuration,
    ...capabilityOf(port, at?.placed),
    ...firmwareSideOf(node.panel),
    ...conditionOf(node, configuration.interfaces === null ? functions : []),
    ...savingOf([node, ...functions]),
  };
}

/** The hub's port and the node are read one after the other: in between another device may have come. */
const isSame = ({ deviceDescriptor }: PortReading, ids: { vendorId: string; productId: string }): boolean => {
  const bytes = Buffer.from(deviceDescriptor, 'hex');
  const hex = (offset: number) => bytes.readUInt16LE(offset).toString(16).padStart(4, '0');
  return hex(8) === ids.vendorId && hex(10) === ids.productId;
};

function speedOf(port: PortReading | null): UsbSpeed | null {
  if (port === null) return null;
  if ((port.flags & OPERATES_SUPER_PLUS) !== 0) return 'super-plus';
  return (port.flags & OPERATES_SUPER) !== 0 ? 'super' : (SPEEDS[port.speed] ?? null);
}

const decimal = (bytes: Uint8Array, offset: number) =>
  `${bytes[offset + 1]!.toString(16)}.${bytes[offset]!.toString(16).padStart(2, '0')}`;

function versionsOf(
  node: DeviceNode,
  port: PortReading | null,
): Pick<UsbDeviceFacts, 'release' | 'usbVersion' | 'classCode'> {
  if (port !== null) {
    const bytes = Buffer.from(port.deviceDescriptor, 'hex');
    return { release: decimal(bytes, 12), usbVersion: decimal(bytes, 2), classCode: bytes[4]! };
  }
  const revision = node.hardwareIds.map((id) => /REV_([0-9A-F]{4})/i.exec(id)?.[1]).find((it) => it !== undefined);
  const classCode = node.compatibleIds
    .map((id) => /^USB\\(?:Dev)?Class_([0-9A-F]{2})/i.exec(id)?.[1])
    .find((it) => it !== undefined);
  const isHub = node.service?.toUpperCase().startsWith('USBHUB') === true;
  return {
    release: revision === undefined ? null : decimal(Buffer.from(revision, 'hex').toReversed(), 0),
    usbVersion: null,
    // The class of a device with one function is that of its interface; only of a hub it is the device's own.
    classCode: isHub || classCode === '09' ? 9 : 0,
  };
}

/** Windows names a node by the serial number, unless the device has none: then by its place, with `&`. */
function serialOf({ instance }: DeviceNode): string | null {
  const name = instance.split('\\').at(-1) ?? '';
  return name === '' || name.includes('&') ? null : name;
}

function stringsOf(
  node: DeviceNode,
  port: PortReading | null,
): Pick<UsbDeviceFacts, 'manufacturer' | 'product' | 'serial'> {
  const strings = port?.strings ?? {};
  const orNull = (text: string | null | undefined) => (text === '' ? null : (text ?? null));
  return {
    manufacturer: orNull(strings.manufacturer),
    // A device asleep answers no question for a string, but Windows remembers what it said when it came.
    product: orNull(strings.product) ?? (strings.product === '' ? null : node.busReported),
    serial: orNull(strings.serial) ?? (strings.serial === '' ? null : serialOf(node)),
  };
}

function configurationOf(
  node: DeviceNode,
  port: PortReading | null,
  functions: readonly DeviceNode[],
): Pick<UsbDeviceFacts, 'interfaces' | 'selfPowered' | 'maxPowerMilliamps' | 'defects'> {
  const unread = { interfaces: null, selfPowered: null, maxPowerMilliamps: null };
  if (port === null) return { ...unread, defects: [] };
  const defects = new Set<UsbDefect>(Object.values(port.strings).includes('') ? ['string-not-text'] : []);
  if (port.configuration === null) return { ...unread, defects: [...defects.add('descriptors-missing')] };
  const configuration = Buffer.from(port.configuration, 'hex');
  const parsed = parseDescriptors(
    Buffer.concat([Buffer.from(port.deviceDescriptor, 'hex'), configuration]),
    port.configurationValue === 0 ? null : port.configurationValue,
  );
  for (const defect of parsed.defects) defects.add(defect);
  const unit = speedOf(port)?.startsWith('super') === true ? 8 : 2;
  return {
    interfaces: parsed.configuration?.interfaces.map((it) => withFunction(it, node, functions, port)) ?? null,
    selfPowered: parsed.configuration?.selfPowered ?? null,
    maxPowerMilliamps: configuration.length > 8 ? configuration[8]! * unit : null,
    defects: [...defects],
  };
}

const numberOf = ({ instance }: DeviceNode): number =>
  Number.parseInt(/&MI_([0-9A-F]{2})/i.exec(instance)?.[1] ?? '0', 16);

/** A function has the number of its first interface, and may have several. */
function withFunction(
  it: UsbInterfaceFacts,
  node: DeviceNode,
  functions: readonly DeviceNode[],
  { interfaceNames }: PortReading,
): UsbInterfaceFacts {
  const [own] = functions.filter((one) => numberOf(one) <= it.number).toSorted((a, b) => numberOf(b) - numberOf(a));
  const problem = own === undefined ? undefined : problemOf(own);
  const { classCode, subclassCode, protocolCode } = it;
  const isPlain = classCode === 0xff && subclassCode === 0xff && protocolCode === 0;
  // A device asleep answers no question for a string, but Windows remembers the name of each function.
  const name = interfaceNames[it.number] ?? (isPlain ? (own?.busReported ?? undefined) : undefined);
  return {
    ...it,
    driver: (functions.length === 0 ? node : own)?.service ?? null,
    ...(name !== undefined && { name }),
    ...(problem !== undefined && { problem }),
  };
}

function problemOf({ status, problemStatus }: DeviceNode): DeviceProblem | undefined {
  const code = status?.problem ?? 0;
  return code === 0 ? undefined : { code, status: problemStatus };
}

function capabilityOf(
  port: PortReading | null,
  placed: PlacedHub | undefined,
): Pick<UsbDeviceFacts, 'canSuperSpeed' | 'socketHasSuperSpeed'> {
  if (port === null) return {};
  const can = (port.flags & (CAN_SUPER | CAN_SUPER_PLUS)) !== 0;
  const hasFastHalf = ((port.protocols ?? 0) & USB_3) !== 0 || port.companion !== null;
  // Some hubs tell of no companions at all: then nothing is known of the other half.
  const isTold = placed?.hub.ports.some(({ companion }) => companion !== null) === true;
  return { canSuperSpeed: can, ...(isTold && { socketHasSuperSpeed: hasFastHalf }) };
}

/** Debugging over ADB, of which no lesson needs a driver. */
const isDebugging = ({ compatibleIds }: DeviceNode): boolean =>
  compatibleIds.some((id) => /^USB\\Class_FF&SubClass_42/i.test(id));

/** @param functions those whose interfaces nobody told: what is wrong with one of them is said of the device. */
function conditionOf(
  node: DeviceNode,
  functions: readonly DeviceNode[],
): Pick<UsbDeviceFacts, 'problem' | 'disabled' | 'driver' | 'asleep'> {
  const ofFunction = functions.filter((one) => !isDebugging(one)).map(problemOf);
  const problem = problemOf(node) ?? ofFunction.find((one) => one !== undefined);
  const { driver, service, power } = node;
  return {
    ...(problem !== undefined && { problem }),
    ...(problem?.code === CM_PROB_DISABLED && { disabled: true }),
    ...((driver !== null || service !== null) && {
      driver: { service, ...(driver ?? { provider: null, version: null, date: null, inf: null }) },
    }),
    ...(power !== null && power > D0 && { asleep: true }),
  };
}

/** Each function has a driver of its own: one that saves power is enough. */
function savingOf(nodes: readonly DeviceNode[]): Pick<UsbDeviceFacts, 'power'> {
  const read = nodes.flatMap(({ saving }) => saving ?? []);
  const unread = read.find((one) => 'unread' in one);
  if (unread !== undefined && 'unread' in unread) return { power: { unread: unread.unread } };
  if (read.length === 0) return {};
  const values: { [Name in PowerValue]?: number } = {};
  for (const one of read)
    if ('values' in one)
      for (const name of POWER_VALUES)
        if (one.values[name] !== undefined) values[name] = Math.max(values[name] ?? 0, one.values[name]);
  return { power: { values } };
}

/** `USB\DEVICE_DESCRIPTOR_FAILURE` → how far the enumeration came. */
const failureOf = (node: DeviceNode): string | null =>
  node.hardwareIds.map((id) => /^USB\\([A-Z_]+)$/.exec(id)?.[1]).find((it) => it !== undefined) ?? null;

function troubledPorts(present: readonly DeviceNode[], { tree, hubs }: UsbWiring): UsbPortFacts[] {
  const troubled = new Map<string, UsbPortFacts>();
  const at = (place: UsbPlace) => ({
    key: keyOf(place),
    controller: place.controller,
    hub: place.ports.length < 2 ? null : keyOf({ ...place, ports: place.ports.slice(0, -1) }),
  });
  for (const { hub, place } of hubs)
    for (const port of hub.ports) {
      const trouble = TROUBLES[port.status];
      const own = { ...place, ports: [...place.ports, port.port] };
      if (trouble !== undefined) troubled.set(keyOf(own), { ...at(own), trouble, failure: null });
    }
  for (const node of present.filter(isNameless)) {
    const place = tree.placeOf(node);
    if (place === null || place.ports.length === 0) continue;
    const known = troubled.get(keyOf(place)) ?? { ...at(place), trouble: 'enumeration-failed' as const };
    const problem = problemOf(node);
    troubled.set(keyOf(place), { ...known, failure: failureOf(node), ...(problem !== undefined && { problem }) });
  }
  return [...troubled.values()].toSorted((a, b) => naturalOrder(a.key, b.key));
}

/** `PCI\VEN_8086&DEV_43ED&…`: host controllers in slots; virtual ones have no such name. */
function controllersOf(nodes: readonly DeviceNode[], { hubs }: UsbWiring): UsbControllerFacts[] {
  const used = new Set(hubs.map(({ place }) => place.controller));
  return nodes.flatMap((node): UsbControllerFacts[] => {
    const [, vendor, device] = /^PCI\\VEN_([0-9A-F]{4})&DEV_([0-9A-F]{4})/i.exec(node.instance) ?? [];
    if (vendor === undefined || device === undefined || node.locationPath === null || !used.has(node.locationPath))
      return [];
    const { service, driver } = node;
    return [
      {
        name: node.locationPath,
        pciId: `${vendor}:${device}`.toLowerCase(),
        ...(driver !== null && { driver: { service, ...driver } }),
      },
    ];
  });
}

function removedDevices(nodes: readonly DeviceNode[], tree: NodeTree): RemovedDevice[] {
  return nodes
    .filter((node) => node.status === null && isUsbDevice(node) && !isNameless(node))
    .flatMap((node): RemovedDevice[] => {
      const ids = idsOf(node);
      if (ids === null || node.lastRemoval === null) return [];
      const place = tree.placeOf(node);
      return [
        {
          ...ids,
          product: node.busReported,
          serial: serialOf(node),
          key: place === null || place.ports.length === 0 ? null : keyOf(place),
          arrivedAt: node.lastArrival,
          removedAt: node.lastRemoval,
        },
      ];
    })
    .toSorted((a, b) => b.removedAt.localeCompare(a.removedAt))
    .slice(0, MAX_REMOVED);
}
