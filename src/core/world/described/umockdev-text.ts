import type { PcIdentity } from '../../../shared/domain/pc-sockets.ts';
import { type UsbSpeed, USB_SPEEDS } from '../../../shared/domain/usb-id.ts';
import { buildDescriptors, buildInterfaces, buildReportDescriptor, usbVersionOf } from './descriptors.ts';
import { kernelLogFile } from './kernel-log-file.ts';
import type { DescribedBluetoothDevice, DescribedDevice, WorldDescription } from './world-description.ts';

const MEGABITS: Readonly<Record<UsbSpeed, string>> = {
  low: '1.5',
  full: '12',
  high: '480',
  super: '5000',
  'super-plus': '10000',
};
const isFast = (speed: UsbSpeed) => USB_SPEEDS.indexOf(speed) >= USB_SPEEDS.indexOf('super');
const three = (value: number) => String(value).padStart(3, '0');
const hex8 = (half: string) => half.toUpperCase().padStart(8, '0');

interface Bus {
  readonly number: number;
  readonly pci: string;
  readonly fast: boolean;
  readonly peers: Readonly<Record<string, number>>;
  readonly otherHalf: number | undefined;
}

function buildBuses(world: WorldDescription): Bus[] {
  return Object.entries(world.controllers).flatMap(([pci, { usb2, usb3, peers = {} }]) => [
    { number: usb2, pci, fast: false, peers: {}, otherHalf: usb3 },
    ...(usb3 === undefined ? [] : [{ number: usb3, pci, fast: true, peers, otherHalf: usb2 }]),
  ]);
}

const rootHubPath = (bus: Bus) =>
  `/devices/${/^[0-9a-f]{4}:/.test(bus.pci) ? 'pci0000:00' : 'platform'}/${bus.pci}/usb${bus.number}`;

function devicePath(bus: Bus, ports: readonly string[]): string {
  const steps = ports.map((_, depth) => `/${bus.number}-${ports.slice(0, depth + 1).join('.')}`);
  return rootHubPath(bus) + steps.join('');
}

const attribute = (name: string, value: string | number | undefined) =>
  value === undefined ? '' : `A: ${name}=${value}\\n\n`;

function rootHub(bus: Bus): string {
  return (
    `P: ${rootHubPath(bus)}\nN: bus/usb/${three(bus.number)}/001\nE: DEVTYPE=usb_device\nE: SUBSYSTEM=usb\n` +
    `E: DEVNAME=/dev/bus/usb/${three(bus.number)}/001\nE: BUSNUM=${three(bus.number)}\nE: DEVNUM=001\n` +
    attribute('busnum', bus.number) +
    attribute('devnum', 1) +
    attribute('devpath', 0) +
    attribute('idVendor', '1d6b') +
    attribute('idProduct', bus.fast ? '0003' : '0002') +
    attribute('bcdDevice', '0612') +
    attribute('bDeviceClass', '09') +
    attribute('bDeviceSubClass', '00') +
    attribute('bDeviceProtocol', bus.fast ? '03' : '01') +
    attribute('bConfigurationValue', 1) +
    attribute('speed', bus.fast ? 5000 : 480) +
    attribute('version', bus.fast ? ' 3.00' : ' 2.00') +
    attribute('maxchild', 16) +
    attribute('product', 'xHCI Host Controller') +
    '\n'
  );
}

/** Root ports with `peer` links, where the description says which ports share a socket. */
function rootPorts(bus: Bus): string {
  return Object.entries(bus.peers)
    .map(([port, peer]) => {
      const at = `${rootHubPath(bus)}/${bus.number}-0:1.0/usb${bus.number}-port${port}`;
      const target = `../../../usb${bus.otherHalf}/${bus.otherHalf}-0:1.0/usb${bus.otherHalf}-port${peer}`;
      return `P: ${at}\nE: SUBSYSTEM=usb\nL: peer=${target}\n\n`;
    })
    .join('');
}

/** A port of a root hub or of another hub, whose driver has counted an overcurrent. */
function overcurrentPort(bus: Bus, key: string): string {
  const ports = key.split('-')[1]!.split('.');
  const [hub, port] = [ports.slice(0, -1), ports.at(-1)!];
  const name = hub.length === 0 ? `usb${bus.number}` : `${bus.number}-${hub.join('.')}`;
  const own = hub.length === 0 ? `${bus.number}-0:1.0` : `${name}:1.0`;
  return `P: ${devicePath(bus, hub)}/${own}/${name}-port${port}\nE: SUBSYSTEM=usb\n${attribute('over_current_count', 1)}\n`;
}

