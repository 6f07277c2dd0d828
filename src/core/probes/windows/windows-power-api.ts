import type * as Koffi from 'koffi';

/** A value of a registry key, as far as it is a small number: REG_DWORD, or REG_BINARY of one to four bytes. */
export type NumberOrError = number | { readonly error: number } | null;

/** What the probe asks of Windows about saving power. No call changes anything. */
export interface WindowsPowerApi {
  /** A setting of the active power plan, by the GUIDs of its group and its own. @returns the error code of Windows where it fails. */
  planValue(group: Buffer, setting: Buffer, supply: 'mains' | 'battery'): number | { readonly error: number };
  /** Numbers in the hardware key of a node (`Device Parameters`), by name, with a subkey before it where there is one; or CONFIGRET. */
  deviceValues(node: number, names: readonly string[]): ReadonlyMap<string, number> | { readonly error: number };
  /** A number below `HKEY_LOCAL_MACHINE`; null: there is none. */
  machineValue(key: string, name: string): NumberOrError;
}

/** Of cfgmgr32.h and winreg.h. */
const KEY_READ = 0x2_0019;
const OPEN_EXISTING = 1;
const HARDWARE = 0;
const LOCAL_MACHINE = 0x8000_0002;
const REG_BINARY = 3;
const REG_DWORD = 4;
const FILE_NOT_FOUND = 2;
const GUID_BYTES = 16;

type Call = (...args: (number | bigint | Buffer | string | null)[]) => number;

/** @throws where one of the libraries is missing. */
export function bindPower(koffi: Pick<typeof Koffi, 'load'>): WindowsPowerApi {
  const load = (library: string, prototype: string) => koffi.load(library).func(prototype) as unknown as Call;
  const power = (name: string, more: string) => load('powrprof.dll', `uint32 Power${name}(int64 root, ${more})`);
  const activeScheme = power('GetActiveScheme', 'void *scheme');
  const read = {
    mains: power('ReadACValueIndex', 'void *scheme, void *group, void *setting, void *value'),
    battery: power('ReadDCValueIndex', 'void *scheme, void *group, void *setting, void *value'),
  };
  const localFree = load('kernel32.dll', 'int64 LocalFree(int64 memory)');
  const copy = load('kernel32.dll', 'void RtlMoveMemory(void *to, int64 from, int64 size)');
  const openNodeKey = load(
    'cfgmgr32.dll',
    'uint32 CM_Open_DevNode_Key(uint32 node, uint32 access, uint32 profile, uint32 disposition, void *key, uint32 flags)',
  );
  const openKey = load(
    'advapi32.dll',
    'uint32 RegOpenKeyExW(int64 parent, str16 name, uint32 options, uint32 access, void *key)',
  );
  const queryValue = load(
    'advapi32.dll',
    'uint32 RegQueryValueExW(int64 key, str16 name, void *reserved, void *type, void *data, void *size)',
  );
  const closeKey = load('advapi32.dll', 'uint32 RegCloseKey(int64 key)');

  function numberIn(key: bigint, name: string): NumberOrError {
    const [type, data, size] = [Buffer.alloc(4), Buffer.alloc(8), Buffer.alloc(4)];
    size.writeUInt32LE(data.length, 0);
    const error = queryValue(key, name, null, type, data, size);
    if (error !== 0) return error === FILE_NOT_FOUND ? null : { error };
    const kind = type.readUInt32LE(0);
    const length = size.readUInt32LE(0);
    if (kind === REG_DWORD && length === 4) return data.readUInt32LE(0);
    return kind === REG_BINARY && length >= 1 && length <= 4 ? data.readUIntLE(0, length) : null;
  }

  /** Opens a key below another one for as long as it is read. */
  function within(parent: number | bigint, name: string, reading: (key: bigint) => NumberOrError): NumberOrError {
    const key = Buffer.alloc(8);
    const error = openKey(parent, name, 0, KEY_READ, key);
    if (error !== 0) return error === FILE_NOT_FOUND ? null : { error };
    try {
      return reading(key.readBigInt64LE(0));
    } finally {
      closeKey(key.readBigInt64LE(0));
    }
  }

  return {
    planValue(group, setting, supply) {
      const pointer = Buffer.alloc(8);
      const failed = activeScheme(0, pointer);
      if (failed !== 0) return { error: failed };
      const memory = pointer.readBigInt64LE(0);
      const scheme = Buffer.alloc(GUID_BYTES);
      copy(scheme, memory, GUID_BYTES);
      localFree(memory);
      const value = Buffer.alloc(4);
      const error = read[supply](0, scheme, group, setting, value);
      return error === 0 ? value.readUInt32LE(0) : { error };
    },
    deviceValues(node, names) {
      const handle = Buffer.alloc(8);
      const error = openNodeKey(node, KEY_READ, 0, OPEN_EXISTING, handle, HARDWARE);
      if (error !== 0) return { error };
      const key = handle.readBigInt64LE(0);
      try {
        const found = new Map<string, number>();
        for (const name of names) {
          const [value = '', ...above] = name.split('\\').toReversed();
          const number =
            above.length === 0
              ? numberIn(key, value)
              : within(key, above.toReversed().join('\\'), (below) => numberIn(below, value));
          if (typeof number === 'number') found.set(name, number);
        }
        return found;
      } finally {
        closeKey(key);
      }
    },
    machineValue: (key, name) => within(LOCAL_MACHINE, key, (opened) => numberIn(opened, name)),
  };
}
