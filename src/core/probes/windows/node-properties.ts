import { panelIn } from '../usb/firmware-side.ts';
import type { PropertyKey, PropertyValue } from './windows-api.ts';

/** Types of properties (devpropdef.h). */
const TYPE = {
  uint32: 0x07,
  guid: 0x0d,
  fileTime: 0x10,
  text: 0x12,
  ntStatus: 0x18,
  binary: 0x1003,
  list: 0x2012,
} as const;

const DEVICE = 'a45c254e-df1c-4efd-8020-67d146a850e0';
const BUS = '540b947e-8b40-45bc-a8a2-6a0b894cbda2';
const DRIVER = 'a8b865dd-2e3d-4094-ad97-e593a70c75d6';
const RELATIONS = '4340a6c5-93fa-4706-972c-7b648008a5a7';
const TIMES = '83da6326-97a6-4088-9453-a1923f573b29';

/** Property keys of device nodes (devpkey.h). */
export const NODE_PROPERTIES = {
  hardwareIds: { guid: DEVICE, id: 3 },
  compatibleIds: { guid: DEVICE, id: 4 },
  service: { guid: DEVICE, id: 6 },
  address: { guid: DEVICE, id: 30 },
  powerData: { guid: DEVICE, id: 32 },
  locationPaths: { guid: DEVICE, id: 37 },
  busReported: { guid: BUS, id: 4 },
  physicalDeviceLocation: { guid: BUS, id: 9 },
  driverDate: { guid: DRIVER, id: 2 },
  driverVersion: { guid: DRIVER, id: 3 },
  driverInf: { guid: DRIVER, id: 5 },
  driverProvider: { guid: DRIVER, id: 9 },
  parent: { guid: RELATIONS, id: 8 },
  problemStatus: { guid: RELATIONS, id: 12 },
  lastArrival: { guid: TIMES, id: 102 },
  lastRemoval: { guid: TIMES, id: 103 },
} as const satisfies Record<string, PropertyKey>;

/** Longest text that is kept; a string descriptor has at most 126 characters. */
const MAX_TEXT = 255;

/** Text that is no text: control characters, private use, halves of characters. */
const UNREADABLE = /[\p{Cc}\p{Co}\p{Cn}\uFFFD]|\p{Cs}/u;

/** @returns null for what is no readable text, and for none at all. */
export function readableText(text: string): string | null {
  const trimmed = text.trim();
  return trimmed === '' || trimmed.length > MAX_TEXT || UNREADABLE.test(trimmed) ? null : trimmed;
}

/** Text up to its NUL. */
export function textProperty(value: PropertyValue | null): string | null {
  if (value?.type !== TYPE.text) return null;
  return readableText(value.bytes.toString('utf16le').split('\0', 1)[0]!);
}

export function listProperty(value: PropertyValue | null): string[] {
  if (value?.type !== TYPE.list) return [];
  return value.bytes
    .toString('utf16le')
    .split('\0')
    .flatMap((text) => readableText(text) ?? []);
}

export const numberProperty = (value: PropertyValue | null): number | null =>
  value?.type === TYPE.uint32 && value.bytes.length >= 4 ? value.bytes.readUInt32LE(0) : null;

/** NTSTATUS in eight hex digits; 0, which says nothing, is null. */
export function statusProperty(value: PropertyValue | null): string | null {
  if (value?.type !== TYPE.ntStatus || value.bytes.length < 4) return null;
  const status = value.bytes.readUInt32LE(0);
  return status === 0 ? null : status.toString(16).padStart(8, '0');
}

const TICKS_PER_MS = 10_000n;
/** Milliseconds from 1601 to 1970. */
const TO_1970_MS = 11_644_473_600_000n;

/** An instant in ISO 8601. */
export function instantProperty(value: PropertyValue | null): string | null {
  if (value?.type !== TYPE.fileTime || value.bytes.length < 8) return null;
  const at = new Date(Number(value.bytes.readBigUInt64LE(0) / TICKS_PER_MS - TO_1970_MS));
  return Number.isNaN(at.getTime()) || at.getTime() <= 0 ? null : at.toISOString();
}

/** CM_POWER_DATA: size, then the power state of now. */
export function powerProperty(value: PropertyValue | null): number | null {
  if (value?.type !== TYPE.binary || value.bytes.length < 8) return null;
  const state = value.bytes.readUInt32LE(4);
  return state >= 1 && state <= 4 ? state : null;
}

/** Panel of its socket in the `_PLD` buffer of ACPI. */
export const panelProperty = (value: PropertyValue | null): string | null =>
  value?.type === TYPE.binary ? panelIn(value.bytes) : null;
