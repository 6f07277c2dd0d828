import type {
  EmptyPort,
  HidNode,
  TreeController,
  TreeDevice,
  TreeInterface,
  TreeNode,
  WindowsTree,
} from '../../src/core/world/described/windows-tree.ts';

import {
  AUDIO,
  byte,
  configurationDescriptor,
  deviceDescriptor,
  double,
  FIRST_INTERFACE_NAME,
  HID,
  HUB,
  interfacesOf,
  isSuper,
  stringDescriptor,
  VIDEO,
  word,
} from './tree-descriptors.ts';

/** Classes of device interfaces, the first of their names in the registry. */
const CLASS = {
  usb: 'a5dcbf10-6530-11d2-901f-00c04fb951ed',
  hub: 'f18a0e88-c30c-11d0-8815-00a0c906bed8',
  controller: '3abf6f2d-71c4-462a-8a92-1e6861e6af27',
  hid: '4d1e55b2-f16f-11cf-88cb-001111000030',
} as const;

/** Property keys (devpkey.h) by the first 32 bits of their GUID. */
const KEY = {
  description: ['a45c254e', 2],
  hardwareIds: ['a45c254e', 3],
  compatibleIds: ['a45c254e', 4],
  service: ['a45c254e', 6],
  manufacturer: ['a45c254e', 13],
  address: ['a45c254e', 30],
  powerData: ['a45c254e', 32],
  locationPaths: ['a45c254e', 37],
  busReported: ['540b947e', 4],
  physicalDeviceLocation: ['540b947e', 9],
  driverDate: ['a8b865dd', 2],
  driverVersion: ['a8b865dd', 3],
  driverInf: ['a8b865dd', 5],
  driverProvider: ['a8b865dd', 9],
  problemStatus: ['4340a6c5', 12],
  lastArrival: ['83da6326', 102],
  lastRemoval: ['83da6326', 103],
  container: ['8c7ed206', 2],
} as const;

/** Bits of a node's status (cfg.h): what a working USB device shows, and one with a problem. */
const HEALTHY = '0180600a';
const TROUBLED = '01806400';

const SPEEDS = { low: 0, full: 1, high: 2, super: 3, 'super-plus': 3 } as const;

const upper4 = (text: string) => text.toUpperCase().padStart(4, '0');

/** FNV-1a: short names for nodes that do not depend on a running number, so that one plug moves nothing else. */
function hashOf(text: string): string {
  let hash = 2166136261;
  for (const letter of text) hash = Math.imul(hash ^ letter.charCodeAt(0), 16777619) >>> 0;
  return hash.toString(16).padStart(8, '0');
}

/** An instant as FILETIME: tenths of a microsecond since 1601, little-endian. */
function fileTime(instant: string): string {
  const ticks = (BigInt(Date.parse(instant)) + 11_644_473_600_000n) * 10_000n;
  return Buffer.from(Buffer.from(ticks.toString(16).padStart(16, '0'), 'hex').toReversed()).toString('hex');
}

export const interfacePath = (instance: string, guid: string): string =>
  `\\\\?\\${instance.replaceAll('\\', '#')}#{${guid}}`.toLowerCase();
/** Name of a hub as another hub's port names it: the path without `\\?\`. */
const hubLink = (instance: string): string => interfacePath(instance, CLASS.hub).slice(4);
export const rootHubInstance = (controller: string): string => `USB\\ROOT_HUB30\\4&${hashOf(controller)}&0&0`;

const hasFailed = ({ vid }: TreeDevice) => vid === '0000';

/** Windows makes one function of the streams of a camera or a sound card. */
function functionsOf(device: TreeDevice) {
  const functions: (TreeInterface & { number: number })[] = [];
  for (const it of interfacesOf(device)) {
    const joined = (it.class === AUDIO || it.class === VIDEO) && functions.at(-1)?.class === it.class;
    if (!joined) functions.push(it);
  }
  return functions;
}

type Value = string | number | undefined | null;

class WorldWriter {
  readonly #lines: string[] = ['# a Windows PC for the stand-ins'];
  readonly #instances = new Set<string>();
  #address = 1;

