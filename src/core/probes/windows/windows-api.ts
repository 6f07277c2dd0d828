import type * as Koffi from 'koffi';
import { loadNative } from '../../platform/native-library.ts';
import { guidBytes } from './guid-bytes.ts';
import { bindEventLog, type WindowsEventLogApi } from './windows-event-log-api.ts';
import { bindPower, type WindowsPowerApi } from './windows-power-api.ts';

/** A property of a device node: its type (`DEVPROP_TYPE_…`) and its bytes. */
export interface PropertyValue {
  readonly type: number;
  readonly bytes: Buffer;
}

/** A property key: GUID and number (devpkey.h). */
export interface PropertyKey {
  readonly guid: string;
  readonly id: number;
}

export interface HidAttributes {
  readonly vendorId: number;
  readonly productId: number;
}

/** A HANDLE: koffi gives integers of 64 bits that fits. */
type Handle = number | bigint;

/**
 * What the probe asks of Windows: the Plug and Play manager, hubs and HID collections. No call changes anything, none needs the
 * rights of an administrator, none sends anything to a device but requests for string descriptors.
 */
export interface WindowsApi {
  /** Ids of all nodes of an enumerator (`USB`, `HID`), with those of removed devices unless only present ones are wanted. */
  deviceIds(enumerator: string, which?: 'present'): string[];
  /** Handle of a node, which may be that of a removed device; null where Windows knows none. */
  locate(instance: string): number | null;
  /** Status bits and problem code; null where the device is not present. */
  status(node: number): { readonly bits: number; readonly problem: number } | null;
  property(node: number, key: PropertyKey): PropertyValue | null;
  /** Paths of the present interfaces of a class, by its GUID. */
  interfaces(guid: string): string[];
  /** Instance id of the node of an interface. */
  instanceOf(path: string): string | null;
  /** @returns the handle, or the error code of Windows. */
  open(path: string, access: 'none' | 'read-write'): { readonly handle: Handle } | { readonly error: number };
  close(handle: Handle): void;
  /** DeviceIoControl. @returns the bytes returned, or null where it failed. */
  control(handle: Handle, code: number, input: Buffer, outputSize: number): Buffer | null;
  hidAttributes(handle: Handle): HidAttributes | null;
  /** Usage page and usage of the top-level collection. */
  hidUsage(handle: Handle): { readonly usagePage: number; readonly usage: number } | null;
  hidString(handle: Handle, which: 'manufacturer' | 'product' | 'serial'): string | null;
  /** Null where Windows lacks the library. */
  power(): WindowsPowerApi | null;
  eventLog(): WindowsEventLogApi | null;
}

const SUCCESS = 0;
const BUFFER_SMALL = 0x1a;
const BY_ENUMERATOR = 1;
const PRESENT_ONLY = 0x100;
const PHANTOMS_TOO = 1;
const GENERIC_READ_WRITE = 0xc000_0000;
const SHARE_READ_WRITE = 3;
const OPEN_EXISTING = 3;
const INVALID_HANDLE = -1;
const HIDP_SUCCESS = 0x11_0000;

/** Longest list and longest property that is read: beyond that Windows is lying. */
const MAX_LIST_CHARACTERS = 1 << 20;
const MAX_PROPERTY_BYTES = 1 << 16;
const USUAL_PROPERTY_BYTES = 1024;
/** Longest string a HID collection has (hidsdi.h: 4093 bytes); those of USB are 126 characters. */
const HID_STRING_CHARACTERS = 256;

const instanceIdKey: PropertyKey = { guid: '78c34fc8-104a-4aca-9ea4-524d52996e57', id: 256 };

/** GUIDs and property keys are asked for hundreds of times. */
const remembered = new Map<string, Buffer>();
function guidBuffer(guid: string): Buffer {
  const known = remembered.get(guid);
  if (known !== undefined) return known;
  const bytes = guidBytes(guid);
  remembered.set(guid, bytes);
  return bytes;
}

function keyBuffer({ guid, id }: PropertyKey): Buffer {
  const name = `${guid}/${id}`;
  const known = remembered.get(name);
  if (known !== undefined) return known;
  const bytes = Buffer.alloc(20);
  guidBuffer(guid).copy(bytes);
  bytes.writeUInt32LE(id, 16);
  remembered.set(name, bytes);
  return bytes;
}

