import type { CitedText } from '../../../shared/domain/reading-trouble.ts';
import type { RuntimesFacts } from '../../../shared/domain/software-facts.ts';
import type { Note } from '../../platform/note.ts';
import type { Surroundings } from '../../platform/surroundings.ts';
import { layersInPlaces } from './openxr-folders.ts';
import { readLayer } from './openxr-layers.ts';
import { configuredRuntime, installedRuntimes, layersInFolders } from './openxr-linux.ts';
import { readManifest } from './openxr-manifest.ts';
import { demandedLayers, listSeparator, loaderVariables, variableLookUp } from './openxr-variables.ts';
import { availableRuntimes, registeredLayers, registeredRuntime } from './openxr-windows.ts';

/** What is registered on this system; `active` null: nothing is. */
async function registrations(surroundings: Surroundings, note: Note) {
  if (surroundings.platform !== 'win32')
    return {
      active: await configuredRuntime(surroundings),
      // Nothing lists them, so none is registered; they are there all the same.
      available: (await installedRuntimes(surroundings)).map((path) => ({ path, enabled: false })),
      layers: await layersInFolders(surroundings),
      cuts: [],
    };
  const registry = await surroundings.registry();
  return {
    active: registeredRuntime(registry, note),
    available: availableRuntimes(registry, note),
    ...registeredLayers(registry, note),
  };
}

/** The OpenXR loader's view of this PC. */
export async function readOpenXr(surroundings: Surroundings, note: Note): Promise<RuntimesFacts['openXr']> {
  const { env, platform } = surroundings;
  const lookUp = await variableLookUp(surroundings, note);
  const { active, available, layers, cuts } = await registrations(surroundings, note);
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
