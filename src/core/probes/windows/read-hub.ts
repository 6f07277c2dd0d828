import type { HubReading, PortReading, SilentHub } from './device-reading.ts';
import { readableText } from './node-properties.ts';
import type { WindowsApi } from './windows-api.ts';

/** Hubs. */
const HUBS = 'f18a0e88-c30c-11d0-8815-00a0c906bed8';

export const listHubs = (api: WindowsApi): { path: string; instance: string | null }[] =>
  api.interfaces(HUBS).map((path) => ({ path, instance: api.instanceOf(path) }));

/** IOCTLs of hubs (usbioctl.h). */
const IOCTL = {
  nodeInformation: 0x22_0408,
  descriptor: 0x22_0410,
  connection: 0x22_0448,
  hubInformation: 0x22_0454,
  connector: 0x22_0458,
  connectionV2: 0x22_045c,
} as const;

const NODE_INFORMATION_BYTES = 76;
const HUB_INFORMATION_BYTES = 77;
/** Of the connection without its pipes, and room for those of 30 endpoints. */
const CONNECTION_BYTES = 35 + 30 * 11;
const CONNECTION_V2_BYTES = 16;
const CONNECTOR_BYTES = 1024;
const DESCRIPTOR_REQUEST_BYTES = 12;
const DEVICE_DESCRIPTOR_BYTES = 18;
/** USB has 255 ports, and no hub sold has more than 30. */
const MAX_PORTS = 64;

const CONNECTED = 1;
const CONFIGURATION = 2;
const STRING = 3;
const INTERFACE = 4;
const ENGLISH_US = 0x0409;
/** Longest string descriptor, and a configuration beyond which nobody reads. */
const MAX_STRING_BYTES = 255;
const MAX_CONFIGURATION_BYTES = 4096;

/**
 * Reads a hub and all its ports through a handle without any access: the hub's driver answers from memory, and asks a device
 * only for its strings.
 */
export function readHub(api: WindowsApi, path: string, instance: string): HubReading | SilentHub {
  const opened = api.open(path, 'none');
  if ('error' in opened) return { path, instance, reason: { error: opened.error } };
  try {
    const hub = (code: number, input: Buffer, outputSize: number) =>
      api.control(opened.handle, code, input, outputSize);
    const information = hub(IOCTL.hubInformation, Buffer.alloc(HUB_INFORMATION_BYTES), HUB_INFORMATION_BYTES);
    const node = hub(IOCTL.nodeInformation, Buffer.alloc(NODE_INFORMATION_BYTES), NODE_INFORMATION_BYTES);
    const portCount = information !== null && information.length >= 6 ? information.readUInt16LE(4) : (node?.[6] ?? 0);
    if (information === null && node === null) return { path, instance, reason: { error: 0 } };
    return {
      instance,
      path,
      kind: information !== null && information.length >= 4 ? information.readUInt32LE(0) : 0,
      busPowered: node !== null && node.length >= NODE_INFORMATION_BYTES && node[75] === 1,
      portCount,
      ports: Array.from({ length: Math.min(portCount, MAX_PORTS) }, (_, index) => readPort(hub, index + 1)).filter(
        (port) => port !== null,
      ),
    };
  } finally {
    api.close(opened.handle);
  }
}

type AskHub = (code: number, input: Buffer, outputSize: number) => Buffer | null;

/** A structure that begins with the number of the port. */
function forPort(port: number, size: number): Buffer {
  const structure = Buffer.alloc(size);
  structure.writeUInt32LE(port, 0);
  return structure;
}

/** @returns null for a port that the hub does not have after all. */
function readPort(hub: AskHub, port: number): PortReading | null {
  const connection = hub(IOCTL.connection, forPort(port, CONNECTION_BYTES), CONNECTION_BYTES);
  if (connection === null || connection.length < 35) return null;
  const status = connection.readUInt32LE(31);
  const descriptor = connection.subarray(4, 4 + DEVICE_DESCRIPTOR_BYTES);
  const isRead = status === CONNECTED && descriptor[0] === DEVICE_DESCRIPTOR_BYTES;
  const { protocols, flags } = readCapability(hub, port);
  const { connector, companion } = readConnector(hub, port);
  const configuration = isRead ? readConfiguration(hub, port) : null;
  return {
    port,
    status,
    speed: connection[23]!,
    configurationValue: connection[22]!,
    isHub: connection[24] === 1,
    address: connection.readUInt16LE(25),
    deviceDescriptor: isRead ? descriptor.toString('hex') : '',
    protocols,
    flags,
    connector,
    companion,
    configuration: configuration?.toString('hex') ?? null,
    strings: isRead ? readStrings(hub, port, descriptor) : {},
    interfaceNames: configuration === null ? {} : readInterfaceNames(hub, port, configuration),
  };
}

