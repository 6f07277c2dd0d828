import type { CitedText } from '../../shared/domain/reading-trouble.ts';
import type { ReportTrouble } from './reading-troubles.ts';

/** A value of the Windows registry, `REG_EXPAND_SZ` already expanded. */
export type RegistryValue =
  | { readonly kind: 'absent' }
  | { readonly kind: 'text'; readonly text: string }
  /** REG_DWORD. */
  | { readonly kind: 'number'; readonly number: number }
  /** `number`: the value as a REG_DWORD, where it has exactly four bytes. */
  | { readonly kind: 'other'; readonly type: string; readonly number?: number }
  | { readonly kind: 'refused'; readonly detail: string };

export type RegistryKey =
  | { readonly kind: 'absent' }
  | { readonly kind: 'key'; readonly valueNames: readonly string[]; readonly subKeys: readonly string[] }
  | { readonly kind: 'refused'; readonly detail: string };

/** Read access to the registry. Keys are written `HKLM\…` or `HKCU\…`, as the 64-bit view shows them. */
export interface Registry {
  value(key: string, name: string): RegistryValue;
  key(key: string): RegistryKey;
}

/** An empty registry, for systems without one. */
export const NO_REGISTRY: Registry = { value: () => ({ kind: 'absent' }), key: () => ({ kind: 'absent' }) };

/** The registry of this PC. @throws NativeLibraryMissing */
export async function openRegistry(): Promise<Registry> {
  if (process.platform !== 'win32') return NO_REGISTRY;
  const { openWindowsRegistry } = await import('./windows-registry.ts');
  return await openWindowsRegistry();
}

/** Notation for a registry value in facts and troubles. */
export const registryPlace = (key: string, name: string): string => `${key} ${name}`;

/** Notation for a value type in troubles. */
export const typeName = (value: RegistryValue): string =>
  value.kind === 'other' ? value.type : value.kind === 'number' ? 'REG_DWORD' : 'REG_SZ';

/** Reads a text value. @returns null where it is absent, or could not be read, which is reported. */
export function registryText(registry: Registry, key: string, name: string, report: ReportTrouble): CitedText | null {
  const value = registry.value(key, name);
  const source = registryPlace(key, name);
  if (value.kind === 'text' && value.text !== '') return { text: value.text, source };
  if (value.kind === 'refused') report({ place: source, code: 'unreadable', detail: value.detail });
  if (value.kind === 'number' || value.kind === 'other')
    report({ place: source, code: 'wrong-type', detail: `${typeName(value)}, not REG_SZ` });
  return null;
}

/** Reads a REG_DWORD, or text of digits as older programs write it. @returns null where it is absent, or could not be read, which is reported. */
export function registryNumber(registry: Registry, key: string, name: string, report: ReportTrouble): number | null {
  const value = registry.value(key, name);
  if (value.kind === 'absent') return null;
  if (value.kind === 'number') return value.number;
  if (value.kind === 'text' && /^\d+$/.test(value.text.trim())) return Number(value.text);
  const place = registryPlace(key, name);
  if (value.kind === 'refused') report({ place, code: 'unreadable', detail: value.detail });
  else report({ place, code: 'wrong-type', detail: `${typeName(value)}, not REG_DWORD` });
  return null;
}
