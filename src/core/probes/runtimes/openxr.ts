import type { CitedText } from '../../../shared/domain/reading-trouble.ts';
import type { RuntimesFacts } from '../../../shared/domain/software-facts.ts';
import type { ReportTrouble } from '../../platform/reading-troubles.ts';
import type { HostEnvironment } from '../../platform/host-environment.ts';
import { layersInPlaces, readLayer, readManifest } from './openxr-manifest.ts';
import { configuredRuntime, installedRuntimes, layersInFolders } from './openxr-linux.ts';
import { availableRuntimes, registeredLayers, registeredRuntime } from './openxr-windows.ts';
import { registryText } from '../../platform/registry.ts';

/** Reads what is registered on this system. `active` is null where no runtime is. */
async function registrations(environment: HostEnvironment, report: ReportTrouble) {
  if (environment.platform !== 'win32')
    return {
      active: await configuredRuntime(environment),
      // Linux has no list of available runtimes, so none counts as registered.
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

/** Reads OpenXR as the loader sees it on this PC. */
export async function readOpenXr(
  environment: HostEnvironment,
  report: ReportTrouble,
): Promise<RuntimesFacts['openXr']> {
  const { env, platform } = environment;
  const lookup = await createVariableLookup(environment, report);
  const { active, available, layers, cuts } = await registrations(environment, report);
  const override = lookup('XR_RUNTIME_JSON');
  const chosen: CitedText | null = override === null ? active : { text: override.value, source: override.source };
  const layerPath = lookup('XR_API_LAYER_PATH');
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
    Promise.all([...registered, ...(replaced?.layers ?? [])].map((layer) => readLayer(layer, lookup, env))),
  ]);
  return {
    active: activeReading?.manifest ?? null,
    available: availableRead,
    layers: layersRead,
    variables: loaderVariables(lookup),
    demandedLayers: demandedLayers(lookup('XR_ENABLE_API_LAYERS')?.value, platform),
    layerListCuts: [...cuts],
    missingLayerFolders: replaced?.missing ?? [],
  };
}

type Variable = NonNullable<RuntimesFacts['openXr']['variables']>[number];

/** Variables of the loader itself (OpenXR loader specification, "Loader Design"); those of layers are looked up by name. */
const LOADER_VARIABLES = ['XR_RUNTIME_JSON', 'XR_ENABLE_API_LAYERS', 'XR_API_LAYER_PATH', 'XR_LOADER_DEBUG'];

/** Registry keys with the environment variables of new programs: the user's take precedence over the PC's. */
const ENVIRONMENT_KEYS = [
  'HKCU\\Environment',
  'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment',
];

/** Looks up a variable as a program that is started now would see it; null where it is unset or empty, which the loader treats alike. */
export type VariableLookup = (name: string) => Variable | null;

/**
 * Creates the lookup. On Windows the registry takes precedence, because a variable may have been changed there after this program
 * was started. The loader ignores all variables in programs run as administrator, which lessons are not.
 */
async function createVariableLookup(environment: HostEnvironment, report: ReportTrouble): Promise<VariableLookup> {
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

/** The loader's variables that are set. */
const loaderVariables = (lookup: VariableLookup): Variable[] =>
  LOADER_VARIABLES.map(lookup).filter((variable) => variable !== null);

/** Separator of lists in the loader's variables. */
const listSeparator = (platform: NodeJS.Platform): string => (platform === 'win32' ? ';' : ':');

/**
 * Parses the names in `XR_ENABLE_API_LAYERS`. The loader does not trim: an empty name before or between separators is a layer that
 * it does not find; only an empty name at the end is ignored.
 */
function demandedLayers(value: string | undefined, platform: NodeJS.Platform): string[] {
  const names = (value ?? '').split(listSeparator(platform));
  return names.at(-1) === '' ? names.slice(0, -1) : names;
}