interface Numbering {
  address: number;
  hidraw: number;
}

function usbDevice(bus: Bus, key: string, device: DescribedDevice, numbers: Numbering): string {
  const ports = key.split('-')[1]!.split('.');
  const path = devicePath(bus, ports);
  const [vendor = '', product = ''] = device.id.split(':');
  const address = numbers.address++;
  const node = `bus/usb/${three(bus.number)}/${three(address)}`;
  const descriptors = buildDescriptors(device);
  const text = (name: 'manufacturer' | 'product' | 'serial') =>
    device.rawStrings?.[name] === undefined
      ? attribute(name, device[name])
      : `H: ${name}=${device.rawStrings[name].replaceAll(String.raw`\x`, '').toUpperCase()}\n`;
  const port =
    bus.peers[ports[0]!] === undefined || ports.length > 1
      ? ''
      : `L: port=../${bus.number}-0:1.0/usb${bus.number}-port${ports[0]}\n`;
  const head =
    `P: ${path}\nN: ${node}=${descriptors}\nE: DEVTYPE=usb_device\nE: SUBSYSTEM=usb\nE: DRIVER=usb\n` +
    `E: DEVNAME=/dev/${node}\nE: BUSNUM=${three(bus.number)}\nE: DEVNUM=${three(address)}\n` +
    `E: PRODUCT=${Number.parseInt(vendor, 16).toString(16)}/${Number.parseInt(product, 16).toString(16)}/${device.release.replace('.', '')}\n${port}` +
    attribute('busnum', bus.number) +
    attribute('devnum', address) +
    attribute('devpath', ports.join('.')) +
    attribute('idVendor', vendor) +
    attribute('idProduct', product) +
    attribute('bcdDevice', device.release.replace('.', '').padStart(4, '0')) +
    attribute('version', ` ${usbVersionOf(device)}`) +
    attribute('speed', MEGABITS[device.speed]) +
    attribute('bDeviceClass', device.hub === undefined ? '00' : '09') +
    attribute('bDeviceSubClass', '00') +
    attribute('bDeviceProtocol', '00') +
    attribute('bConfigurationValue', 1) +
    attribute('bMaxPower', `${device.power}mA`) +
    attribute('maxchild', device.hub ?? 0) +
    (device.authorized ? '' : attribute('authorized', 0)) +
    powerFiles(device) +
    (device.panel === undefined ? '' : attribute('physical_location/panel', device.panel)) +
    text('manufacturer') +
    text('product') +
    text('serial') +
    `H: descriptors=${descriptors}\n\n`;
  return (
    head +
    buildInterfaces(device)
      .map((_, number) => usbInterface(bus, key, path, device, number, numbers))
      .join('')
  );
}

function powerFiles({ powerSaving: saving = {} }: DescribedDevice): string {
  return (
    attribute('power/control', saving.control) +
    attribute('power/autosuspend_delay_ms', saving.autosuspendDelayMs) +
    attribute('power/runtime_status', saving.runtimeStatus) +
    attribute('power/persist', saving.persist === undefined ? undefined : Number(saving.persist))
  );
}

function usbInterface(
  bus: Bus,
  key: string,
  path: string,
  device: DescribedDevice,
  number: number,
  numbers: Numbering,
): string {
  const it = buildInterfaces(device)[number]!;
  const two = (value: number) => value.toString(16).padStart(2, '0');
  const { reportDescriptor } = it;
  const driver = reportDescriptor === null || !device.authorized ? undefined : (device.hidDriver ?? 'usbhid');
  const at = `${path}/${key}:1.${number}`;
  const up = '../'.repeat(at.split('/').length - 1);
  const text =
    `P: ${at}\nE: DEVTYPE=usb_interface\nE: SUBSYSTEM=usb\n` +
    (driver === undefined ? '' : `E: DRIVER=${driver}\nL: driver=${up}bus/usb/drivers/${driver}\n`) +
    attribute('bInterfaceNumber', two(number)) +
    attribute('bInterfaceClass', two(it.classCode)) +
    attribute('bInterfaceSubClass', two(it.subclassCode)) +
    attribute('bInterfaceProtocol', two(it.protocolCode)) +
    attribute('interface', it.name ?? undefined) +
    '\n';
  return reportDescriptor !== null && driver === 'usbhid'
    ? text + hidraw(bus, at, device, number, reportDescriptor, numbers.hidraw++)
    : text;
}

