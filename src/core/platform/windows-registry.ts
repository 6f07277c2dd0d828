import type * as NativeRegistry from 'native-reg';
import { expandVariables } from './host-environment.ts';
import { messageOf } from './message-of.ts';
import { loadNative } from './native-library.ts';
import type { Registry, RegistryKey, RegistryValue } from './registry.ts';

/** Opens the registry read-only through native-reg. @throws NativeLibraryMissing */
export async function openWindowsRegistry(): Promise<Registry> {
  const native = await loadNative('native-reg', () => import('native-reg'));
  return {
    value: (key, name) =>
      within(native, key, (handle): RegistryValue => {
        const value = native.queryValueRaw(handle, name);
        return value === null ? { kind: 'absent' } : valueOf(native, value);
      }),
    key: (key) =>
      within(native, key, (handle): RegistryKey => ({
        kind: 'key',
        valueNames: native.enumValueNames(handle),
        subKeys: native.enumKeyNames(handle),
      })),
  };
}

/** Opens a key, reads from it and closes it. */
function within<Answer>(
  native: typeof NativeRegistry,
  key: string,
  read: (handle: NativeRegistry.HKEY) => Answer,
): Answer | { kind: 'absent' } | { kind: 'refused'; detail: string } {
  const [root = '', ...path] = key.split('\\');
  try {
    const handle = native.openKey(root === 'HKCU' ? native.HKCU : native.HKLM, path.join('\\'), native.Access.READ);
    if (handle === null) return { kind: 'absent' };
    try {
      return read(handle);
    } finally {
      native.closeKey(handle);
    }
  } catch (cause) {
    return { kind: 'refused', detail: messageOf(cause) };
  }
}

function valueOf(native: typeof NativeRegistry, value: NativeRegistry.Value): RegistryValue {
  const { ValueType } = native;
  if (value.type === ValueType.SZ) return { kind: 'text', text: native.parseString(value) };
  if (value.type === ValueType.EXPAND_SZ) {
    const text = native.parseString(value);
    return { kind: 'text', text: expandVariables(text, process.env) ?? text };
  }
  if (value.type === ValueType.DWORD && value.length === 4) return { kind: 'number', number: value.readUInt32LE() };
  const type = `REG_${ValueType[value.type] ?? String(value.type)} of ${value.length} bytes`;
  return { kind: 'other', type, ...(value.length === 4 && { number: value.readUInt32LE() }) };
}
