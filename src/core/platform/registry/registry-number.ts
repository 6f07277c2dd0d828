import type { Note } from '../note.ts';
import type { Registry } from './registry.ts';
import { registryPlace, typeName } from './registry-text.ts';

/** A REG_DWORD, or a text of digits as older programs write it; null: because there is none, or for a reason that is noted. */
export function registryNumber(registry: Registry, key: string, name: string, note: Note): number | null {
  const value = registry.value(key, name);
  if (value.kind === 'absent') return null;
  if (value.kind === 'number') return value.number;
  if (value.kind === 'text' && /^\d+$/.test(value.text.trim())) return Number(value.text);
  const place = registryPlace(key, name);
  if (value.kind === 'refused') note({ place, code: 'unreadable', detail: value.detail });
  else note({ place, code: 'wrong-type', detail: `${typeName(value)}, not REG_DWORD` });
  return null;
}
