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
