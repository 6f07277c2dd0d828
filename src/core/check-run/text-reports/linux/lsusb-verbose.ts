import { type Result, succeed } from '../../../../shared/domain/result.ts';
import type { UsbInterfaceFacts } from '../../../../shared/domain/usb-facts.ts';
import { speedOfMegabits } from '../../../probes/usb/linux-sysfs.ts';
import { cut } from '../report-reading.ts';
import { type LinuxView, type Sighting, isRootHubId, isSuperRootHub } from './sighting.ts';

const HEADING = /^[ \t>]*(?:Bus (\d{3}))? ?Device(?: (\d{3}))?: ID ([0-9a-f]{4}):([0-9a-f]{4})(?![0-9a-f])/i;
/** `  bcdUSB               2.00` */
const FIELD = /^[ \t>]*([A-Za-z]\w*)[ \t]+(0x[0-9a-f]+|[\d.]+)(mA)?(?:[ \t]+(\S.*?))?[ \t]*$/;
const SPEED = /^[ \t>]*Negotiated speed: .*\(([\d.]+)([MG])bps\)/;

const ISOCHRONOUS = 1;
const BULK = 2;
/** Bulk endpoints have it at high speed and at no other (USB 2.0, 5.8.3). */
const HIGH_SPEED_BULK = 512;

/** A device while its lines are read. */
interface Block {
  readonly bus: number | null;
  readonly address: number | null;
  readonly vendorId: string;
  readonly productId: string;
  readonly values: Map<string, string>;
  readonly texts: Map<string, string>;
  readonly interfaces: Map<number, UsbInterfaceFacts>;
  configurations: number;
  current: UsbInterfaceFacts | null;
  endpointsHere: number;
  /** `open`: its attributes come next. */
  endpoint: 'none' | 'open' | number;
  isHighSpeed: boolean;
  canSuperSpeed: boolean;
  megabits: string | null;
}

/** Reads `lsusb -v`: everything but the place. @returns `text-report-cut`. Pure. */
export function readLsusbVerbose(file: string, text: string): Result<LinuxView> {
  const blocks: Block[] = [];
  for (const line of text.split('\n')) {
    const heading = line.includes(': ID ') ? HEADING.exec(line) : null;
    if (heading !== null) blocks.push(begin(heading));
    else if (blocks.length > 0) readLine(blocks.at(-1)!, line);
  }
  // A heading alone is a line of `lsusb`.
  const described = blocks.filter(({ values }) => values.has('bLength'));
  const last = described.at(-1);
  const missing = last === undefined ? null : missingFrom(last);
  if (missing !== null) return cut(file, 'lsusb-verbose', missing);
  return succeed({
    devices: described
      .filter(({ vendorId, productId }) => !isRootHubId(vendorId, productId))
      .map((block, at) => sightingOf(block, at)),
    buses: described
      .filter(({ vendorId, productId, bus }) => isRootHubId(vendorId, productId) && bus !== null)
      .map(({ bus, productId, texts }) => ({
        bus: bus!,
        isSuper: isSuperRootHub(productId),
        controller: texts.get('iSerial'),
      })),
  });
}

const begin = ([, bus, address, vendorId, productId]: RegExpExecArray): Block => ({
  bus: bus === undefined ? null : Number(bus),
  address: address === undefined ? null : Number(address),
  vendorId: vendorId!.toLowerCase(),
  productId: productId!.toLowerCase(),
  values: new Map(),
  texts: new Map(),
  interfaces: new Map(),
  configurations: 0,
  current: null,
  endpointsHere: 0,
  endpoint: 'none',
  isHighSpeed: false,
  canSuperSpeed: false,
  megabits: null,
});

