import { z } from 'zod';
import { citedTextSchema, readingTroubleSchema } from './reading-trouble.ts';

/** A product of the matrix as it is installed on this PC. */
export const foundProductSchema = z.object({
  /** Product id in the matrix. */
  product: z.string(),
  /** Installation folder; null when only a version is known. */
  folder: citedTextSchema.nullable(),
  /** Version as it is written there; null when the product is installed but reports none. */
  version: citedTextSchema.nullable(),
  /** Files whose content the matrix publishes; `sha256` in hex, null when the file could not be read. */
  files: z.array(z.object({ path: z.string(), sha256: z.string().nullable() })),
});
export type FoundProduct = z.infer<typeof foundProductSchema>;

const installed = {
  /** Product ids that were looked for on this operating system: one that is not in `found` is not installed. */
  lookedFor: z.array(z.string()),
  found: z.array(foundProductSchema),
  troubles: z.array(readingTroubleSchema),
};

/** The teaching suite and whatever else runs beside it. */
export const softwareFactsSchema = z.object({
  ...installed,
  /** Programs of published lists that run now, as the lists write them; null when processes cannot be listed. */
  running: z.array(z.string()).nullable(),
});
export type SoftwareFacts = z.infer<typeof softwareFactsSchema>;

/** Why an OpenXR manifest cannot work; null when nothing is wrong with it. */
export const manifestDefectSchema = z.enum([
  'missing',
  'unreadable',
  'not-json',
  'no-library-named',
  'library-missing',
  /** `file_format_version` or a layer's `api_version` is none the loader takes. */
  'version-refused',
  'field-missing',
  /** An implicit layer without `disable_environment`: the loader passes over it. */
  'no-disable-variable',
  /** The library is for another processor than this program's. */
  'wrong-architecture',
]);
export type ManifestDefect = z.infer<typeof manifestDefectSchema>;

/** A runtime or API layer manifest (OpenXR loader specification, "Runtime Manifest File Format"). */
export const openXrManifestSchema = z.object({
  path: citedTextSchema,
  /** `runtime.name` or `api_layer.name`. */
  name: z.string().nullable(),
  /** Absolute path of the library it names. */
  library: z.string().nullable(),
  defect: manifestDefectSchema.nullable(),
});
export type OpenXrManifest = z.infer<typeof openXrManifestSchema>;

/** Why SteamVR cannot load a driver that is registered with it; null when nothing is seen. */
export const driverDefectSchema = z.enum(['manifest-missing', 'manifest-unreadable', 'library-missing']);

/** A folder registered in `external_drivers`; what its `driver.vrdrivermanifest` says is absent in facts of 0.3.0. */
export const externalDriverSchema = z.object({
  folder: z.string(),
  exists: z.boolean(),
  /** `name`, as SteamVR's settings call it after `driver_`; null when its manifest gives none. */
  name: z.string().nullable().optional(),
  /** `hmd_presence`: USB ids of the headsets it claims, `045E.0659`, with `*` for any. */
  hmdPresence: z.array(z.string()).optional(),
  defect: driverDefectSchema.nullable().optional(),
});
export type ExternalDriver = z.infer<typeof externalDriverSchema>;

/** What the settings say about one driver, the user's before the defaults of the driver and of SteamVR. */
export const driverSettingSchema = z.object({
  /** Without `driver_`. */
  name: z.string(),
  /** `enable`; null: it is not set, or set to something that is neither true nor false. */
  enabled: z.boolean().nullable(),
  /** `enable` is there and is neither true nor false. */
  unclear: z.boolean(),
  blockedBySafeMode: z.boolean(),
  /** File that decides. */
  source: z.string(),
});
export type DriverSetting = z.infer<typeof driverSettingSchema>;

export const steamVrFactsSchema = z.object({
  /** First `runtime` of openvrpaths.vrpath. */
  folder: citedTextSchema,
  folderExists: z.boolean(),
  /** SteamVR's own version, e.g. `2.9.6`; null when none of its files reports it. */
  version: citedTextSchema.nullable(),
  /** `buildid` of Steam's appmanifest. */
  build: citedTextSchema.nullable(),
  /** `LastKnown` and `GpuSpeed` of steamvr.vrsettings. */
  lastHeadset: citedTextSchema.nullable(),
  lastGpuDriver: citedTextSchema.nullable(),
  /** `external_drivers` of openvrpaths.vrpath. */
  drivers: z.array(externalDriverSchema),
  /** Drivers that SteamVR has blocked after a crash (`blocked_by_safe_mode`), by their name in the settings. */
  blockedAddOns: z.array(z.string()),
  /** Drivers the settings refer to; absent where they were not read. */
  driverSettings: z.array(driverSettingSchema).optional(),
  /** Names of the drivers in SteamVR's own folder. */
  bundledDrivers: z.array(z.string()).optional(),
  /** `steamvr.forcedDriver`: the one driver that may bring the headset; null: any. */
  forcedDriver: citedTextSchema.nullable().optional(),
  /** A settings file that is there and cannot be used; null: none. */
  unusableSettings: z.string().nullable().optional(),
});
export type SteamVrFacts = z.infer<typeof steamVrFactsSchema>;

/** Why the loader never reaches a layer that is registered. */
export const layerObstacleSchema = z.enum([
  /** A value before it in the same registry key is no REG_DWORD: the loader stops reading there. */
  'list-cut',
  /** `XR_API_LAYER_PATH` replaces the places where explicit layers are looked for. */
  'path-replaced',
]);

export const openXrLayerSchema = openXrManifestSchema.extend({
  enabled: z.boolean(),
  kind: z.enum(['implicit', 'explicit']),
  obstacle: layerObstacleSchema.nullable().optional(),
});
export type OpenXrLayer = z.infer<typeof openXrLayerSchema>;

/** A variable of the OpenXR loader as a program started now would find it. */
export const openXrVariableSchema = z.object({
  name: z.string(),
  value: z.string(),
  /** `environment`: of this program; else the registry key of the user or of the PC. */
  source: z.string(),
});

/** A registry value in a key of layers that makes the loader pass over all values after it. */
export const layerListCutSchema = z.object({
  /** The key. */
  key: z.string(),
  /** Name of the value. */
  value: z.string(),
  /** Its type, e.g. `REG_SZ`. */
  type: z.string(),
});

/** The software between a headset and an application. */
export const runtimesFactsSchema = z.object({
  ...installed,
  /** Null: not installed. */
  steamVr: steamVrFactsSchema.nullable(),
  openXr: z.object({
    /** The runtime an application started now would get; null when none is set. */
    active: openXrManifestSchema.nullable(),
    available: z.array(openXrManifestSchema.extend({ enabled: z.boolean() })),
    layers: z.array(openXrLayerSchema),
    /** Variables of the loader that are set; absent in facts of 0.3.0. */
    variables: z.array(openXrVariableSchema).optional(),
    /** Layers that `XR_ENABLE_API_LAYERS` switches on for every program, as they are named there. */
    demandedLayers: z.array(z.string()).optional(),
    layerListCuts: z.array(layerListCutSchema).optional(),
    /** Folders of `XR_API_LAYER_PATH` that are not there. */
    missingLayerFolders: z.array(z.string()).optional(),
  }),
});
export type RuntimesFacts = z.infer<typeof runtimesFactsSchema>;
