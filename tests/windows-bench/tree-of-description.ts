import { type DescribedInterface, buildInterfaces } from '../../src/core/world/described/descriptors.ts';
import type {
  EmptyPort,
  HidNode,
  TreeController,
  TreeDevice,
  TreeEvent,
  TreeInterface,
  WindowsTree,
} from '../../src/core/world/described/windows-tree.ts';
import { messagesOf } from '../../src/core/world/described/kernel-log-file.ts';
import { incidentsIn } from '../../src/core/probes/usb/kernel-history.ts';
import { keyOf, placeOf } from '../../src/core/probes/windows/usb-place.ts';
import type { DescribedDevice, WorldDescription } from '../../src/core/world/described/world-description.ts';

/** Intel and AMD list the USB 2 ports of a controller first, and those of SuperSpeed after them. */
const SUPERSPEED_PORTS_FROM = 20;

/** USB_CONNECTION_STATUS. */
const OVERCURRENT = 4;

const rootPort = (isFast: boolean, port: number): number => (isFast ? SUPERSPEED_PORTS_FROM + port : port);

const isSuper = ({ speed }: DescribedDevice) => speed.startsWith('super');
const parts = (key: string) => {
  const [bus = '', ports = ''] = key.split('-');
  return { bus: Number(bus), ports: ports.split('.').map(Number) };
};

/** `2.21` → `0221`. */
const bcd = (release: string) => {
  const [major = '0', minor = '00'] = release.split('.');
  return major.padStart(2, '0') + minor.padEnd(2, '0');
};

/** The same PC as Windows shows it. */
export function treeOfDescription(world: WorldDescription): WindowsTree {
  const controllers = Object.entries(world.controllers).map(([name, { usb2, usb3, peers = {} }]): TreeController => {
    /** The SuperSpeed half of the hub in a root port, where there is one. */
    const otherHalf = (port: number): TreeDevice['instance'] => {
      const [fast] = Object.entries(peers).find(([, slow]) => slow === port) ?? [];
      const hub = world.devices[`${usb3}-${fast}`];
      return hub?.hub === undefined ? undefined : instanceOfHub(hub, Number(fast));
    };
    const below = (bus: number, above: readonly number[]): TreeDevice[] =>
      Object.entries(world.devices).flatMap(([key, device]): TreeDevice[] => {
        const place = parts(key);
        if (place.bus !== bus || place.ports.length !== above.length + 1) return [];
        if (above.some((port, at) => place.ports[at] !== port)) return [];
        const port = place.ports.at(-1)!;
        const isRoot = above.length === 0;
        const onFast = bus === usb3;
        const peer = isRoot && onFast ? peers[String(port)] : undefined;
        return [
          {
            ...treeDevice(device),
            port: rootPort(isRoot && onFast, port),
            ...(peer !== undefined && { companionPort: peer }),
            // Every USB 2 port of such a controller is half of a USB 3 socket.
            ...(isRoot && !onFast && usb3 !== undefined && { companionPort: SUPERSPEED_PORTS_FROM + port }),
            ...(isRoot &&
              onFast &&
              peer !== undefined &&
              device.hub !== undefined && { instance: instanceOfHub(device, port) }),
            // The ports of a USB 3 hub are halves of its sockets, too.
            ...(above.length === 1 &&
              !onFast &&
              otherHalf(above[0]!) !== undefined && { companionPort: port, companionHub: otherHalf(above[0]!) }),
            children: below(bus, place.ports),
          },
        ];
      });
    return {
      ...identity(name),
      ports: 2 * SUPERSPEED_PORTS_FROM,
      emptyPorts: [
        ...world.overcurrents.flatMap((key): EmptyPort[] => {
          const { bus, ports } = parts(key);
          const onFast = bus === usb3;
          if (bus !== usb2 && !onFast) return [];
          return [{ port: rootPort(onFast, ports[0]!), protocols: onFast ? 4 : 3, status: OVERCURRENT }];
        }),
        ...Object.entries(peers).map(([fast, slow]): EmptyPort => ({
          port: slow,
          protocols: 3,
          companionPort: rootPort(true, Number(fast)),
        })),
      ],
      devices: [...below(usb2, []), ...(usb3 === undefined ? [] : below(usb3, []))],
    };
  });
  const keys = windowsKeys(world);
  return {
    controllers,
    ...(world.kernelLog !== undefined && { events: eventsOf(world.kernelLog, keys) }),
    bluetoothHid: world.bluetooth.map(({ id, name, serial, usage }) => {
      const [usagePage = '1', use = '5'] = usage.split('/');
      return { ...ids(id), product: name, serial, usagePage, usage: use };
    }),
  };
}

const ACCESS_DENIED = 5;
const EVENT_IDS = { disconnects: 1010, failedStarts: 411, connects: 410 } as const;

/** The same in the words of the event log. */
function eventsOf(log: WorldDescription['kernelLog'], keys: ReadonlyMap<string, string>): WindowsTree['events'] {
  if (log == null) return { error: ACCESS_DENIED };
  return incidentsIn(messagesOf(log)).incidents.flatMap(({ ageMs, key, event }): TreeEvent[] => {
    const place = keys.get(key);
    return place === undefined || !(event in EVENT_IDS)
      ? []
      : [
          {
            id: EVENT_IDS[event as keyof typeof EVENT_IDS],
            hoursAgo: ageMs / 3_600_000,
            device: place.slice(place.lastIndexOf('-') + 1),
          },
        ];
  });
}

