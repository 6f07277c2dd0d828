import type { CitedText } from '../../../shared/domain/reading-trouble.ts';
import type { RuntimesFacts } from '../../../shared/domain/software-facts.ts';
import { cleanPath } from '../../platform/host-environment.ts';
import type { ReportTrouble } from '../../platform/reading-troubles.ts';
import { type Registry, type RegistryValue, registryPlace, registryText, typeName } from '../../platform/registry.ts';
import type { LayerKind, RegisteredLayer } from './openxr-manifest.ts';

/** The loader's key; programs of 32 bits have one of their own below WOW6432Node, which lessons do not use. */
const OPENXR = 'SOFTWARE\\Khronos\\OpenXR\\1';

/** `ActiveRuntime`: the manifest of the runtime that applications get. */
export function registeredRuntime(registry: Registry, report: ReportTrouble): CitedText | null {
  const value = registryText(registry, `HKLM\\${OPENXR}`, 'ActiveRuntime', report);
  return value === null ? null : { ...value, text: cleanPath(value.text) };
}

interface Listed {
  /** Name of the value; empty for the default value of the key. */
  readonly path: CitedText;
  readonly enabled: boolean;
  /** Its type where it has no length of four bytes, else null. */
  readonly otherType: string | null;
}

/** A text of one character has four bytes with the zero behind it, which are never 0. */
const hasFourBytes = (value: RegistryValue): boolean =>
  value.kind === 'text' ? value.text.length === 1 : value.kind === 'other' && value.number !== undefined;

/** A key whose values are named after manifests, in the order Windows lists them; four bytes of 0 mean enabled, of whatever type. */
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
 * One key as the loader reads it: it asks for each value with room for four bytes and stops at the first that has another
 * length (OpenXR-SDK-Source, manifest_file.cpp, ReadLayerDataFilesInRegistry), so every value after a text is lost.
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

/** Layers of the PC and of this user. A program run as administrator sees those of the PC only. */
export function registeredLayers(registry: Registry, report: ReportTrouble): RegisteredLayers {
  const read = LAYER_KEYS.flatMap(([kind, name]) =>
    ['HKLM', 'HKCU'].map((root) => layersIn(registry, `${root}\\${OPENXR}\\ApiLayers\\${name}`, kind, report)),
  );
  return { layers: read.flatMap(({ layers }) => layers), cuts: read.flatMap(({ cuts }) => cuts) };
}