function readCapability(hub: AskHub, port: number): { protocols: number | null; flags: number } {
  const input = forPort(port, CONNECTION_V2_BYTES);
  input.writeUInt32LE(CONNECTION_V2_BYTES, 4);
  // The protocols the caller knows: all three.
  input.writeUInt32LE(7, 8);
  const answer = hub(IOCTL.connectionV2, input, CONNECTION_V2_BYTES);
  if (answer === null || answer.length < CONNECTION_V2_BYTES) return { protocols: null, flags: 0 };
  return { protocols: answer.readUInt32LE(8), flags: answer.readUInt32LE(12) };
}

function readConnector(hub: AskHub, port: number): Pick<PortReading, 'connector' | 'companion'> {
  const answer = hub(IOCTL.connector, forPort(port, CONNECTOR_BYTES), CONNECTOR_BYTES);
  if (answer === null || answer.length < 16) return { connector: null, companion: null };
  const companionPort = answer.readUInt16LE(14);
  const name = readableText(answer.subarray(16).toString('utf16le').split('\0', 1)[0]!);
  return {
    connector: answer.readUInt32LE(8),
    companion: companionPort === 0 || name === null ? null : { port: companionPort, hub: name },
  };
}

/** @returns the descriptor without the request before it; null where the hub refuses. */
function readDescriptor(hub: AskHub, port: number, type: number, index: number, language: number, size: number) {
  const request = forPort(port, DESCRIPTOR_REQUEST_BYTES + size);
  // GET_DESCRIPTOR (USB 2.0, 9.4.3).
  request[4] = 0x80;
  request[5] = 0x06;
  request.writeUInt16LE((type << 8) | index, 6);
  request.writeUInt16LE(language, 8);
  request.writeUInt16LE(size, 10);
  const answer = hub(IOCTL.descriptor, request, request.length);
  return answer === null || answer.length <= DESCRIPTOR_REQUEST_BYTES
    ? null
    : answer.subarray(DESCRIPTOR_REQUEST_BYTES);
}

/** The hub's driver has cached it. */
function readConfiguration(hub: AskHub, port: number): Buffer | null {
  const head = readDescriptor(hub, port, CONFIGURATION, 0, 0, 9);
  if (head === null || head.length < 4) return null;
  const total = Math.min(head.readUInt16LE(2), MAX_CONFIGURATION_BYTES);
  const whole = total <= 9 ? head : readDescriptor(hub, port, CONFIGURATION, 0, 0, total);
  return whole ?? head;
}

/** Device descriptor: indexes of manufacturer, product and serial number. */
const STRING_INDEXES = { manufacturer: 14, product: 15, serial: 16 } as const;

/** The first language the device has; English where it does not say. */
function readLanguage(hub: AskHub, port: number): number {
  const languages = readDescriptor(hub, port, STRING, 0, 0, MAX_STRING_BYTES);
  return languages !== null && languages.length >= 4 ? languages.readUInt16LE(2) : ENGLISH_US;
}

function readStrings(hub: AskHub, port: number, descriptor: Buffer): PortReading['strings'] {
  const wanted = Object.entries(STRING_INDEXES).filter(([, at]) => descriptor[at] !== 0);
  if (wanted.length === 0) return {};
  const language = readLanguage(hub, port);
  return Object.fromEntries(wanted.map(([name, at]) => [name, readString(hub, port, descriptor[at]!, language)]));
}

/** @returns '' where it is no text, null where the device did not answer. */
function readString(hub: AskHub, port: number, index: number, language: number): string | null {
  const bytes = readDescriptor(hub, port, STRING, index, language, MAX_STRING_BYTES);
  return bytes === null ? null : decodeString(bytes);
}

/** Vendor interfaces whose code says nothing name themselves: older Android headsets their file transfer. */
function readInterfaceNames(hub: AskHub, port: number, configuration: Buffer): Record<number, string> {
  const names: Record<number, string> = {};
  for (let at = 0; at + 9 <= configuration.length && configuration[at]! >= 2; at += configuration[at]!) {
    const [, type, number, , , code, subclass, protocol, index] = configuration.subarray(at, at + 9);
    const isPlain = type === INTERFACE && code === 0xff && subclass === 0xff && protocol === 0;
    if (!isPlain || index === 0) continue;
    const name = readString(hub, port, index!, readLanguage(hub, port));
    if (name !== null && name !== '') names[number!] = name;
  }
  return names;
}

/** @returns text, '' where it is none that anybody could read. */
function decodeString(bytes: Buffer): string {
  const length = Math.min(bytes[0]!, bytes.length);
  return readableText(bytes.subarray(2, length - (length % 2)).toString('utf16le')) ?? '';
}
