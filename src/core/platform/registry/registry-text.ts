import type { CitedText } from '../../../shared/domain/reading-trouble.ts';
import type { Note } from '../note.ts';
import type { Registry, RegistryValue } from './registry.ts';

/** How a place in the registry is cited. */
export const registryPlace = (key: string, name: string): string => `${key} ${name}`;

/** How a type is called in a trouble. */
export const typeName = (value: RegistryValue): string =>
  value.kind === 'other' ? value.type : value.kind === 'number' ? 'REG_DWORD' : 'REG_SZ';

/** A text value, or null: because there is none, or for a reason that is noted. */
export function registryText(registry: Registry, key: string, name: string, note: Note): CitedText | null {
  const value = registry.value(key, name);
  const source = registryPlace(key, name);
  if (value.kind === 'text' && value.text !== '') return { text: value.text, source };
  if (value.kind === 'refused') note({ place: source, code: 'unreadable', detail: value.detail });
  if (value.kind === 'number' || value.kind === 'other')
    note({ place: source, code: 'wrong-type', detail: `${typeName(value)}, not REG_SZ` });
  return null;
}
