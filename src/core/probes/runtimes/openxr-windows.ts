import type { CitedText } from '../../../shared/domain/reading-trouble.ts';
import type { RuntimesFacts } from '../../../shared/domain/software-facts.ts';
import { cleanPath } from '../../platform/host-environment.ts';
import type { ReportTrouble } from '../../platform/reading-troubles.ts';
import { type Registry, type RegistryValue, registryPlace, registryText, typeName } from '../../platform/registry.ts';
import type { LayerKind, RegisteredLayer } from './openxr-manifest.ts';

/** The loader's key. 32-bit programs use another one below WOW6432Node, but lessons do not. */
const OPENXR = 'SOFTWARE\\Khronos\\OpenXR\\1';

/** `ActiveRuntime`: the manifest of the runtime that applications get. */
export function registeredRuntime(registry: Registry, report: ReportTrouble): CitedText | null {
  const value = registryText(registry, `HKLM\\${OPENXR}`, 'ActiveRuntime', report);
  return value === null ? null : { ...value, text: cleanPath(value.text) };
}

interface Listed {
  /** Name of the value, which is the path of a manifest; empty for the default value of the key. */
  readonly path: CitedText;
  readonly enabled: boolean;
  /** Type of the value where its length is not four bytes, else null. */
  readonly otherType: string | null;
}

/** Whether the value has four bytes, as also a text of one character has with its terminating NUL. */
const hasFourBytes = (value: RegistryValue): boolean =>
  value.kind === 'text' ? value.text.length === 1 : value.kind === 'other' && value.number !== undefined;

/** Reads a key whose values are named after manifests, in the order of Windows. Four bytes of 0 mean enabled, whatever their type. */
function listed(registry: Registry, key: string, report: ReportTrouble): Listed[] {
  const contents = registry.key(key);
  if (contents.kind === 'refused') report({ place: key, code: 'unreadable', detail: contents.detail });
  if (contents.kind !== 'key') return [];
  return contents.valueNames.map((name) => {
    const value = registry.value(key, name);
    const otherType = value.kind === 'text' || value.kind === 'other' ? typeName(value) : null;
    const number = value.kind === 'number' || value.kind === 'other' ? value.number : undefined;
    if (otherType !== null)
      report({ place: registryPlace(key, name), code: 'wrong-type', detail: `${otherType}, not REG_DWORD` });
    return {
      path: { text: cleanPath(name), source: key },
      enabled: number === 0,
      otherType: hasFourBytes(value) ? null : otherType,
    };
  });
}

const isNamed = ({ path }: Pick<Listed, 'path'>) => path.text !== '';

export const availableRuntimes = (registry: Registry, report: ReportTrouble): Pick<Listed, 'path' | 'enabled'>[] =>
  listed(registry, `HKLM\\${OPENXR}\\AvailableRuntimes`, report)
    .filter(isNamed)
    .map(({ path, enabled }) => ({ path, enabled }));

const LAYER_KEYS: readonly (readonly [LayerKind, string])[] = [
  ['implicit', 'Implicit'],
  ['explicit', 'Explicit'],
];

export interface RegisteredLayers {
  readonly layers: readonly RegisteredLayer[];
  readonly cuts: NonNullable<RuntimesFacts['openXr']['layerListCuts']>;
}

/**
 * Reads a key as the loader does: it queries each value with a buffer of four bytes and stops at the first of another length
 * (OpenXR-SDK-Source, manifest_file.cpp, ReadLayerDataFilesInRegistry), so every value after a text is lost.
 */
function layersIn(registry: Registry, key: string, kind: LayerKind, report: ReportTrouble): RegisteredLayers {
  const values = listed(registry, key, report);
  const cut = values.findIndex(({ otherType }) => otherType !== null);
  const lost = new Set(cut < 0 ? [] : values.slice(cut + 1));
  const layers = values.filter(isNamed).map((value): RegisteredLayer => ({
    path: value.path,
    kind,
    enabled: value.enabled,
    ...(lost.has(value) && { obstacle: 'list-cut' }),
  }));
  const cutting = values[cut];
  return {
    layers,
    cuts: cutting === undefined ? [] : [{ key, value: cutting.path.text, type: cutting.otherType! }],
  };
}

/** Reads the layers of the PC and of this user. A program run as administrator uses only those of the PC. */
export function registeredLayers(registry: Registry, report: ReportTrouble): RegisteredLayers {
  const read = LAYER_KEYS.flatMap(([kind, name]) =>
    ['HKLM', 'HKCU'].map((root) => layersIn(registry, `${root}\\${OPENXR}\\ApiLayers\\${name}`, kind, report)),
  );
  return { layers: read.flatMap(({ layers }) => layers), cuts: read.flatMap(({ cuts }) => cuts) };
}