function hidraw(
  bus: Bus,
  at: string,
  device: DescribedDevice,
  number: number,
  descriptor: string,
  node: number,
): string {
  const [vendor = '', product = ''] = device.id.split(':');
  const id = `0003:${vendor.toUpperCase()}:${product.toUpperCase()}.${(node + 1).toString(16).toUpperCase().padStart(4, '0')}`;
  const name = [device.manufacturer, device.product].filter((it) => it !== undefined).join(' ');
  const properties = [
    'DRIVER=hid-generic',
    `HID_ID=0003:${hex8(vendor)}:${hex8(product)}`,
    `HID_NAME=${name}`,
    `HID_PHYS=usb-${bus.pci}/input${number}`,
    `HID_UNIQ=${device.serial ?? ''}`,
  ];
  const file = device.nodes ? `N: hidraw${node}\n` : '';
  return (
    `P: ${at}/${id}\nE: SUBSYSTEM=hid\n${properties.map((it) => `E: ${it}\n`).join('')}` +
    `A: uevent=${properties.join('\\n')}\\n\nH: report_descriptor=${descriptor}\n\n` +
    `P: ${at}/${id}/hidraw/hidraw${node}\n${file}E: SUBSYSTEM=hidraw\nE: DEVNAME=/dev/hidraw${node}\nE: MAJOR=240\nE: MINOR=${node}\n` +
    `L: device=../../../${id}\nA: dev=240:${node}\\n\n\n`
  );
}

/** A Bluetooth HID device, as the kernel's uhid driver shows it. */
function bluetooth({ id: usbId, name, serial, usage }: DescribedBluetoothDevice, node: number): string {
  const [vendor = '', product = ''] = usbId.split(':');
  const [page = 0, use = 0] = usage.split('/').map((code) => Number.parseInt(code, 16));
  const id = `0005:${vendor.toUpperCase()}:${product.toUpperCase()}.${(node + 1).toString(16).toUpperCase().padStart(4, '0')}`;
  const at = `/devices/virtual/misc/uhid/${id}`;
  const properties = [
    'DRIVER=hid-generic',
    `HID_ID=0005:${hex8(vendor)}:${hex8(product)}`,
    `HID_NAME=${name}`,
    `HID_PHYS=bluetooth${node}`,
    `HID_UNIQ=${serial}`,
  ];
  return (
    `P: ${at}\nE: SUBSYSTEM=hid\n${properties.map((it) => `E: ${it}\n`).join('')}` +
    `A: uevent=${properties.join('\\n')}\\n\nH: report_descriptor=${buildReportDescriptor(page, use)}\n\n` +
    `P: ${at}/hidraw/hidraw${node}\nN: hidraw${node}\nE: SUBSYSTEM=hidraw\nE: DEVNAME=/dev/hidraw${node}\nE: MAJOR=240\nE: MINOR=${node}\n` +
    `L: device=../../../${id}\nA: dev=240:${node}\\n\n\n`
  );
}

/** What the firmware says of the PC, where the kernel shows it. */
function firmware({ vendor, model, boardVendor, board }: PcIdentity): string {
  const names = { sys_vendor: vendor, product_name: model, board_vendor: boardVendor, board_name: board };
  return (
    'P: /devices/virtual/dmi/id\nE: SUBSYSTEM=dmi\n' +
    Object.entries(names)
      .map(([file, text]) => attribute(file, text ?? undefined))
      .join('') +
    '\n'
  );
}

/** Writes the devices of a world in the format of umockdev; parents come before children. */
export function umockdevText(world: WorldDescription): string {
  const buses = buildBuses(world);
  const numbers: Numbering = { address: 2, hidraw: 0 };
  const order = new Intl.Collator('en', { numeric: true });
  const devices = Object.entries(world.devices)
    .toSorted(([a], [b]) => order.compare(a, b))
    .map(([key, device]) => {
      const bus = buses.find((it) => it.number === Number(key.split('-')[0]));
      if (bus === undefined) throw new Error(`${key}: no controller has this bus`);
      if (bus.otherHalf !== undefined && isFast(device.speed) !== bus.fast)
        throw new Error(`${key}: ${device.speed} speed on the wrong bus`);
      return usbDevice(bus, key, device, numbers);
    });
  const overcurrents = world.overcurrents.map((key) =>
    overcurrentPort(
      buses.find((it) => it.number === Number(key.split('-')[0]))!,
      key,
    ),
  );
  const wireless = world.bluetooth.map((device) => bluetooth(device, numbers.hidraw++));
  const pc = world.pc === undefined ? [] : [firmware(world.pc)];
  const log = world.kernelLog == null ? [] : [kernelLogFile(world.kernelLog)];
  return [...log, ...buses.map(rootHub), ...buses.map(rootPorts), ...devices, ...overcurrents, ...wireless, ...pc].join(
    '',
  );
}
