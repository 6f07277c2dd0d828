import { fail, succeed } from '../../../../shared/domain/result.ts';
import type { UsbFacts } from '../../../../shared/domain/usb-facts.ts';
import {
  type DeviceNode,
  type HubReading,
  NO_PROPERTIES,
  type PortReading,
} from '../../../probes/windows/device-reading.ts';
import { usbFactsOf } from '../../../probes/windows/usb-facts.ts';
import { keyOf, placeOf } from '../../../probes/windows/usb-place.ts';
import { REPORT_NAMES } from '../../../../shared/domain/text-report.ts';
import { type ReportReader, cut, repeats, several, tooMany } from '../report-reading.ts';
import { instantOf } from '../log-instant.ts';
import { type PortBlock, type RootHubSection, readPortBlocks } from './port-block.ts';

const DEVICE_DESCRIPTOR = 1;
const CONFIGURATION = 2;

/** USB_NODE_CONNECTION_INFORMATION_EX (usbioctl.h), and where its fields begin. */
const INFORMATION_LENGTH = 35;
const AT = { descriptor: 4, configuration: 22, speed: 23, isHub: 24, address: 25, status: 31 };
/** USB_NODE_CONNECTION_INFORMATION_EX_V2. */
const SECOND_LENGTH = 16;

/** Indexes of the strings in a device descriptor. */
const STRINGS = { manufacturer: 14, product: 15, serial: 16 };

const DN_HAS_PROBLEM = 0x400;
const CONNECTED = 1;

/**
 * Reads a report of UsbTreeView out of its ids and hex dumps.
 * @returns `text-report-cut`, `text-report-crowded`, `text-report-several`, `text-report-without-dumps`. Pure.
 */
export const readUsbTreeView: ReportReader = (file, text) => {
  const { blocks, roots } = readPortBlocks(text);
  const crowded = tooMany(file, 'usbtreeview', blocks.length);
  if (crowded !== null) return crowded;
  const connected = blocks.filter(({ status }) => status === CONNECTED);
  if (connected.slice(0, -1).some(lacksDumps) || (connected.length > 0 && connected.every(lacksDumps)))
    return fail('text-report-without-dumps', { file, kind: REPORT_NAMES.usbtreeview });
  const missing = missingFrom(blocks.at(-1)) ?? (blocks.some(lacksProblem) ? 'Problem Code' : null);
  if (missing !== null) return cut(file, 'usbtreeview', missing);
  const placed = placeBlocks(blocks);
  if (
    repeats(placed.map(({ path }) => path.toUpperCase())) ||
    repeats(blocks.flatMap(({ chain }) => chain?.join('-') ?? []))
  )
    return several(file, 'usbtreeview');
  return succeed({
    kinds: ['usbtreeview'],
    platform: 'win32',
    usb: factsOf(placed),
    gaps: isWhole(blocks, placed, roots) ? [] : ['list-incomplete'],
    takenAt: instantOf(text.slice(0, 2000)),
  });
};

/** They are an option of the program, and all that says in any language what a device is. */
const lacksDumps = (block: PortBlock): boolean =>
  informationOf(block) === undefined && descriptorOf(block) === undefined;

/** The device has a problem, and the text does not say which. */
const lacksProblem = ({ bits, problem }: PortBlock): boolean =>
  ((bits ?? 0) & DN_HAS_PROBLEM) !== 0 && (problem ?? 0) === 0;

/** What the last port lacks; null: it is whole. */
function missingFrom(block: PortBlock | undefined): string | null {
  if (block === undefined || block.status === null) return 'Connection Status';
  if (block.status !== CONNECTED) return null;
  if (block.nodes.length === 0) return 'Device ID';
  if (lacksDumps(block)) return 'Device Descriptor';
  const configuration = configurationOf(block);
  const isShort = configuration !== undefined && configuration.length < configuration.readUInt16LE(2);
  return isShort ? 'Configuration Descriptor' : null;
}

const informationOf = ({ dumps }: PortBlock): Buffer | undefined =>
  dumps.find(
    (bytes) =>
      bytes.length >= INFORMATION_LENGTH &&
      bytes[AT.descriptor] === 18 &&
      bytes[AT.descriptor + 1] === DEVICE_DESCRIPTOR,
  );
