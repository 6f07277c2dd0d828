import { z } from 'zod';
import { FIRMWARE_LAYOUTS } from '../../shared/domain/hid-firmware.ts';
import { kebabId as kebab } from '../../shared/domain/kebab-id.ts';
import { bothLanguagesSchema as bothLanguages } from '../../shared/domain/both-languages.ts';

const registryKey = z.string().regex(/^HK(LM|CU)\\/, { error: 'a key below HKLM or HKCU' });

/**
 * Where the installation folder is. `path` may hold `%ProgramFiles%`-like variables and `~`; the folder counts only when
 * it exists.
 */
const folderRuleSchema = z.union([
  z.strictObject({ registry: registryKey, value: z.string(), below: z.string().optional() }),
  z.strictObject({ path: z.string() }),
]);

/** Where the version is read. Files are named from the installation folder. */
const versionRuleSchema = z.union([
  /** FileVersion of a Windows program's version resource. */
  z.strictObject({ program: z.string() }),
  z.strictObject({ registry: registryKey, value: z.string() }),
  /** First capture group in a text file of at most 1 MB. */
  z.strictObject({ text: z.string(), pattern: z.string() }),
  /** Dotted path in a JSON file. */
  z.strictObject({ json: z.string(), field: z.string() }),
]);

/**
 * One way to find a product; the first whose folder exists counts. Registry rules are for Windows, keys of 32-bit
 * programs are written with WOW6432Node.
 */
/** A file below the installation folder, with the slashes of its system; it never leads out of the folder. */
const fileInFolder = z
  .string()
  .min(1)
  .max(260)
  .regex(/^(?![\\/]|[A-Za-z]:)(?!.*(?:^|[\\/])\.\.(?:[\\/]|$))[^\0]+$/, { error: 'a file below the folder' });

const findRuleSchema = z.strictObject({
  platform: z.enum(['win32', 'linux']),
  folder: folderRuleSchema,
  /** The program a lesson begins with, for `suite`. */
  start: fileInFolder.optional(),
  /** Names of programs, as the system lists them: while one of them runs, the lesson that began with `start` goes on. */
  running: z
    .array(
      z
        .string()
        .max(120)
        .regex(/^[^\\/\0]+$/, { error: 'the name of a program' }),
    )
    .max(20)
    .optional(),
  version: z.array(versionRuleSchema),
});
export type FindRule = z.infer<typeof findRuleSchema>;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** How versions of a product are written and ordered; `docs/publish-a-matrix.md` explains each. */
export const versionSchemeSchema = z.union([
  z.enum(['semver', 'dotted', 'nvidia-driver', 'windows-build', 'unix-time']),
  /** Capture groups are compared in order, as whole numbers. */
  z.strictObject({ pattern: z.string() }),
]);
export type VersionScheme = z.infer<typeof versionSchemeSchema>;

/**
 * `suite`: the teaching software; `runtime`: vendor software a headset needs; `gpu-driver`, `windows`; `headset-firmware`,
 * `controller-firmware`: what the device itself reports.
 */
export const productKindSchema = z.enum([
  'suite',
  'runtime',
  'gpu-driver',
  'windows',
  'headset-firmware',
  'controller-firmware',
]);
export type ProductKind = z.infer<typeof productKindSchema>;

export const productSchema = z.strictObject({
  id: kebab,
  name: bothLanguages,
  kind: productKindSchema,
  scheme: versionSchemeSchema,
  /** A station without it is not ready. Meant for the suite. */
  required: z.boolean().optional(),
  /** Ways to find it on disk, for `suite` and `runtime`. SteamVR is found by the program itself. */
  find: z.array(findRuleSchema).optional(),
  /**
   * Names under which its OpenXR runtime registers itself, for `runtime`: where one is registered and whole, the product is
   * installed, wherever that is. Its version stays unknown.
   */
  openXr: z.array(z.string()).optional(),
  /** PCI vendor of the adapter, for `gpu-driver`. */
  gpuVendor: z
    .string()
    .regex(/^[0-9a-f]{4}$/)
    .optional(),
  /** Catalogue models that have this firmware. */
  models: z.array(kebab).optional(),
  /** Which firmware of theirs: what a part reports over HID in that layout; left out, the USB release (bcdDevice). */
  firmware: z.enum(['usb-release', ...FIRMWARE_LAYOUTS]).optional(),
});
export type Product = z.infer<typeof productSchema>;

/** `>=2.1 <3`, `=560.94`, `>=1 <2 || >=3`, `*`: comparators with a space all hold, `||` separates alternatives. */
const range = z.string().min(1);

