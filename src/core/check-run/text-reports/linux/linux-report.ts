import { type Result, fail, succeed } from '../../../../shared/domain/result.ts';
import { REPORT_NAMES, type ReportGap, type ReportKind } from '../../../../shared/domain/text-report.ts';
import type { UsbDeviceFacts, UsbFacts } from '../../../../shared/domain/usb-facts.ts';
import { naturalOrder } from '../../../platform/natural-order.ts';
import { type ReportReading, placesGap, repeats, several, tooMany } from '../report-reading.ts';
import { type KernelLog, readDmesg } from './dmesg.ts';
import { readLsusb } from './lsusb.ts';
import { readLsusbTree } from './lsusb-tree.ts';
import { readLsusbVerbose } from './lsusb-verbose.ts';
import type { BusSighting, LinuxView, Sighting } from './sighting.ts';

const NOTHING: LinuxView = { devices: [], buses: [] };

/**
 * Reads what the tools of Linux say of one PC, each filling in what the others do not show.
 * @param kinds those that the text consists of. @returns `text-report-cut`, `text-report-without-ids`,
 * `text-report-crowded`, `text-report-several`. Pure.
 */
export function readLinuxReport(file: string, text: string, kinds: readonly ReportKind[]): Result<ReportReading> {
  const has = (kind: ReportKind) => kinds.includes(kind);
  const verbose = has('lsusb-verbose') ? readLsusbVerbose(file, text) : succeed(NOTHING);
  if (!verbose.ok) return verbose;
  const list = has('lsusb-verbose') || has('lsusb') ? readLsusb(text) : NOTHING;
  const tree = has('lsusb-tree') ? readLsusbTree(text) : NOTHING;
  const log = has('dmesg') ? readDmesg(text) : null;
  const repeated =
    (repeatsItself(tree) && 'lsusb-tree') ||
    (repeatsItself(verbose.value) && 'lsusb-verbose') ||
    ((has('lsusb-verbose') ? contradictsItself(list) : repeatsItself(list)) && 'lsusb');
  if (repeated !== false) return several(file, repeated);
  const views = [list, verbose.value, tree];
  // A list shows what is there now; the log then only adds to it.
  const isListed = views.some(({ devices, buses }) => devices.length + buses.length > 0);
  const merged = merge(isListed ? views : [], log, isListed);
  const known = merged.filter(({ vendorId, productId }) => vendorId !== undefined && productId !== undefined);
  if (known.length === 0 && merged.length > 0)
    return fail('text-report-without-ids', { file, kind: REPORT_NAMES['lsusb-tree'] });
  const crowded = tooMany(file, kinds[0]!, known.length);
  if (crowded !== null) return crowded;
  const buses = mergeBuses([...views.flatMap((view) => view.buses), ...(log?.buses ?? [])]);
  const isWhole = isListed ? hasEveryBus(merged, views) : log?.fromStart === true;
  const gaps: ReportGap[] = [
    ...(isWhole && known.length === merged.length ? [] : (['list-incomplete'] as const)),
    ...placesGap(known),
  ];
  return succeed({
    kinds,
    platform: 'linux',
    usb: usbFactsOf(known, buses, log),
    ...(log?.kernel != null && { host: hostOf(log.kernel) }),
    gaps,
    takenAt: null,
  });
}

/** Two looks of one tool list the same addresses, at least those of root hubs. */
const repeatsItself = ({ devices, buses }: LinuxView): boolean =>
  repeats(buses.map(({ bus }) => String(bus))) || repeats(devices.map(({ bus, address }) => `${bus}:${address}`));

/** The headings of `lsusb -v` are lines of `lsusb`: together every device is listed twice, and with the same ids. */
const contradictsItself = ({ devices, buses }: LinuxView): boolean =>
  [...Map.groupBy(buses, ({ bus }) => bus).values()].some((own) => own.length > 2) ||
  [...Map.groupBy(devices, ({ bus, address }) => `${bus}:${address}`).values()].some(
    (own) => own.length > 2 || new Set(own.map(({ vendorId, productId }) => `${vendorId}:${productId}`)).size > 1,
  );

function merge(views: readonly LinuxView[], log: KernelLog | null, isListed: boolean): Sighting[] {
  const devices = new Map<string, Sighting>();
  for (const device of views.flatMap((view) => view.devices)) {
    const at = `${device.bus}:${device.address}`;
    devices.set(at, mergeDevice(devices.get(at), device));
  }
  for (const device of log?.devices ?? []) {
    // Before kernel 2.6.3x and where a log begins late the number is not told: then the place tells devices apart.
    const at = `${device.bus}:${device.address === 0 ? device.ports?.join('.') : device.address}`;
    const listed = devices.get(at);
    const isSame = listed?.vendorId === device.vendorId && listed?.productId === device.productId;
    if (isListed ? listed !== undefined && isSame : true) devices.set(at, mergeDevice(device, listed ?? {}));
  }
  return [...devices.values()];
}

