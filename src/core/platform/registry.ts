import type { CitedText } from '../../shared/domain/reading-trouble.ts';
import type { ReportTrouble } from './reading-troubles.ts';

/** A value of the Windows registry, `REG_EXPAND_SZ` already expanded. */
export type RegistryValue =
  | { readonly kind: 'absent' }
  | { readonly kind: 'text'; readonly text: string }
  /** REG_DWORD. */
  | { readonly kind: 'number'; readonly number: number }
  /** `number`: its four bytes read as a REG_DWORD, where it has just as many. */
  | { readonly kind: 'other'; readonly type: string; readonly number?: number }
  | { readonly kind: 'refused'; readonly detail: string };

export type RegistryKey =
  | { readonly kind: 'absent' }
  | { readonly kind: 'key'; readonly valueNames: readonly string[]; readonly subKeys: readonly string[] }
  | { readonly kind: 'refused'; readonly detail: string };

/** What the probes ask of the registry. Keys are written `HKLM\…` or `HKCU\…`, as the 64-bit view shows them. */
export interface Registry {
  value(key: string, name: string): RegistryValue;
  key(key: string): RegistryKey;
}

/** Systems without one. */
export const NO_REGISTRY: Registry = { value: () => ({ kind: 'absent' }), key: () => ({ kind: 'absent' }) };

/** The registry of this PC. @throws NativeLibraryMissing */
export async function openRegistry(): Promise<Registry> {
  if (process.platform !== 'win32') return NO_REGISTRY;
  const { openWindowsRegistry } = await import('./windows-registry.ts');
  return await openWindowsRegistry();
}

/** How a place in the registry is cited. */
export const registryPlace = (key: string, name: string): string => `${key} ${name}`;

/** How a type is called in a trouble. */
export const typeName = (value: RegistryValue): string =>
  value.kind === 'other' ? value.type : value.kind === 'number' ? 'REG_DWORD' : 'REG_SZ';

/** A text value, or null: because there is none, or for a reason that is noted. */
export function registryText(registry: Registry, key: string, name: string, report: ReportTrouble): CitedText | null {
  const value = registry.value(key, name);
  const source = registryPlace(key, name);
  if (value.kind === 'text' && value.text !== '') return { text: value.text, source };
  if (value.kind === 'refused') report({ place: source, code: 'unreadable', detail: value.detail });
  if (value.kind === 'number' || value.kind === 'other')
    report({ place: source, code: 'wrong-type', detail: `${typeName(value)}, not REG_SZ` });
  return null;
}

/** A REG_DWORD, or a text of digits as older programs write it; null: because there is none, or for a reason that is noted. */
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
