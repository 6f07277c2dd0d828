import type { UsbDefect, UsbInterfaceFacts } from '../../../shared/domain/usb-facts.ts';

/** Descriptor types (USB 2.0, table 9-5). */
const DEVICE = 1;
const CONFIGURATION = 2;
const INTERFACE = 4;
const ENDPOINT = 5;

const DEVICE_LENGTH = 18;
const CONFIGURATION_LENGTH = 9;
const INTERFACE_LENGTH = 9;
const ENDPOINT_LENGTH = 7;

const ISOCHRONOUS = 1;
const SELF_POWERED = 0x40;

export interface ConfigurationFacts {
  readonly selfPowered: boolean;
  readonly interfaces: UsbInterfaceFacts[];
}

export interface ParsedDescriptors {
  /** Null where there is no readable configuration. */
  readonly configuration: ConfigurationFacts | null;
  readonly defects: UsbDefect[];
}

/**
 * Parses the interfaces of the active configuration from raw descriptors: one device descriptor followed by the configurations, as
 * Linux has them in sysfs. Parses as far as the bytes are consistent, and reports defects.
 * @param active bConfigurationValue of the active configuration; null takes the first.
 */
export function parseDescriptors(bytes: Uint8Array, active: number | null): ParsedDescriptors {
  if (bytes.length < DEVICE_LENGTH) return { configuration: null, defects: ['descriptors-truncated'] };
  if (bytes[0] !== DEVICE_LENGTH || bytes[1] !== DEVICE)
    return { configuration: null, defects: ['descriptors-inconsistent'] };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let first: ParsedDescriptors | null = null;
  for (let at = DEVICE_LENGTH; at < bytes.length;) {
    if (at + CONFIGURATION_LENGTH > bytes.length)
      return first ?? { configuration: null, defects: ['descriptors-truncated'] };
    const total = view.getUint16(at + 2, true);
    if (bytes[at + 1] !== CONFIGURATION || total < CONFIGURATION_LENGTH)
      return first ?? { configuration: null, defects: ['descriptors-inconsistent'] };
    const parsed = parseConfiguration(bytes.subarray(at, Math.min(at + total, bytes.length)), total);
    if (active === null || bytes[at + 5] === active) return parsed;
    first ??= parsed;
    at += total;
  }
  return first ?? { configuration: null, defects: ['descriptors-truncated'] };
}

function parseConfiguration(bytes: Uint8Array, total: number): ParsedDescriptors {
  const defects = new Set<UsbDefect>();
  if (bytes.length < total) defects.add('descriptors-truncated');
  const interfaces = new Map<number, UsbInterfaceFacts>();
  let current: UsbInterfaceFacts | null = null;
  let endpointsHere = 0;
  for (let at = bytes[0]!; at < bytes.length;) {
    const length = bytes[at]!;
    const type = bytes[at + 1];
    if (length < 2) {
      defects.add('descriptors-inconsistent');
      break;
    }
    if (at + length > bytes.length) {
      defects.add('descriptors-truncated');
      break;
    }
    if (type === INTERFACE && length >= INTERFACE_LENGTH) {
      const number = bytes[at + 2]!;
      current = interfaces.get(number) ?? {
        number,
        classCode: bytes[at + 5]!,
        subclassCode: bytes[at + 6]!,
        protocolCode: bytes[at + 7]!,
        endpointCount: 0,
        isochronous: false,
        driver: null,
      };
      interfaces.set(number, current);
      endpointsHere = 0;
    } else if (type === ENDPOINT && length >= ENDPOINT_LENGTH && current !== null) {
      endpointsHere += 1;
      current.endpointCount = Math.max(current.endpointCount, endpointsHere);
      if ((bytes[at + 3]! & 3) === ISOCHRONOUS) current.isochronous = true;
    }
    at += length;
  }
  if (interfaces.size !== bytes[4] && defects.size === 0) defects.add('descriptors-inconsistent');
  return {
    configuration: { selfPowered: (bytes[7]! & SELF_POWERED) !== 0, interfaces: [...interfaces.values()] },
    defects: [...defects],
  };
}