  #record(...fields: readonly (Value | readonly Value[])[]): void {
    this.#lines.push(
      fields
        .flat()
        .map((field) => field ?? '')
        .join('\t'),
    );
  }

  text(): string {
    return `${this.#lines.join('\n')}\n`;
  }

  #node(instance: string, parent: string, problem = 0, present = true): void {
    this.#record('node', instance, parent, present ? 1 : 0, problem === 0 ? HEALTHY : TROUBLED, problem);
  }

  #property([guid, id]: readonly [string, number], type: string, value: Value): void {
    if (value !== undefined && value !== null && value !== '') this.#record('property', guid, id, type, value);
  }

  #describe(it: TreeNode, place: { path?: string; address?: number } = {}): void {
    this.#property(KEY.description, 's', it.desc);
    this.#property(KEY.manufacturer, 's', it.mfg);
    this.#property(KEY.service, 's', it.service);
    this.#property(KEY.locationPaths, 'l', place.path);
    this.#property(KEY.address, 'd', place.address);
    this.#property(KEY.driverVersion, 's', it.driverVersion);
    this.#property(KEY.driverProvider, 's', it.provider);
    this.#property(KEY.driverInf, 's', it.inf);
    this.#property(KEY.driverDate, 'x10', it.driverDate === undefined ? null : fileTime(it.driverDate));
    this.#property(KEY.lastArrival, 'x10', it.arrived === undefined ? null : fileTime(it.arrived));
    this.#property(KEY.lastRemoval, 'x10', it.removed === undefined ? null : fileTime(it.removed));
    this.#property(KEY.problemStatus, 'x18', it.problemStatus === undefined ? null : double(it.problemStatus));
    for (const [name, value] of Object.entries(it.settings ?? {})) this.#record('setting', name, value);
    if (it.settings === null) this.#record('setting', 'denied');
    if (it.power !== undefined) this.#property(KEY.powerData, 'x1003', double(56) + double(it.power) + '00'.repeat(48));
  }

  #interface(instance: string, guid: string, kind: 'plain' | 'hub' | 'hid', open = 'ok', delayMs = 0): string {
    const path = interfacePath(instance, guid);
    this.#record('interface', instance, guid.slice(0, 8), kind, open, delayMs, path);
    return path;
  }

  controller(it: TreeController): void {
    this.#node(it.instance, ROOT, it.problem);
    this.#describe({ service: 'USBXHCI', ...it }, { path: it.path });
    this.#property(KEY.compatibleIds, 'l', 'PCI\\CC_0C0330|PCI\\CC_0C03');
    // One that did not start has no root hub.
    if (!isStarted(it)) return;
    this.#interface(it.instance, CLASS.controller, 'plain');
    const hub = rootHubInstance(it.instance);
    const path = `${it.path}#USBROOT(0)`;
    this.#node(hub, it.instance);
    this.#describe({ service: 'USBHUB3', desc: 'USB Root Hub (USB 3.0)' }, { path });
    this.#hub(hub, it.ports ?? 26, 1, it.openHub, it.hubDelayMs);
    this.#below(hub, path, { children: it.devices, gone: it.gone, emptyPorts: it.emptyPorts });
  }

  #hub(instance: string, ports: number, kind: 1 | 2 | 3, open = 'ok', delayMs = 0, selfPowered: boolean | null = null) {
    this.#interface(instance, CLASS.hub, 'hub', open);
    this.#record('hub', instance, ports, kind, selfPowered === false ? 1 : 0, delayMs);
  }

  #below(hub: string, path: string, it: Pick<TreeDevice, 'children' | 'gone' | 'emptyPorts'>): void {
    const taken = new Set(it.children?.map(({ port }) => port));
    for (const port of it.emptyPorts ?? []) if (!taken.has(port.port)) this.#emptyPort(hub, port);
    for (const device of it.children ?? []) this.#device(hub, path, device);
    for (const device of it.gone ?? []) this.#device(hub, path, device, false);
  }

  #emptyPort(hub: string, it: EmptyPort): void {
    const companion = it.companionPort === undefined ? '' : hubLink(it.companionHub ?? hub);
    const { status = 0, protocols = 3, connprops = 1, companionPort = 0 } = it;
    const nothing = [0, 0, 0, 0, '00'.repeat(18)];
    this.#record(['port', hub, it.port, status, 0, protocols, 0, connprops, 0, companionPort, companion], nothing);
  }

  /** Serial number, or a name made of the place: Windows gives that to devices without a serial and to the second of two. */
  #instanceOf(device: TreeDevice, path: string): string {
    if (device.instance !== undefined) return device.instance;
    const stem = `USB\\VID_${upper4(device.vid)}&PID_${upper4(device.pid)}`;
    const byPlace = `${stem}\\5&${hashOf(path)}&0&${device.port}`;
    const bySerial = `${stem}\\${device.serial}`;
    return device.serial && !this.#instances.has(bySerial) ? bySerial : byPlace;
  }

  #device(hub: string, hubPath: string, device: TreeDevice, present = true): void {
    const path = `${hubPath}#USB(${device.port})`;
    const instance = this.#instanceOf(device, hubPath);
    this.#instances.add(instance);
    const place = [...path.matchAll(/#USB\((\d+)\)/g)].map(([, port]) => port).join('.');
    if (!this.#byPorts.has(place)) this.#byPorts.set(place, instance);
    const functions = functionsOf(device);
    const isComposite = functions.length > 1 || (device.interfaces?.length ?? 0) > 1;
    const service =
      device.service ?? (device.hubPorts ? 'USBHUB3' : isComposite ? 'usbccgp' : (serviceOf(functions[0]) ?? ''));
    this.#node(instance, hub, device.problem, present);
    this.#describe(
      { ...device, service: device.problem === 28 ? '' : service },
      { path: present ? path : '', address: device.port },
    );
    this.#property(KEY.busReported, 's', device.product);
    this.#property(KEY.physicalDeviceLocation, 'x1003', device.physicalDeviceLocation);
    this.#property(KEY.container, 'x0d', hashOf(path).repeat(4));
    this.#ids(device, '', isComposite ? null : (functions[0]?.class ?? 255));
    if (!present) return;
    this.#port(hub, device, functions);
    if (hasFailed(device)) return;
    if (device.hubPorts !== undefined) {
      // A hub without a driver that runs is none to Windows, and nothing is plugged into it.
      if (!isStarted(device)) return;
      this.#hub(
        instance,
        device.hubPorts,
        isSuper(device) ? 3 : 2,
        device.openHub,
        device.hubDelayMs,
        device.selfPowered,
      );
      this.#below(instance, path, device);
      return;
    }
    this.#interface(instance, CLASS.usb, 'plain');
    if (isComposite) for (const it of functions) this.#function(instance, path, device, it);
    else if (isStarted(device))
      (device.hid ?? functions.flatMap(hidNodesOf)).forEach((it, index) => this.#hid(instance, device, '', it, index));
  }

  #ids(device: TreeDevice, suffix: string, classCode: number | null): void {
    const stem = `USB\\VID_${upper4(device.vid)}&PID_${upper4(device.pid)}`;
    const failure = hasFailed(device) ? FAILURES[device.pid] : undefined;
    this.#property(
      KEY.hardwareIds,
      'l',
      failure ?? `${stem}&REV_${upper4(device.bcd ?? '0100')}${suffix}|${stem}${suffix}`,
    );
    const code = classCode === null ? null : byte(classCode);
    this.#property(
      KEY.compatibleIds,
      'l',
      code === null
        ? 'USB\\DevClass_00&SubClass_00&Prot_00|USB\\COMPOSITE'
        : `USB\\Class_${code}&SubClass_00&Prot_${device.hubPorts !== undefined && isSuper(device) ? '03' : '00'}|USB\\Class_${code}`,
    );
  }

  #port(hub: string, device: TreeDevice, functions: readonly TreeInterface[]): void {
    const failed = hasFailed(device);
    const fast = isSuper(device);
    const flags = device.speed === 'super-plus' ? 15 : fast ? 3 : device.ssCapable === true ? 2 : 0;
    const companion = device.companionPort === undefined ? '' : hubLink(device.companionHub ?? hub);
    const works = !failed && isStarted(device);
    this.#record(
      ['port', hub, device.port, device.status ?? (failed ? 2 : 1), SPEEDS[device.speed ?? 'high']],
      [device.protocols ?? (fast ? 4 : 3), flags, device.connprops ?? 1, 0, device.companionPort ?? 0, companion],
      [failed ? 0 : this.#address++, works ? 1 : 0, device.hubPorts === undefined ? 0 : 1],
      works ? functions.reduce((count, it) => count + (it.endpoints ?? 1), 0) : 0,
      failed ? '00'.repeat(18) : deviceDescriptor(device),
    );
    if (failed) return;
    const language = device.lang ?? '0409';
    const give = (type: number, index: number, lang: string, hex: string) =>
      this.#record('descriptor', hub, device.port, type, index, lang, hex);
    give(3, 0, '0000', `0403${word(Number.parseInt(language, 16))}`);
    [device.manufacturer, device.product, device.serial].forEach((text, index) => {
      if (text) give(3, index + 1, language, stringDescriptor(text));
    });
    interfacesOf(device).forEach((it, index) => {
      if (it.name !== undefined) give(3, FIRST_INTERFACE_NAME + index, language, stringDescriptor(it.name));
    });
    give(2, 0, '0000', device.configurationHex ?? configurationDescriptor(device));
  }

  #function(instance: string, path: string, device: TreeDevice, it: TreeInterface & { number: number }): void {
    const suffix = `&MI_${byte(it.number).toUpperCase()}`;
    const stem = `USB\\VID_${upper4(device.vid)}&PID_${upper4(device.pid)}`;
    const own = `${stem}${suffix}\\6&${hashOf(instance)}&0&${String(it.number).padStart(4, '0')}`;
    // A device that is disabled or has failed as a whole shows no functions.
    if (!isStarted(device)) return;
    this.#node(own, instance, it.problem);
    const service = it.service ?? (it.problem === 28 ? '' : serviceOf(it));
    this.#describe(
      { ...it, ...(service !== undefined && { service }) },
      { path: `${path}#USBMI(${it.number})`, address: it.number },
    );
    this.#property(KEY.busReported, 's', it.name);
    this.#property(KEY.container, 'x0d', hashOf(path).repeat(4));
    this.#ids(device, suffix, it.class);
    if (isStarted(it)) hidNodesOf(it).forEach((node, index) => this.#hid(own, device, suffix, node, index));
  }

  #hid(
    parent: string,
    device: Pick<TreeDevice, 'vid' | 'pid' | 'bcd' | 'manufacturer' | 'product' | 'serial'>,
    suffix: string,
    it: HidNode,
    index: number,
    stem?: string,
  ): void {
    const collection = it.collection === undefined ? '' : `&COL${String(it.collection).padStart(2, '0')}`;
    const ids = `VID_${upper4(device.vid)}&PID_${upper4(device.pid)}`;
    const own = `HID\\${stem ?? ids}${suffix}${collection}\\8&${hashOf(parent)}&0&${String(index).padStart(4, '0')}`;
    this.#node(own, parent);
    this.#describe({ desc: 'HID-compliant vendor-defined device' });
    this.#property(
      KEY.hardwareIds,
      'l',
      stem === undefined
        ? `HID\\${ids}&REV_${upper4(device.bcd ?? '0100')}${suffix}${collection}|HID\\${ids}${suffix}${collection}`
        : `HID\\${stem}`,
    );
    const path = this.#interface(own, CLASS.hid, 'hid', it.open, it.openDelayMs);
    const { usagePage = 'ff00', usage = '1', feat = 64 } = it;
    const { manufacturer, product, serial } = device;
    this.#record(
      ['collection', path, device.vid, device.pid, device.bcd ?? '0100', usagePage, usage, 64, 64, feat],
      [manufacturer, product, serial],
    );
    for (const { id, hex, delayMs } of it.features ?? []) this.#record('feature', path, id, hex, delayMs);
    for (const { hex, delayMs } of it.inputs ?? []) this.#record('input', path, 0, hex, delayMs);
  }

  bluetooth(it: NonNullable<WindowsTree['bluetoothHid']>[number]): void {
    const service = it.ble ? '{00001812-0000-1000-8000-00805F9B34FB}' : '{00001124-0000-1000-8000-00805F9B34FB}';
    // The first two digits say who gave the vendor id: 02 the USB forum.
    const ids = it.ble
      ? `DEV_VID&02${upper4(it.vid)}_PID&${upper4(it.pid)}`
      : `VID&0002${upper4(it.vid)}_PID&${upper4(it.pid)}`;
    const parent = `${it.ble ? 'BTHLEDEVICE' : 'BTHENUM'}\\${service}_${ids}\\7&${hashOf(it.serial ?? ids)}&0&${it.serial ?? 'X'}`;
    this.#node(parent, ROOT);
    this.#hid(parent, it, '', it, 0, `${service}_${ids}`);
  }

  /** Where each device is, by the port numbers from the PC outwards. */
  readonly #byPorts = new Map<string, string>();

  powerPlan(plan: WindowsTree['powerPlan']): void {
    if (plan === undefined) this.#record('plan', 0, 0, NO_SUCH_FILE);
    else if ('error' in plan) this.#record('plan', 0, 0, plan.error);
    else this.#record('plan', Number(plan.mains), Number(plan.battery), 0);
  }

  events(events: WindowsTree['events']): void {
    if (events === undefined) return;
    const failed = 'error' in events ? events.error : 0;
    // Nobody can tell an empty channel of the stand-in from one that is not there.
    for (const channel of Object.values(CHANNELS)) this.#record('event', channel, failed, 0, 0, '');
    if ('error' in events) return;
    const each = events.flatMap(({ times = 1, ...event }) =>
      Array.from({ length: times }, (_, index) => ({
        ...event,
        secondsAgo: Math.round(event.hoursAgo * 3600) - 60 * index,
      })),
    );
    for (const { id, secondsAgo, device } of each.toSorted((a, b) => a.secondsAgo - b.secondsAgo))
      this.#record(
        'event',
        CHANNELS[id < 1000 ? 'starts' : 'removals'],
        0,
        id,
        secondsAgo,
        this.#byPorts.get(device) ?? device,
      );
  }

  root(): void {
    this.#node(ROOT, '');
  }
}