/** The later value wins, unless it is blank. */
const mergeDevice = (before: Sighting | undefined, after: Partial<Sighting>): Sighting =>
  ({
    ...before,
    ...Object.fromEntries(Object.entries(after).filter(([, value]) => value !== null && value !== undefined)),
  }) as Sighting;

function mergeBuses(sightings: readonly BusSighting[]): Map<number, BusSighting> {
  const buses = new Map<number, BusSighting>();
  for (const { bus, isSuper, controller } of sightings) {
    const known = buses.get(bus);
    buses.set(bus, { bus, isSuper: isSuper ?? known?.isSuper, controller: controller ?? known?.controller });
  }
  return buses;
}

/** A list of one tool without a filter shows the root hub of every bus. */
function hasEveryBus(devices: readonly Sighting[], views: readonly LinuxView[]): boolean {
  const highest = Math.max(
    0,
    ...devices.map(({ bus }) => bus),
    ...views.flatMap(({ buses }) => buses.map(({ bus }) => bus)),
  );
  const shown = views.filter((view) => view.devices.length + view.buses.length > 0);
  return shown.some(({ buses }) => {
    const numbers = new Set(buses.map(({ bus }) => bus));
    return highest > 0 && Array.from({ length: highest }, (_, at) => at + 1).every((bus) => numbers.has(bus));
  });
}

/**
 * Both buses of one xHCI controller are registered one after the other, that of USB 2 first. Where the text does not name the
 * controller, this pairs them; `bus 1+2` is no address and does not look like one.
 */
function controllerOf(bus: number, buses: ReadonlyMap<number, BusSighting>): string | null {
  const own = buses.get(bus);
  if (own?.controller !== undefined) return own.controller;
  const first = own?.isSuper === true ? bus - 1 : bus;
  const isPair = buses.get(first)?.isSuper === false && buses.get(first + 1)?.isSuper === true;
  return isPair ? `bus ${first}+${first + 1}` : null;
}

function usbFactsOf(
  devices: readonly Sighting[],
  buses: ReadonlyMap<number, BusSighting>,
  log: KernelLog | null,
): UsbFacts {
  const dead = log?.dead ?? [];
  const byKey = new Map(devices.map((device) => deviceFacts(device, buses)).map((device) => [device.key, device]));
  return {
    devices: [...byKey.values()].toSorted((a, b) => naturalOrder(a.key, b.key)),
    ...(log !== null && { troubledPorts: [...log.troubledPorts], removed: [...log.removed] }),
    ...(dead.length > 0 && {
      silentHubs: dead.map((controller) => ({ key: null, reason: `${controller}: HC died` })),
    }),
  };
}

function deviceFacts(sighting: Sighting, buses: ReadonlyMap<number, BusSighting>): UsbDeviceFacts {
  const { bus, address, ports = [], interfaces, drivers = {}, canSuperSpeed } = sighting;
  const isSuper = buses.get(bus)?.isSuper === true;
  return {
    key: ports.length > 0 ? `${bus}-${ports.join('.')}` : `${bus}-address${address}`,
    bus: String(bus),
    address,
    ports: [...ports],
    controller: controllerOf(bus, buses),
    companionPorts: null,
    vendorId: sighting.vendorId!,
    productId: sighting.productId!,
    release: sighting.release ?? null,
    usbVersion: sighting.usbVersion ?? null,
    classCode: sighting.classCode ?? 0,
    // On a SuperSpeed bus nothing is slower.
    speed: sighting.speed ?? (isSuper ? 'super' : null),
    manufacturer: sighting.manufacturer ?? null,
    product: sighting.product ?? null,
    serial: sighting.serial ?? null,
    hubPorts: sighting.hubPorts ?? null,
    maxPowerMilliamps: sighting.maxPowerMilliamps ?? null,
    selfPowered: sighting.selfPowered ?? null,
    interfaces: interfaces?.map((it) => ({ ...it, driver: drivers[it.number] ?? it.driver })) ?? null,
    defects: [...(sighting.defects ?? [])],
    ...(canSuperSpeed === true && { canSuperSpeed }),
  };
}

const hostOf = (kernel: string): NonNullable<ReportReading['host']> => ({
  os: { platform: 'linux', name: null, version: null, build: kernel, edition: null },
  cpu: null,
  memory: null,
  gpus: null,
  disks: null,
});
