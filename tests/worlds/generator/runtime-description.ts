import { z } from 'zod';
import {
  driverDefectSchema,
  layerListCutSchema,
  layerObstacleSchema,
  manifestDefectSchema,
  type OpenXrLayer,
  type OpenXrManifest,
  type RuntimesFacts,
  type SteamVrFacts,
} from '../../../src/shared/domain/software-facts.ts';

const driverSchema = z.strictObject({
  folder: z.string(),
  exists: z.boolean().default(true),
  name: z.string().nullable().optional(),
  hmdPresence: z.array(z.string()).optional(),
  defect: driverDefectSchema.nullable().optional(),
});

const layerSchema = z.strictObject({
  name: z.string(),
  kind: z.enum(['implicit', 'explicit']).default('implicit'),
  enabled: z.boolean().default(true),
  defect: manifestDefectSchema.optional(),
  obstacle: layerObstacleSchema.optional(),
  /** Registry key or folder it is registered in. */
  from: z.string().optional(),
});

/** What stands between a headset and an application, on either system; what is left out is as it should be. */
export const runtimeShape = {
  /** Null: not installed. */
  steamVr: z
    .strictObject({
      version: z.string().optional(),
      blockedAddOns: z.array(z.string()).optional(),
      missingDrivers: z.array(z.string()).optional(),
      drivers: z.array(driverSchema).optional(),
      /** Drivers by their `enable`; null: something that is neither true nor false. */
      enable: z.record(z.string(), z.boolean().nullable()).optional(),
      forcedDriver: z.string().optional(),
      unusableSettings: z.string().optional(),
    })
    .nullable()
    .optional(),
  /** Name of the active OpenXR runtime; null: none is set. */
  openXr: z.string().nullable().optional(),
  openXrDefect: manifestDefectSchema.optional(),
  /** Where the active runtime is set: a file, a registry value or `XR_RUNTIME_JSON`. */
  openXrFrom: z.string().optional(),
  /** Runtimes that are installed and not set. */
  available: z.array(z.string()).optional(),
  /** Implicit API layers by name, or any in full. */
  layers: z.array(z.union([z.string(), layerSchema])).optional(),
  /** Names in `XR_ENABLE_API_LAYERS`. */
  demandedLayers: z.array(z.string()).optional(),
  layerListCuts: z.array(layerListCutSchema).optional(),
  missingLayerFolders: z.array(z.string()).optional(),
};
const runtimeSchema = z.strictObject(runtimeShape);
type RuntimeDescription = z.infer<typeof runtimeSchema>;

type Manifest = (name: string, more?: Partial<OpenXrManifest>) => OpenXrManifest;

function steamVrOf({
  version,
  blockedAddOns = [],
  missingDrivers = [],
  ...more
}: NonNullable<RuntimeDescription['steamVr']>) {
  const { drivers = [], enable = {}, forcedDriver, unusableSettings } = more;
  const source = 'steamvr.vrsettings';
  const facts: Partial<SteamVrFacts> = {
    blockedAddOns,
    drivers: [...missingDrivers.map((folder) => ({ folder, exists: false })), ...drivers],
    ...(version !== undefined && { version: { text: version, source: 'bin\\version.txt' } }),
    ...(more.enable !== undefined && {
      driverSettings: Object.entries(enable).map(([name, enabled]) => ({
        name,
        enabled,
        unclear: enabled === null,
        blockedBySafeMode: blockedAddOns.includes(name),
        source,
      })),
    }),
    ...(forcedDriver !== undefined && { forcedDriver: { text: forcedDriver, source } }),
    ...(unusableSettings !== undefined && { unusableSettings }),
  };
  return facts;
}

function openXrOf(described: RuntimeDescription, manifest: Manifest): Partial<RuntimesFacts['openXr']> {
  const { openXr = 'SteamVR', openXrDefect = null, openXrFrom, layers = [], available = [], ...lists } = described;
  const { demandedLayers, layerListCuts, missingLayerFolders } = lists;
  const layerOf = (layer: (typeof layers)[number]): OpenXrLayer => {
    if (typeof layer === 'string') return { ...manifest(layer), enabled: true, kind: 'implicit' };
    const { name, kind, enabled, defect = null, obstacle, from } = layer;
    const { path, ...rest } = manifest(name, { defect });
    return {
      ...rest,
      path: from === undefined ? path : { ...path, source: from },
      enabled,
      kind,
      ...(obstacle !== undefined && { obstacle }),
    };
  };
  const active = openXr === null ? null : manifest(openXr, { defect: openXrDefect });
  return {
    active:
      active === null || openXrFrom === undefined
        ? active
        : { ...active, path: { text: active.path.text, source: openXrFrom } },
    ...(available.length > 0 && { available: available.map((name) => ({ ...manifest(name), enabled: false })) }),
    layers: layers.map(layerOf),
    ...(demandedLayers !== undefined && {
      demandedLayers,
      variables: [{ name: 'XR_ENABLE_API_LAYERS', value: demandedLayers.join(':'), source: 'XR_ENABLE_API_LAYERS' }],
    }),
    ...(layerListCuts !== undefined && { layerListCuts }),
    ...(missingLayerFolders !== undefined && { missingLayerFolders }),
  };
}

/** Facts about SteamVR and OpenXR that differ from those of a PC where lessons work. @param manifest one as this system has it. */
export const runtimeParts = (described: RuntimeDescription, manifest: Manifest) => ({
  steamVr: described.steamVr && steamVrOf(described.steamVr),
  openXr: openXrOf(described, manifest),
});
