import { z } from 'zod';
import { citedTextSchema, readingTroubleSchema } from './reading-trouble.ts';

/** A product of the matrix as it is installed on this PC. */
export const foundProductSchema = z.object({
  /** Product id in the matrix. */
  product: z.string(),
  /** Installation folder; null when only a version is known. */
  folder: citedTextSchema.nullable(),
  /** Version as it is written there; null when the product is installed but tells none. */
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
  /** Programs of the matrix's conflict list that run now, as the matrix writes them; null when processes cannot be listed. */
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

export const steamVrFactsSchema = z.object({
  /** First `runtime` of openvrpaths.vrpath. */
  folder: citedTextSchema,
  folderExists: z.boolean(),
  /** SteamVR's own version, e.g. `2.9.6`; null when none of its files tells. */
  version: citedTextSchema.nullable(),
  /** `buildid` of Steam's appmanifest. */
  build: citedTextSchema.nullable(),
  /** `LastKnown` and `GpuSpeed` of steamvr.vrsettings. */
  lastHeadset: citedTextSchema.nullable(),
  lastGpuDriver: citedTextSchema.nullable(),
  /** `external_drivers` of openvrpaths.vrpath. */
  drivers: z.array(z.object({ folder: z.string(), exists: z.boolean() })),
  /** Drivers that SteamVR has blocked after a crash (`blocked_by_safe_mode`), by their name in the settings. */
  blockedAddOns: z.array(z.string()),
});
export type SteamVrFacts = z.infer<typeof steamVrFactsSchema>;

/** What stands between a headset and an application. */
export const runtimesFactsSchema = z.object({
  ...installed,
  /** Null: not installed. */
  steamVr: steamVrFactsSchema.nullable(),
  openXr: z.object({
    /** The runtime an application started now would get; null when none is set. */
    active: openXrManifestSchema.nullable(),
    available: z.array(openXrManifestSchema.extend({ enabled: z.boolean() })),
    layers: z.array(openXrManifestSchema.extend({ enabled: z.boolean(), kind: z.enum(['implicit', 'explicit']) })),
  }),
});
export type RuntimesFacts = z.infer<typeof runtimesFactsSchema>;