/** What the kernel lets sleep, its driver lets sleep on Windows. Hubs and drivers of cameras have no such values there. */
function settingsOf({ powerSaving: saving, hub, interfaces }: DescribedDevice): Pick<TreeDevice, 'settings'> {
  if (saving?.control === undefined || hub !== undefined || interfaces.includes('video')) return {};
  const sleeps = saving.control === 'auto' && (saving.autosuspendDelayMs ?? 0) >= 0;
  return { settings: { EnhancedPowerManagementEnabled: 1, SelectiveSuspendEnabled: Number(sleeps) } };
}

const instanceOfHub = ({ id }: DescribedDevice, port: number): string =>
  `USB\\VID_${id.slice(0, 4).toUpperCase()}&PID_${id.slice(5).toUpperCase()}\\5&10000000&0&${SUPERSPEED_PORTS_FROM + port}`;

const ids = (id: string) => ({ vid: id.slice(0, 4), pid: id.slice(5) });

/** `0000:00:14.0` is a card of the PC; other names are of programs that pretend to be one. */
function identity(name: string): Pick<TreeController, 'instance' | 'path'> {
  const [, bus, device, fn] = /^0000:([0-9a-f]{2}):([0-9a-f]{2})\.([0-9])$/.exec(name) ?? [];
  if (bus === undefined || device === undefined) {
    const path = name.replaceAll(/[^\w]+/g, '#').toUpperCase();
    return { instance: `ROOT\\${path}\\0000`, path: `ROOT#${path}#0000` };
  }
  const place = `PCI(${device.toUpperCase()}0${fn})`;
  return {
    instance: `PCI\\VEN_8086&DEV_43ED&SUBSYS_00000000&REV_11\\3&11583659&0&${bus}${device}${fn}`,
    path: bus === '00' ? `PCIROOT(0)#${place}` : `PCIROOT(0)#PCI(1C0${Number.parseInt(bus, 16) % 8})#${place}`,
  };
}

function treeDevice(device: DescribedDevice): Omit<TreeDevice, 'port'> {
  const interfaces = buildInterfaces(device).map((it, number) => treeInterface(device, it, number));
  const raw = (name: 'manufacturer' | 'product' | 'serial') =>
    // Half a character, as devices say that count their strings wrong.
    device.rawStrings?.[name] === undefined ? device[name] : `\uD800${name}`;
  const text = Object.fromEntries(
    (['manufacturer', 'product', 'serial'] as const).flatMap((name) => {
      const value = raw(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  return {
    ...ids(device.id),
    ...text,
    bcd: bcd(device.release),
    ...(isSuper(device) && { usb: '0320' }),
    speed: device.speed,
    ...(device.hub !== undefined && { hubPorts: device.hub }),
    maxPowerUnits: Math.round(device.power / (isSuper(device) ? 8 : 2)),
    classCode: 0,
    interfaces,
    ...(!device.authorized && { problem: 22 }),
    ...settingsOf(device),
    ...(device.panel !== undefined && { physicalDeviceLocation: locationOf(device.panel) }),
    ...(interfaces.length === 1 && { hid: interfaces[0]!.hid ?? [] }),
    ...(device.descriptors !== undefined && { configurationHex: device.descriptors.slice(36) }),
  };
}

const PANELS = ['top', 'bottom', 'left', 'right', 'front', 'back', 'unknown'];

/** `_PLD` buffer of ACPI: a port that a person can see, in the middle of this panel. */
function locationOf(panel: string): string {
  const location = Buffer.alloc(20);
  location[0] = 0x82;
  location[8] = 1 | (PANELS.indexOf(panel) << 3) | (1 << 6);
  location[9] = 1;
  location.fill(0xff, 16);
  return location.toString('hex');
}

function treeInterface(device: DescribedDevice, it: DescribedInterface, number: number): TreeInterface {
  return {
    number,
    class: it.classCode,
    subclass: it.subclassCode,
    protocol: it.protocolCode,
    endpoints: it.endpoints.length,
    iso: it.endpoints.includes(1),
    ...(it.name !== null && { name: it.name }),
    ...(it.classCode === 3 && { hid: it.reportDescriptor === null ? [] : [hidNode(device, it.reportDescriptor)] }),
  };
}

function hidNode(device: DescribedDevice, reportDescriptor: string): HidNode {
  const bytes = Buffer.from(reportDescriptor, 'hex');
  const usagePage = bytes.readUInt16LE(1);
  const usage = bytes[4]!;
  // Windows keeps keyboards and mice to itself.
  const isOfWindows = usagePage === 1 && (usage === 2 || usage === 6);
  const open = isOfWindows ? 'denied' : device.nodes ? (device.hidDriver === undefined ? 'ok' : 'sharing') : 'gone';
  return { usagePage: usagePage.toString(16), usage: usage.toString(16), open };
}

/** Keys of the devices on Windows by those on Linux: for comparing what comes out. */
export const windowsKeys = (world: WorldDescription): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(world.controllers).flatMap(([name, { usb2, usb3 }]) => {
      const root = placeOf(`${identity(name).path}#USBROOT(0)`)!;
      return Object.keys(world.devices).flatMap((key): [string, string][] => {
        const { bus, ports } = parts(key);
        if (bus !== usb2 && bus !== usb3) return [];
        const [first = 0, ...more] = ports;
        return [[key, keyOf({ ...root, ports: [rootPort(bus === usb3, first), ...more] })]];
      });
    }),
  );
