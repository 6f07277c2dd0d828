import type { TreeDevice, TreeInterface } from '../../src/core/world/described/windows-tree.ts';

/** Classes of devices and interfaces (usb.org, defined class codes). */
export const AUDIO = 1;
export const HID = 3;
export const HUB = 9;
export const VIDEO = 14;

/** String descriptors: manufacturer, product and serial number come first. */
export const FIRST_INTERFACE_NAME = 4;

/** Little-endian numbers in hex. */
export const byte = (value: number) => (value & 0xff).toString(16).padStart(2, '0');
export const word = (value: number) => byte(value) + byte(value >> 8);
export const double = (value: number) => word(value & 0xffff) + word((value >>> 16) & 0xffff);

export const isSuper = ({ speed = 'high' }: TreeDevice) => speed.startsWith('super');

/** Interfaces as USB numbers them; a device described by its HID collections alone has one. */
export function interfacesOf(device: TreeDevice): (TreeInterface & { number: number })[] {
  const only: TreeInterface = {
    class: device.hubPorts !== undefined ? HUB : device.hid ? HID : (device.classCode ?? 255),
    endpoints: 1,
  };
  return (device.interfaces ?? [only]).map((it, index) => ({ ...it, number: it.number ?? index }));
}

/** Bytes of text in UTF-16, as a string descriptor; longer than 126 characters no device can say. */
export const stringDescriptor = (text: string): string => {
  const bytes = Buffer.from(text, 'utf16le').subarray(0, 252);
  return `${byte(2 + bytes.length)}03${bytes.toString('hex')}`;
};

export function deviceDescriptor(device: TreeDevice): string {
  const fast = isSuper(device);
  const usb = Number.parseInt(device.usb ?? (fast ? '0300' : device.ssCapable ? '0210' : '0200'), 16);
  const isHub = device.hubPorts !== undefined;
  const index = (text: unknown, at: number) => byte(text ? at : 0);
  return [
    `1201${word(usb)}`,
    `${byte(isHub ? HUB : (device.classCode ?? 0))}00${byte(isHub ? (fast ? 3 : 1) : 0)}${fast ? '09' : '40'}`,
    word(Number.parseInt(device.vid, 16)) + word(Number.parseInt(device.pid, 16)),
    word(Number.parseInt(device.bcd ?? '0100', 16)),
    index(device.manufacturer, 1) + index(device.product, 2) + index(device.serial, 3) + '01',
  ].join('');
}

export function configurationDescriptor(device: TreeDevice): string {
  const interfaces = interfacesOf(device);
  const body = interfaces.map((it, index) => {
    const { endpoints = 1, iso = false, subclass = 0, protocol = 0 } = it;
    const name = it.name === undefined ? 0 : FIRST_INTERFACE_NAME + index;
    const codes = [it.number, 0, endpoints, it.class, subclass, protocol, name];
    const head = `0904${codes.map(byte).join('')}`;
    return (
      head + Array.from({ length: endpoints }, (_, at) => `0705${byte(0x81 + at)}${iso ? '05' : '03'}400004`).join('')
    );
  });
  const bytes = body.join('');
  const attributes = device.selfPowered === true ? 'c0' : '80';
  return `0902${word(9 + bytes.length / 2)}${byte(interfaces.length)}0100${attributes}${byte(device.maxPowerUnits ?? 50)}${bytes}`;
}
