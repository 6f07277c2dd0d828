import type { HidFacts } from '../../../shared/domain/hid-facts.ts';
import type { UsbDeviceFacts, UsbFacts } from '../../../shared/domain/usb-facts.ts';
import { parseDescriptors } from '../../probes/usb/descriptors.ts';
import { firmwareSideOf } from '../../probes/usb/firmware-side.ts';
import { buildDescriptors, buildInterfaces, usbVersionOf } from './descriptors.ts';
import { describedHistory } from './kernel-log-file.ts';
import type { DescribedDevice, WorldDescription } from './world-description.ts';

interface Seat {
  readonly key: string;
  readonly device: DescribedDevice;
  readonly facts: UsbDeviceFacts;
}

const HID_CLASS = 3;
const idOf = (id: string) => ({ vendorId: id.slice(0, 4), productId: id.slice(5) });
const order = new Intl.Collator('en', { numeric: true });

/** Derives the facts that the USB and HID probes would report in a world, without umockdev. Descriptors go through the probe's parser. */
export function describedFacts(world: WorldDescription, isOpened: (vendorId: string, productId: string) => boolean) {
  const seats = Object.entries(world.devices)
    .toSorted(([a], [b]) => order.compare(a, b))
    .map(([key, device], index): Seat => ({ key, device, facts: usbDevice(world, key, device, index + 2) }));
  const troubledPorts = world.overcurrents.map((key) => ({
    key,
    controller: controllerOf(world, key),
    hub: key.includes('.') ? key.replace(/\.\d+$/, '') : null,
    trouble: 'overcurrent' as const,
    failure: null,
  }));
  const usb: UsbFacts = {
    devices: seats.map(({ facts }) => facts),
    ...(troubledPorts.length > 0 && { troubledPorts }),
    ...(world.kernelLog !== undefined && { history: describedHistory(world.kernelLog) }),
  };
  const hid: HidFacts['devices'] = [];
  const node = (
    id: string,
    more: Omit<HidFacts['devices'][number], 'path' | 'vendorId' | 'productId' | 'access' | 'accessDetail'>,
  ) => {
    const { vendorId, productId } = idOf(id);
    const access = isOpened(vendorId, productId) ? 'ok' : 'not-tried';
    hid.push({ path: `/dev/hidraw${hid.length}`, vendorId, productId, ...more, access, accessDetail: null });
  };
  for (const { key, device } of seats)
    buildInterfaces(device).forEach(({ classCode, reportDescriptor }, number) => {
      if (classCode !== HID_CLASS || reportDescriptor === null || device.hidDriver !== undefined || !device.authorized)
        return;
      const { serial = null, manufacturer = null, product = null } = device;
      const bytes = Buffer.from(reportDescriptor, 'hex');
      const collection = { usagePage: bytes.readUInt16LE(1), usage: bytes[4]! };
      node(device.id, {
        serial,
        manufacturer,
        product,
        interfaceNumber: number,
        ...collection,
        bus: 'usb',
        usbKey: key,
      });
    });
  for (const { id, name, serial, usage } of world.bluetooth) {
    const [usagePage = 0, use = 0] = usage.split('/').map((code) => Number.parseInt(code, 16));
    const named = { serial: serial === '' ? null : serial, manufacturer: null, product: name };
    node(id, { ...named, interfaceNumber: null, usagePage, usage: use, bus: 'bluetooth', usbKey: null });
  }
  return { usb, hid: { devices: hid } satisfies HidFacts };
}

const busesOf = (world: WorldDescription, key: string) => {
  const bus = Number(key.split('-')[0]);
  return Object.entries(world.controllers).find(([, { usb2, usb3 }]) => [usb2, usb3].includes(bus));
};
const controllerOf = (world: WorldDescription, key: string): string | null => busesOf(world, key)?.[0] ?? null;

function usbDevice(world: WorldDescription, key: string, device: DescribedDevice, address: number): UsbDeviceFacts {
  const [bus = '', path = ''] = key.split('-');
  const ports = path.split('.').map(Number);
  const [controller, buses] = busesOf(world, key) ?? [];
  const peer = ports.length === 1 && buses?.usb3 === Number(bus) ? buses.peers?.[path] : undefined;
  const names = buildInterfaces(device).map(({ name }) => name);
  const { configuration, defects } = parseDescriptors(Buffer.from(buildDescriptors(device), 'hex'), 1);
  const [major = '0', minor = '00'] = device.release.split('.');
  return {
    key,
    bus,
    address,
    ports,
    ...idOf(device.id),
    release: `${major.replace(/^0+(?=.)/, '')}.${minor.padEnd(2, '0')}`,
    usbVersion: usbVersionOf(device),
    classCode: device.hub === undefined ? 0 : 9,
    speed: device.speed,
    controller: controller ?? null,
    companionPorts: peer === undefined ? null : [peer],
    ...(peer !== undefined && { socketHasSuperSpeed: true }),
    manufacturer: device.manufacturer ?? null,
    product: device.product ?? null,
    serial: device.serial ?? null,
    hubPorts: device.hub ?? null,
    maxPowerMilliamps: device.power,
    selfPowered: configuration?.selfPowered ?? null,
    interfaces:
      configuration?.interfaces.map((it) => ({
        ...it,
        ...(names[it.number] !== null && { name: names[it.number]! }),
        driver: it.classCode === HID_CLASS && device.authorized ? (device.hidDriver ?? 'usbhid') : null,
      })) ?? null,
    defects,
    ...firmwareSideOf(device.panel),
    ...(!device.authorized && { disabled: true }),
    ...(device.powerSaving !== undefined && { power: device.powerSaving }),
  };
}
