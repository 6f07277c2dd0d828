import type { CitedText } from '../../../shared/domain/reading-trouble.ts';
import type { RuntimesFacts } from '../../../shared/domain/software-facts.ts';
import type { ReportTrouble } from '../../platform/reading-troubles.ts';
import type { HostEnvironment } from '../../platform/host-environment.ts';
import { layersInPlaces, readLayer, readManifest } from './openxr-manifest.ts';
import { configuredRuntime, installedRuntimes, layersInFolders } from './openxr-linux.ts';
import { availableRuntimes, registeredLayers, registeredRuntime } from './openxr-windows.ts';
import { registryText } from '../../platform/registry.ts';

/** What is registered on this system; `active` null: nothing is. */
async function registrations(environment: HostEnvironment, report: ReportTrouble) {
  if (environment.platform !== 'win32')
    return {
      active: await configuredRuntime(environment),
      // Nothing lists them, so none is registered; they are there all the same.
      available: (await installedRuntimes(environment)).map((path) => ({ path, enabled: false })),
      layers: await layersInFolders(environment),
      cuts: [],
    };
  const registry = await environment.registry();
  return {
    active: registeredRuntime(registry, report),
    available: availableRuntimes(registry, report),
    ...registeredLayers(registry, report),
  };
}

/** The OpenXR loader's view of this PC. */
export async function readOpenXr(
  environment: HostEnvironment,
  report: ReportTrouble,
): Promise<RuntimesFacts['openXr']> {
  const { env, platform } = environment;
  const lookUp = await variableLookUp(environment, report);
  const { active, available, layers, cuts } = await registrations(environment, report);
  const override = lookUp('XR_RUNTIME_JSON');
  const chosen: CitedText | null = override === null ? active : { text: override.value, source: override.source };
  const layerPath = lookUp('XR_API_LAYER_PATH');
  const places = (layerPath?.value ?? '').split(listSeparator(platform)).filter((place) => place !== '');
  const replaced = places.length === 0 ? null : await layersInPlaces(places, layerPath!.source);
  const registered = layers.map((layer) =>
    replaced === null || layer.kind === 'implicit' ? layer : { ...layer, obstacle: 'path-replaced' as const },
  );
  const [activeReading, availableRead, layersRead] = await Promise.all([
    chosen === null ? null : readManifest(chosen, 'runtime'),
    Promise.all(
      available.map(async ({ path, enabled }) => ({ ...(await readManifest(path, 'runtime')).manifest, enabled })),
    ),
    Promise.all([...registered, ...(replaced?.layers ?? [])].map((layer) => readLayer(layer, lookUp, env))),
  ]);
  return {
    active: activeReading?.manifest ?? null,
    available: availableRead,
    layers: layersRead,
    variables: loaderVariables(lookUp),
    demandedLayers: demandedLayers(lookUp('XR_ENABLE_API_LAYERS')?.value, platform),
    layerListCuts: [...cuts],
    missingLayerFolders: replaced?.missing ?? [],
  };
}

type Variable = NonNullable<RuntimesFacts['openXr']['variables']>[number];

/** Variables of the loader itself (OpenXR loader specification, "Loader Design"); those of single layers are asked for by name. */
const LOADER_VARIABLES = ['XR_RUNTIME_JSON', 'XR_ENABLE_API_LAYERS', 'XR_API_LAYER_PATH', 'XR_LOADER_DEBUG'];

/** Where Windows keeps the variables that programs get when they start: the user's win over the PC's. */
const ENVIRONMENT_KEYS = [
  'HKCU\\Environment',
  'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment',
];

/** A variable as a program started now would find it; null: not set, or empty, which the loader takes for not set. */
export type VariableLookUp = (name: string) => Variable | null;

/**
 * On Windows what stands in the registry comes first: this program may have been started before somebody changed it there.
 * The loader ignores all of them in programs run as administrator; lessons are not.
 */
export async function variableLookUp(environment: HostEnvironment, report: ReportTrouble): Promise<VariableLookUp> {
  const { platform, env } = environment;
  const registered = platform === 'win32' ? await environment.registry() : null;
  return (name) => {
    for (const key of registered === null ? [] : ENVIRONMENT_KEYS) {
      const value = registryText(registered!, key, name, report);
      if (value !== null) return { name, value: value.text, source: value.source };
    }
    const value = env[name];
    return value === undefined || value === '' ? null : { name, value, source: name };
  };
}

/** Those of the loader that are set. */
export const loaderVariables = (lookUp: VariableLookUp): Variable[] =>
  LOADER_VARIABLES.map(lookUp).filter((variable) => variable !== null);

/** Separator of lists in the loader's variables. */
export const listSeparator = (platform: NodeJS.Platform): string => (platform === 'win32' ? ';' : ':');

/**
 * Names in `XR_ENABLE_API_LAYERS`. The loader trims nothing: an empty name before or between separators is one it will
 * not find; only one at the end is none.
 */
export function demandedLayers(value: string | undefined, platform: NodeJS.Platform): string[] {
  const names = (value ?? '').split(listSeparator(platform));
  return names.at(-1) === '' ? names.slice(0, -1) : names;
}
