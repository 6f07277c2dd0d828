import type { Registry, RegistryValue } from '../../../src/core/platform/registry.ts';

export const REFUSED = Symbol('refused');
type Other = Omit<Extract<RegistryValue, { kind: 'other' }>, 'kind'>;
/** Values by name, below keys; a number is a REG_DWORD, an object a value of another type. A key may be refused as a whole. */
export type RegistryContent = Readonly<
  Record<string, Readonly<Record<string, string | number | Other>> | typeof REFUSED>
>;

const DENIED = { kind: 'refused', detail: 'Access is denied.' } as const;

/** A registry in memory; upper and lower case count as the same, as on Windows. */
export function handMadeRegistry(content: RegistryContent): Registry {
  const keys = new Map(Object.entries(content).map(([key, values]) => [key.toLowerCase(), values]));
  const below = (key: string) =>
    Object.keys(content)
      .filter((one) => one.toLowerCase().startsWith(`${key.toLowerCase()}\\`))
      .map((one) => one.slice(key.length + 1).split('\\')[0]!);
  return {
    value(key, name): RegistryValue {
      const values = keys.get(key.toLowerCase());
      if (typeof values === 'symbol') return DENIED;
      const value = values?.[name];
      if (value === undefined) return { kind: 'absent' };
      if (typeof value === 'object') return { kind: 'other', ...value };
      return typeof value === 'number' ? { kind: 'number', number: value } : { kind: 'text', text: value };
    },
    key(key) {
      const values = keys.get(key.toLowerCase());
      if (typeof values === 'symbol') return DENIED;
      const subKeys = [...new Set(below(key))];
      if (values === undefined && subKeys.length === 0) return { kind: 'absent' };
      return { kind: 'key', valueNames: Object.keys(values ?? {}), subKeys };
    },
  };
}