const secondOf = ({ dumps }: PortBlock): Buffer | undefined =>
  dumps.find((bytes) => bytes.length === SECOND_LENGTH && bytes.readUInt32LE(4) === SECOND_LENGTH);
const descriptorOf = ({ dumps }: PortBlock): Buffer | undefined =>
  dumps.find((bytes) => bytes.length === 18 && bytes[0] === 18 && bytes[1] === DEVICE_DESCRIPTOR);
const configurationOf = ({ dumps }: PortBlock): Buffer | undefined =>
  dumps.find((bytes) => bytes.length >= 9 && bytes[0] === 9 && bytes[1] === CONFIGURATION);

/** A port with the path that Windows gives the device in it, or would. */
interface PlacedBlock {
  readonly block: PortBlock;
  readonly path: string;
}

function factsOf(placed: readonly PlacedBlock[]): UsbFacts {
  if (placed.length === 0) return { devices: [] };
  const hubs = hubsOf(placed);
  const facts = usbFactsOf({ nodes: [...hubs.map(hubNode), ...placed.flatMap(nodesOf)], hubs, silentHubs: [] });
  // How many ports a hub has is known only of those whose descriptor is shown.
  const counts = new Map(placed.map(({ block, path }) => [keyAt(path), block.portCount]));
  return {
    ...facts,
    devices: facts.devices.map((device) => ({ ...device, hubPorts: counts.get(device.key) ?? null })),
    removed: undefined,
  };
}

/**
 * Every hub shows all its ports, and controllers are numbered from one: a text that was cut between two devices, or that shows one
 * branch of the tree, does not. Where nobody says how many ports a hub has, nobody can tell; without speeds halves look missing.
 */
function isWhole(
  blocks: readonly PortBlock[],
  placed: readonly PlacedBlock[],
  roots: readonly RootHubSection[],
): boolean {
  const below = Map.groupBy(placed, ({ path }) => hubPathOf(path).toUpperCase());
  const hubs = placed.filter(({ block }) => block.portCount !== null || informationOf(block)?.[AT.isHub] === 1);
  const areFull = hubs.every(
    ({ block, path }) => (below.get(path.toUpperCase())?.length ?? 0) >= (block.portCount ?? Infinity),
  );
  const areRootsFull = roots.every(({ portCount, begin }, at) => {
    const own = placed.filter(({ block, path }) => {
      const index = blocks.indexOf(block);
      return index >= begin && index < (roots[at + 1]?.begin ?? Infinity) && placeOf(path)?.ports.length === 1;
    });
    return own.length >= (portCount ?? Infinity);
  });
  const areSpeedsTold = blocks.every(
    (block) => block.status !== CONNECTED || informationOf(block) !== undefined || secondOf(block) !== undefined,
  );
  const controllers = new Set(blocks.flatMap(({ chain }) => chain?.[0] ?? []));
  return (
    areSpeedsTold && roots.length > 0 && areFull && areRootsFull && Math.max(0, ...controllers) === controllers.size
  );
}

const keyAt = (path: string): string | null => {
  const place = placeOf(path);
  return place === null ? null : keyOf(place);
};