/** One published statement about versions of a product: what they count as, and what they need beside them. */
export const rowSchema = z.strictObject({
  id: kebab,
  product: kebab,
  versions: range,
  /** The row speaks only of stations that match all of these. */
  when: z
    .strictObject({
      platforms: z.array(z.enum(['win32', 'linux'])).optional(),
      /** Catalogue models; one of them is connected. */
      headsets: z.array(kebab).optional(),
    })
    .optional(),
  status: z.enum(['current', 'supported', 'deprecated', 'blocked']),
  requires: z.array(z.strictObject({ product: kebab, versions: range })).optional(),
  /** What a broken requirement, or a blocked or deprecated version, means for lessons. */
  severity: z.enum(['fail', 'warn']),
  /** For firmware: `defer` leave as it is for now, `lock` never change, `target` bring to this. */
  firmwarePolicy: z.enum(['defer', 'lock', 'target']).optional(),
  reason: bothLanguages,
  source: z.url(),
  /** Civil dates in UTC+8, both included. */
  from: z.iso.date().optional(),
  until: z.iso.date().optional(),
});
export type MatrixRow = z.infer<typeof rowSchema>;

/** One official release, to distinguish genuine files from others. */
export const releaseSchema = z.strictObject({
  product: kebab,
  version: z.string(),
  /** `path` from the installation folder. */
  files: z.array(z.strictObject({ path: z.string(), sha256 })),
});

/** A known vulnerability of some versions. */
export const advisorySchema = z.strictObject({
  id: z.string(),
  product: kebab,
  versions: range,
  title: bothLanguages,
  source: z.url(),
});

/**
 * A driver of SteamVR and the headsets it brings. One that is on is enough for a headset; where every one that is there is
 * off, SteamVR does not find it.
 */
export const steamVrDriverSchema = z.strictObject({
  /** `name` of its manifest; its section in SteamVR's settings is `driver_<name>`. */
  name: z.string().regex(/^\w+$/),
  label: bothLanguages,
  models: z.array(kebab),
  platforms: z.array(z.enum(['win32', 'linux'])).min(1),
  /** True: it comes with SteamVR, so it is there wherever SteamVR is. */
  bundled: z.boolean().optional(),
  /** Sections of a folder's path that identify it, upper or lower case, where its manifest was not read. */
  folders: z.array(z.string().min(3)).optional(),
  source: z.url(),
});
export type SteamVrDriver = z.infer<typeof steamVrDriverSchema>;

export const matrixSchema = z.strictObject({
  schema: z.literal('vrlab.matrix/1'),
  products: z.array(productSchema),
  rows: z.array(rowSchema),
  releases: z.array(releaseSchema),
  advisories: z.array(advisorySchema),
  /** Which vendor software serves which headset; any one of `runtimes` is enough. */
  headsets: z.array(
    z.strictObject({
      models: z.array(kebab).min(1),
      platforms: z.array(z.enum(['win32', 'linux'])).min(1),
      runtimes: z.array(kebab).min(1),
      /** Active OpenXR runtimes that serve it, by the `name` in their manifest. */
      openXr: z.array(z.string()),
      /**
       * What it means when none of `runtimes` is found. `fail`: lessons cannot be given, which is what a row without this
       * says. `unknown`: they are often installed where nobody can look. `fine`: the headset teaches without a PC as well.
       */
      withoutRuntime: z.enum(['fail', 'unknown', 'fine']).optional(),
    }),
  ),
  /** Drivers of SteamVR; a matrix without them judges none. */
  steamVrDrivers: z.array(steamVrDriverSchema).optional(),
  /** API layers that lessons run with; every other enabled implicit layer is a stray one. */
  openXrLayers: z.array(z.string()),
  /** Programs that take the headset away from the suite while they run. */
  conflicts: z.array(z.strictObject({ program: z.string(), reason: bothLanguages })),
  /** Smallest PC for a version of a product. */
  hostRequirements: z.array(
    z.strictObject({
      product: kebab,
      versions: range,
      memoryGiB: z.number().positive(),
      logicalCores: z.int().positive(),
      /** Patterns on the adapter's name: a PC with no other adapter is too weak. */
      weakGpus: z.array(z.string()),
      source: z.url(),
    }),
  ),
  /** Windows build from which on Windows Mixed Reality is removed, and the catalogue models it carried. */
  windowsMixedReality: z.strictObject({
    goneFromBuild: z.int(),
    models: z.array(kebab),
    /** `steamVrDrivers` that bring these headsets without it, by name: where one is on they work on any build. */
    servedBy: z.array(z.string()).optional(),
  }),
});
export type Matrix = z.infer<typeof matrixSchema>;