function readLine(block: Block, line: string): void {
  const title = line.trim();
  if (title === 'Configuration Descriptor:') block.configurations += 1;
  if (title.startsWith('SuperSpeed USB Device Capability')) block.canSuperSpeed = true;
  const speed = title.startsWith('Negotiated') ? SPEED.exec(line) : null;
  if (speed !== null) block.megabits = speed[2] === 'G' ? `${Number(speed[1]) * 1000}` : speed[1]!;
  const [, name, value, , text] = FIELD.exec(line) ?? [];
  // The first configuration is the one in use of nearly every device, and lsusb does not say which it is.
  if (name === undefined || value === undefined || block.configurations > 1) return;
  if (name === 'bEndpointAddress') block.endpoint = 'open';
  else if (name === 'bmAttributes' && block.endpoint === 'open') block.endpoint = readEndpoint(block, Number(value));
  else if (name === 'wMaxPacketSize')
    block.isHighSpeed ||= block.endpoint === BULK && (Number(value) & 0x7ff) === HIGH_SPEED_BULK;
  else if (name.startsWith('bInterface') || name === 'iInterface') readInterface(block, name, Number(value), text);
  else if (!block.values.has(name)) {
    block.values.set(name, value);
    if (text !== undefined) block.texts.set(name, text);
  }
}

function readEndpoint(block: Block, attributes: number): number {
  const type = attributes & 3;
  const { current } = block;
  if (current === null) return type;
  current.endpointCount = Math.max(current.endpointCount, (block.endpointsHere += 1));
  if (type === ISOCHRONOUS) current.isochronous = true;
  return type;
}

function readInterface(block: Block, name: string, value: number, text: string | undefined): void {
  if (name === 'bInterfaceNumber') {
    const number = value & 0xff;
    block.current = block.interfaces.get(number) ?? { ...NO_INTERFACE, number };
    block.interfaces.set(number, block.current);
    block.endpointsHere = 0;
    block.endpoint = 'none';
    return;
  }
  const { current } = block;
  if (current === null) return;
  if (name === 'bInterfaceClass') current.classCode = value & 0xff;
  if (name === 'bInterfaceSubClass') current.subclassCode = value & 0xff;
  if (name === 'bInterfaceProtocol') current.protocolCode = value & 0xff;
  const isNameless = current.classCode === 0xff && current.subclassCode === 0xff && current.protocolCode === 0;
  if (name === 'iInterface' && text !== undefined && isNameless) current.name = text;
}

const NO_INTERFACE: UsbInterfaceFacts = {
  number: 0,
  classCode: 0,
  subclassCode: 0,
  protocolCode: 0,
  endpointCount: 0,
  isochronous: false,
  driver: null,
};

/** What the last device lacks; null: it is whole. */
function missingFrom({ values, configurations, interfaces }: Block): string | null {
  if (!values.has('bNumConfigurations')) return 'bNumConfigurations';
  if (configurations === 0) return Number(values.get('bNumConfigurations')) === 0 ? null : 'Configuration Descriptor';
  const announced = Number(values.get('bNumInterfaces') ?? Number.NaN);
  return interfaces.size >= announced ? null : 'Interface Descriptor';
}

const wholeNumber = (text: string | undefined): number | null => {
  const value = Number(text ?? Number.NaN);
  return Number.isInteger(value) && value <= 0xffff ? value : null;
};

function sightingOf(block: Block, at: number): Sighting {
  const { values, texts, interfaces } = block;
  const told = (name: string) => texts.get(name) ?? null;
  const isConfigured = values.has('bNumInterfaces');
  const speed = block.megabits === null ? null : speedOfMegabits(block.megabits);
  const isShort = isConfigured && interfaces.size < Number(values.get('bNumInterfaces'));
  return {
    bus: block.bus ?? 0,
    address: block.address ?? at + 1,
    vendorId: block.vendorId,
    productId: block.productId,
    release: values.get('bcdDevice') ?? null,
    usbVersion: values.get('bcdUSB') ?? null,
    classCode: Number(values.get('bDeviceClass') ?? 0) & 0xff,
    speed: speed ?? (block.isHighSpeed ? 'high' : null),
    manufacturer: told('iManufacturer'),
    product: told('iProduct'),
    serial: told('iSerial'),
    hubPorts: wholeNumber(values.get('nNbrPort')),
    maxPowerMilliamps: wholeNumber(values.get('MaxPower')),
    selfPowered: isConfigured ? (Number(values.get('bmAttributes')) & 0x40) !== 0 : null,
    ...(isConfigured && { interfaces: [...interfaces.values()] }),
    ...(block.canSuperSpeed && { canSuperSpeed: true }),
    defects: isConfigured ? (isShort ? ['descriptors-truncated'] : []) : ['descriptors-missing'],
  };
}