/** Empty ports without a path get one out of their chain and the paths of others on that controller. */
function placeBlocks(blocks: readonly PortBlock[]): PlacedBlock[] {
  const roots = new Map<number, string>();
  for (const { chain, locationPath } of blocks) {
    const root = locationPath?.replace(/(?:#USB\(\d+\))+$/i, '');
    if (root !== undefined && chain?.[0] !== undefined) roots.set(chain[0], root);
  }
  return blocks.flatMap((block): PlacedBlock[] => {
    const path = block.locationPath ?? pathOf(block.chain, roots);
    return path === null || (placeOf(path)?.ports.length ?? 0) === 0 ? [] : [{ block, path }];
  });
}

function pathOf(chain: readonly number[] | null, roots: ReadonlyMap<number, string>): string | null {
  const [controller, ...ports] = chain ?? [];
  if (controller === undefined || ports.length === 0) return null;
  return [roots.get(controller) ?? `CHAIN(${controller})#USBROOT(0)`, ...ports.map((port) => `USB(${port})`)].join('#');
}

const hubPathOf = (path: string): string => path.slice(0, path.lastIndexOf('#'));

/** The hubs the ports belong to. Root hubs have no port of their own: they are named after their place. */
function hubsOf(placed: readonly PlacedBlock[]): HubReading[] {
  const chains = new Map(placed.map(({ block, path }) => [hubChain(block.chain), hubPathOf(path)]));
  const instances = new Map(placed.map(({ block, path }) => [path.toUpperCase(), block.nodes[0]?.instance]));
  return [...Map.groupBy(placed, ({ path }) => hubPathOf(path))].map(([path, ports]) => ({
    instance: instances.get(path.toUpperCase()) ?? `USB\\ROOT_HUB30\\${path}`,
    path,
    kind: 0,
    portCount: Math.max(...ports.map((one) => portIn(one.path))),
    ports: ports.map((one) => portReading(one, chains)),
    busPowered: false,
  }));
}

const hubChain = (chain: readonly number[] | null): string => (chain ?? []).slice(0, -1).join('-');
const portIn = (path: string): number => placeOf(path)?.ports.at(-1) ?? 0;

const hubNode = ({ instance, path }: HubReading): DeviceNode => ({ ...NO_NODE, instance, locationPath: path });

const NO_NODE: DeviceNode = {
  ...NO_PROPERTIES,
  instance: '',
  parent: null,
  status: { bits: 0, problem: 0 },
  hardwareIds: [],
};

function nodesOf({ block, path }: PlacedBlock): DeviceNode[] {
  const [device, ...below] = block.nodes;
  if (device === undefined) return [];
  const { bits, problem, problemStatus, hardwareIds, driver, power } = block;
  return [
    {
      ...NO_NODE,
      instance: device.instance,
      status: { bits: bits ?? 0, problem: problem ?? 0 },
      problemStatus,
      hardwareIds,
      service: device.service,
      locationPath: path,
      driver,
      power,
    },
    ...below.map(({ instance, service, problem: own }) => ({
      ...NO_NODE,
      instance,
      parent: device.instance,
      service,
      status: { bits: 0, problem: own ?? 0 },
    })),
  ];
}

function portReading({ block, path }: PlacedBlock, chains: ReadonlyMap<string, string>): PortReading {
  const information = informationOf(block);
  const second = secondOf(block);
  const descriptor = information?.subarray(AT.descriptor, AT.descriptor + 18) ?? descriptorOf(block);
  const { companionChain, hasCompanion } = block;
  return {
    port: portIn(path),
    status: block.status ?? information?.readUInt32LE(AT.status) ?? 0,
    speed: information?.[AT.speed] ?? UNTOLD_SPEED,
    configurationValue: information?.[AT.configuration] ?? 0,
    isHub: information?.[AT.isHub] === 1,
    address: information?.readUInt16LE(AT.address) ?? 0,
    deviceDescriptor: descriptor?.toString('hex') ?? '',
    protocols: second?.readUInt32LE(8) ?? null,
    flags: second?.readUInt32LE(12) ?? 0,
    connector: block.connector,
    companion: hasCompanion
      ? { port: companionChain?.at(-1) ?? 0, hub: chains.get(hubChain(companionChain)) ?? UNKNOWN_HUB }
      : null,
    configuration: configurationOf(block)?.toString('hex') ?? null,
    strings: stringsOf(block, descriptor),
    interfaceNames: {},
  };
}

/** A port whose speed the text does not show: no number of USB_DEVICE_SPEED. */
const UNTOLD_SPEED = 255;
const UNKNOWN_HUB = '?';

function stringsOf({ strings }: PortBlock, descriptor: Buffer | undefined): PortReading['strings'] {
  const told: { -readonly [Name in keyof PortReading['strings']]: PortReading['strings'][Name] } = {};
  for (const [name, at] of Object.entries(STRINGS) as [keyof typeof STRINGS, number][]) {
    const index = descriptor?.[at] ?? 0;
    if (index !== 0) told[name] = strings.get(index) ?? null;
  }
  return told;
}
