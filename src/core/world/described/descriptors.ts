import type { DescribedDevice } from './world-description.ts';

const byte = (value: number) => value.toString(16).toUpperCase().padStart(2, '0');
const word = (value: number) => byte(value & 0xff) + byte(value >> 8);
const bcdWord = (version: string) => {
  const [major = '0', minor = '00'] = version.split('.');
  return Number.parseInt(major + minor.padEnd(2, '0'), 16);
};

export interface DescribedInterface {
  readonly classCode: number;
  readonly subclassCode: number;
  readonly protocolCode: number;
  /** Endpoint attributes: 1 isochronous, 2 bulk, 3 interrupt. */
  readonly endpoints: readonly number[];
  readonly reportDescriptor: string | null;
  /** Name of the interface; only for `ff/ff/00`. */
  readonly name: string | null;
}

const NAMED: Readonly<Record<string, Omit<DescribedInterface, 'reportDescriptor' | 'name'>>> = {
  keyboard: { classCode: 3, subclassCode: 1, protocolCode: 1, endpoints: [3] },
  mouse: { classCode: 3, subclassCode: 1, protocolCode: 2, endpoints: [3] },
  audio: { classCode: 1, subclassCode: 2, protocolCode: 0, endpoints: [1] },
  video: { classCode: 14, subclassCode: 2, protocolCode: 0, endpoints: [1] },
  storage: { classCode: 8, subclassCode: 6, protocolCode: 80, endpoints: [2, 2] },
  cdc: { classCode: 2, subclassCode: 6, protocolCode: 0, endpoints: [3] },
  acm: { classCode: 2, subclassCode: 2, protocolCode: 1, endpoints: [3] },
  cdcdata: { classCode: 10, subclassCode: 0, protocolCode: 0, endpoints: [2, 2] },
  rndis: { classCode: 0xe0, subclassCode: 1, protocolCode: 3, endpoints: [3] },
  mtp: { classCode: 6, subclassCode: 1, protocolCode: 1, endpoints: [2, 2, 3] },
  adb: { classCode: 0xff, subclassCode: 0x42, protocolCode: 1, endpoints: [2, 2] },
  fastboot: { classCode: 0xff, subclassCode: 0x42, protocolCode: 3, endpoints: [2, 2] },
  xrsp: { classCode: 0xff, subclassCode: 0x89, protocolCode: 1, endpoints: [2, 2] },
  dfu: { classCode: 0xfe, subclassCode: 1, protocolCode: 2, endpoints: [] },
  billboard: { classCode: 0x11, subclassCode: 0, protocolCode: 0, endpoints: [] },
  vendor: { classCode: 0xff, subclassCode: 0, protocolCode: 0, endpoints: [2, 2] },
  hub: { classCode: 9, subclassCode: 0, protocolCode: 0, endpoints: [3] },
};

/** Report descriptor with one application collection and one 63-byte feature report: tests need only its usage page and usage. */
export const buildReportDescriptor = (page: number, usage: number) =>
  `06${word(page)}09${byte(usage)}A1018501150026FF007508953F09${byte(usage)}B102C0`;

function buildInterface(written: string): DescribedInterface {
  const [name = '', parameters] = written.split(':');
  if (name === 'hid') {
    const [page = 'ff00', usage = '01'] = parameters?.split('/') ?? [];
    const descriptor = buildReportDescriptor(Number.parseInt(page, 16), Number.parseInt(usage, 16));
    return { classCode: 3, subclassCode: 0, protocolCode: 0, endpoints: [3], reportDescriptor: descriptor, name: null };
  }
  const named = NAMED[name];
  if (named !== undefined) {
    const boot = named.classCode === 3 ? buildReportDescriptor(1, name === 'keyboard' ? 6 : 2) : null;
    return { ...named, reportDescriptor: boot, name: null };
  }
  const [classCode = 0, subclassCode = 0, protocolCode = 0] = name.split('/').map((code) => Number.parseInt(code, 16));
  return { classCode, subclassCode, protocolCode, endpoints: [2, 2], reportDescriptor: null, name: parameters ?? null };
}

export const buildInterfaces = (device: DescribedDevice): DescribedInterface[] =>
  (device.hub === undefined ? device.interfaces : ['hub', ...device.interfaces]).map(buildInterface);

export const usbVersionOf = (device: DescribedDevice): string => (device.speed.startsWith('super') ? '3.20' : '2.00');

/** Builds a device descriptor and one configuration in hex, as the kernel caches them (USB 2.0, 9.6). */
export function buildDescriptors(device: DescribedDevice): string {
  if (device.descriptors !== undefined) return device.descriptors;
  const [vendor = '', product = ''] = device.id.split(':');
  const string = (text: unknown, index: number) => byte(text === undefined ? 0 : index);
  const head =
    `1201${word(bcdWord(usbVersionOf(device)))}${byte(device.hub === undefined ? 0 : 9)}000040` +
    word(Number.parseInt(vendor, 16)) +
    word(Number.parseInt(product, 16)) +
    word(bcdWord(device.release)) +
    string(device.manufacturer, 1) +
    string(device.product, 2) +
    string(device.serial, 3) +
    '01';
  const interfaces = buildInterfaces(device);
  const body = interfaces
    .map((it, number) => {
      const hid =
        it.reportDescriptor === null ? '' : `092111010001 22${word(it.reportDescriptor.length / 2)}`.replace(' ', '');
      const endpoints = it.endpoints
        .map((attributes, index) => `0705${byte((index % 2 === 0 ? 0x81 : 0x01) + number)}${byte(attributes)}400001`)
        .join('');
      const { classCode, subclassCode, protocolCode } = it;
      return `0904${byte(number)}00${byte(it.endpoints.length)}${byte(classCode)}${byte(subclassCode)}${byte(protocolCode)}00${hid}${endpoints}`;
    })
    .join('');
  return `${head}0902${word(9 + body.length / 2)}${byte(interfaces.length)}010080${byte(device.power / 2)}${body}`;
}
