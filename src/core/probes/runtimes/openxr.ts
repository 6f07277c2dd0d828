import type { CitedText } from '../../../shared/domain/reading-trouble.ts';
import type { RuntimesFacts } from '../../../shared/domain/software-facts.ts';
import type { Note } from '../note.ts';
import type { Surroundings } from '../surroundings.ts';
import { readLayer } from './openxr-layers.ts';
import { configuredRuntime, layersInFolders } from './openxr-linux.ts';
import { readManifest } from './openxr-manifest.ts';
import { availableRuntimes, registeredLayers, registeredRuntime } from './openxr-windows.ts';

/** What is registered on this system; `active` null: nothing is. */
async function registrations(surroundings: Surroundings, note: Note) {
  if (surroundings.platform !== 'win32')
    return {
      active: await configuredRuntime(surroundings),
      available: [],
      layers: await layersInFolders(surroundings),
    };
  const registry = await surroundings.registry();
  return {
    active: registeredRuntime(registry, note),
    available: availableRuntimes(registry, note),
    layers: registeredLayers(registry, note),
  };
}

/** The OpenXR loader's view of this PC. */
export async function readOpenXr(surroundings: Surroundings, note: Note): Promise<RuntimesFacts['openXr']> {
  const { env } = surroundings;
  const { active, available, layers } = await registrations(surroundings, note);
  const override = env['XR_RUNTIME_JSON'];
  const chosen: CitedText | null =
    override === undefined || override === '' ? active : { text: override, source: 'XR_RUNTIME_JSON' };
  const [activeReading, availableRead, layersRead] = await Promise.all([
    chosen === null ? null : readManifest(chosen, 'runtime'),
    Promise.all(
      available.map(async ({ path, enabled }) => ({ ...(await readManifest(path, 'runtime')).manifest, enabled })),
    ),
    Promise.all(layers.map((layer) => readLayer(layer, env))),
  ]);
  return { active: activeReading?.manifest ?? null, available: availableRead, layers: layersRead };
}