/** The texts of a double-NUL list, of which only `characters` count. */
const textsOf = (list: Buffer): string[] =>
  list
    .toString('utf16le')
    .split('\0')
    .filter((text) => text !== '');

/** Text up to its NUL. */
const textOf = (buffer: Buffer): string => buffer.toString('utf16le').split('\0', 1)[0]!;

/**
 * Loads cfgmgr32, kernel32 and hid through koffi.
 * @throws NativeLibraryMissing where koffi is missing or an antivirus refuses it, or one of the libraries lacks a function.
 */
export const loadWindowsApi = async (): Promise<WindowsApi> =>
  await loadNative('koffi', async () => bind((await import('koffi')).default));

/** Loads a library when it is asked for first; a PC without it lacks what it tells, and nothing else. */
function once<Api>(bindIt: () => Api): () => Api | null {
  let bound: Api | null | undefined;
  return () => {
    if (bound !== undefined) return bound;
    try {
      return (bound = bindIt());
    } catch {
      return (bound = null);
    }
  };
}

/** The functions by their prototypes; HANDLE and other pointers that are only passed on are `int64`. */
function bind(koffi: Pick<typeof Koffi, 'load'>): WindowsApi {
  const cfgmgr32 = koffi.load('cfgmgr32.dll');
  const kernel32 = koffi.load('kernel32.dll');
  const hid = koffi.load('hid.dll');
  const number = () => Buffer.alloc(4);

  type Call<Result> = (...args: (Handle | Buffer | string | null)[]) => Result;
  const call = <Result>(library: typeof hid, prototype: string) => library.func(prototype) as Call<Result>;
  const cm = (prototype: string) => call<number>(cfgmgr32, `uint32 CM_Get_${prototype}`);
  const listSize = cm('Device_ID_List_SizeW(void *length, str16 enumerator, uint32 flags)');
  const list = cm('Device_ID_ListW(str16 enumerator, void *list, uint32 room, uint32 flags)');
  const status = cm('DevNode_Status(void *bits, void *problem, uint32 node, uint32 flags)');
  const property = cm('DevNode_PropertyW(uint32 node, void *key, void *type, void *buffer, void *size, uint32 flags)');
  const interfaceSize = cm('Device_Interface_List_SizeW(void *length, void *guid, str16 instance, uint32 flags)');
  const interfaceList = cm('Device_Interface_ListW(void *guid, str16 instance, void *list, uint32 room, uint32 flags)');
  const interfaceProperty = cm(
    'Device_Interface_PropertyW(str16 path, void *key, void *type, void *buffer, void *size, uint32 flags)',
  );
  const locate = call<number>(cfgmgr32, 'uint32 CM_Locate_DevNodeW(void *node, str16 instance, uint32 flags)');
  const createFile = call<Handle>(
    kernel32,
    'int64 CreateFileW(str16 path, uint32 access, uint32 share, void *security, uint32 disposition, uint32 flags, int64 template)',
  );
  const closeHandle = call<boolean>(kernel32, 'bool CloseHandle(int64 handle)');
  const ioControl = call<boolean>(
    kernel32,
    'bool DeviceIoControl(int64 handle, uint32 code, void *in, uint32 inSize, void *out, uint32 outSize, void *returned, void *overlapped)',
  );
  const lastError = call<number>(kernel32, 'uint32 GetLastError()');
  const attributes = call<number>(hid, 'uint8 HidD_GetAttributes(int64 handle, void *attributes)');
  const preparsed = call<number>(hid, 'uint8 HidD_GetPreparsedData(int64 handle, void *preparsed)');
  const freePreparsed = call<number>(hid, 'uint8 HidD_FreePreparsedData(int64 preparsed)');
  const capabilities = call<number>(hid, 'uint32 HidP_GetCaps(int64 preparsed, void *capabilities)');
  const text = (name: string) =>
    call<number>(hid, `uint8 HidD_Get${name}String(int64 handle, void *buffer, uint32 size)`);
  const strings = { manufacturer: text('Manufacturer'), product: text('Product'), serial: text('SerialNumber') };

  /** Asks for a list; between the two questions a device may come, so that the room is too small. */
  function readList(size: (length: Buffer) => number, fill: (texts: Buffer, characters: number) => number): string[] {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const length = number();
      if (size(length) !== SUCCESS) return [];
      const characters = Math.min(length.readUInt32LE(0), MAX_LIST_CHARACTERS);
      if (characters === 0) return [];
      const texts = Buffer.alloc(2 * characters);
      const result = fill(texts, characters);
      if (result === SUCCESS) return textsOf(texts);
      if (result !== BUFFER_SMALL) return [];
    }
    return [];
  }

  /** @param ask gets type, buffer and size. */
  function readProperty(ask: (type: Buffer, buffer: Buffer, size: Buffer) => number): PropertyValue | null {
    for (let room = USUAL_PROPERTY_BYTES; ;) {
      const type = number();
      const size = number();
      const buffer = Buffer.alloc(room);
      size.writeUInt32LE(room, 0);
      const result = ask(type, buffer, size);
      const needed = size.readUInt32LE(0);
      if (result === SUCCESS) return { type: type.readUInt32LE(0), bytes: buffer.subarray(0, Math.min(needed, room)) };
      if (result !== BUFFER_SMALL || needed <= room || needed > MAX_PROPERTY_BYTES) return null;
      room = needed;
    }
  }

  return {
    deviceIds(enumerator, which) {
      const flags = which === 'present' ? BY_ENUMERATOR | PRESENT_ONLY : BY_ENUMERATOR;
      return readList(
        (length) => listSize(length, enumerator, flags),
        (texts, characters) => list(enumerator, texts, characters, flags),
      );
    },
    locate(instance) {
      const node = number();
      return locate(node, instance, PHANTOMS_TOO) === SUCCESS ? node.readUInt32LE(0) : null;
    },
    status(node) {
      const [bits, problem] = [number(), number()];
      if (status(bits, problem, node, 0) !== SUCCESS) return null;
      return { bits: bits.readUInt32LE(0), problem: problem.readUInt32LE(0) };
    },
    property: (node, key) =>
      readProperty((type, buffer, size) => property(node, keyBuffer(key), type, buffer, size, 0)),
    interfaces: (guid) =>
      readList(
        (length) => interfaceSize(length, guidBuffer(guid), null, 0),
        (texts, characters) => interfaceList(guidBuffer(guid), null, texts, characters, 0),
      ),
    instanceOf(path) {
      const found = readProperty((type, buffer, size) =>
        interfaceProperty(path, keyBuffer(instanceIdKey), type, buffer, size, 0),
      );
      return found === null ? null : textOf(found.bytes);
    },
    open(path, access) {
      const wanted = access === 'none' ? 0 : GENERIC_READ_WRITE;
      const handle = createFile(path, wanted, SHARE_READ_WRITE, null, OPEN_EXISTING, 0, 0);
      return Number(handle) === INVALID_HANDLE ? { error: lastError() } : { handle };
    },
    close: (handle) => void closeHandle(handle),
    control(handle, code, input, outputSize) {
      const output = Buffer.alloc(outputSize);
      const returned = number();
      const done = ioControl(handle, code, input, input.length, output, output.length, returned, null);
      return done ? output.subarray(0, Math.min(returned.readUInt32LE(0), outputSize)) : null;
    },
    hidAttributes(handle) {
      const buffer = Buffer.alloc(12);
      buffer.writeUInt32LE(buffer.length, 0);
      if (attributes(handle, buffer) === 0) return null;
      return { vendorId: buffer.readUInt16LE(4), productId: buffer.readUInt16LE(6) };
    },
    hidUsage(handle) {
      const pointer = Buffer.alloc(8);
      if (preparsed(handle, pointer) === 0) return null;
      const parsed = pointer.readBigInt64LE(0);
      const caps = Buffer.alloc(64);
      const result = capabilities(parsed, caps);
      freePreparsed(parsed);
      return result === HIDP_SUCCESS ? { usage: caps.readUInt16LE(0), usagePage: caps.readUInt16LE(2) } : null;
    },
    hidString(handle, which) {
      const buffer = Buffer.alloc(2 * HID_STRING_CHARACTERS);
      return strings[which](handle, buffer, buffer.length) === 0 ? null : textOf(buffer);
    },
    power: once(() => bindPower(koffi)),
    eventLog: once(() => bindEventLog(koffi)),
  };
}