const CHANNELS = {
  removals: 'Microsoft-Windows-Kernel-PnP/Device Management',
  starts: 'Microsoft-Windows-Kernel-PnP/Configuration',
} as const;
/** ERROR_FILE_NOT_FOUND */
const NO_SUCH_FILE = 2;

const ROOT = 'HTREE\\ROOT\\0';

/** Hardware ids of devices that Windows could not enumerate, by the product id it gives them. */
const FAILURES: Readonly<Record<string, string>> = {
  '0000': 'USB\\UNKNOWN',
  '0001': 'USB\\RESET_FAILURE',
  '0002': 'USB\\DEVICE_DESCRIPTOR_FAILURE',
  '0003': 'USB\\CONFIGURATION_DESCRIPTOR_VALIDATION_FAILURE',
  '0004': 'USB\\SET_ADDRESS_FAILURE',
};

/** Problems with which a node has no driver that runs. */
const isStarted = ({ problem = 0 }: { problem?: number | undefined }): boolean => problem === 0;

const SERVICES: Readonly<Record<number, string>> = {
  [HID]: 'HidUsb',
  [VIDEO]: 'usbvideo',
  [AUDIO]: 'usbaudio',
  [HUB]: 'USBHUB3',
};
const serviceOf = (it: TreeInterface | undefined): string | undefined => SERVICES[it?.class ?? -1];

const hidNodesOf = (it: TreeInterface): readonly HidNode[] => it.hid ?? (it.class === HID ? [{}] : []);

/** The file of a world, as the stand-ins read it: one record a line, fields separated by TAB. */
export function worldText(tree: WindowsTree): string {
  const writer = new WorldWriter();
  writer.root();
  for (const controller of tree.controllers) writer.controller(controller);
  for (const device of tree.bluetoothHid ?? []) writer.bluetooth(device);
  writer.powerPlan(tree.powerPlan);
  writer.events(tree.events);
  return writer.text();
}
