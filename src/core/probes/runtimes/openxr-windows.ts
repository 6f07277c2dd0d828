import type { CitedText } from '../../../shared/domain/reading-trouble.ts';
import { cleanPath } from '../files/paths.ts';
import type { Note } from '../note.ts';
import type { Registry } from '../registry/registry.ts';
import { registryPlace, registryText, typeName } from '../registry/registry-text.ts';
import type { LayerKind, RegisteredLayer } from './openxr-layers.ts';

/** The loader's key; programs of 32 bits have one of their own below WOW6432Node, which lessons do not use. */
const OPENXR = 'SOFTWARE\\Khronos\\OpenXR\\1';

/** `ActiveRuntime`: the manifest of the runtime that applications get. */
export function registeredRuntime(registry: Registry, note: Note): CitedText | null {
  const value = registryText(registry, `HKLM\\${OPENXR}`, 'ActiveRuntime', note);
  return value === null ? null : { ...value, text: cleanPath(value.text) };
}

/** A key whose values are named after manifests; 0 means enabled. Other types count as disabled, as they do for the loader. */
function listed(registry: Registry, key: string, note: Note): { path: CitedText; enabled: boolean }[] {
  const contents = registry.key(key);
  if (contents.kind === 'refused') note({ place: key, code: 'unreadable', detail: contents.detail });
  if (contents.kind !== 'key') return [];
  return contents.valueNames
    .filter((name) => name !== '')
    .map((name) => {
      const value = registry.value(key, name);
      if (value.kind === 'text' || value.kind === 'other')
        note({ place: registryPlace(key, name), code: 'wrong-type', detail: `${typeName(value)}, not REG_DWORD` });
      return {
        path: { text: cleanPath(name), source: key },
        enabled: value.kind === 'number' && value.number === 0,
      };
    });
}

export const availableRuntimes = (registry: Registry, note: Note) =>
  listed(registry, `HKLM\\${OPENXR}\\AvailableRuntimes`, note);

const LAYER_KEYS: readonly (readonly [LayerKind, string])[] = [
  ['implicit', 'Implicit'],
  ['explicit', 'Explicit'],
];

/** Layers of the PC and of this user. A program run as administrator sees those of the PC only. */
export function registeredLayers(registry: Registry, note: Note): RegisteredLayer[] {
  return LAYER_KEYS.flatMap(([kind, name]) =>
    ['HKLM', 'HKCU'].flatMap((root) =>
      listed(registry, `${root}\\${OPENXR}\\ApiLayers\\${name}`, note).map((layer) => ({ ...layer, kind })),
    ),
  );
}
