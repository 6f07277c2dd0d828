import { z } from 'zod';
import { kebabId as kebab } from '../../shared/domain/kebab-id.ts';
import { bothLanguagesSchema as bothLanguages } from '../../shared/domain/both-languages.ts';
import { findRuleSchema } from './find-rule.ts';

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
  /** PCI vendor of the adapter, for `gpu-driver`. */
  gpuVendor: z
    .string()
    .regex(/^[0-9a-f]{4}$/)
    .optional(),
  /** Catalogue models whose USB release (bcdDevice) is the version, for firmware. */
  models: z.array(kebab).optional(),
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

/** One official release, to tell genuine files from others. */
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
    }),
  ),
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
  /** Windows build from which Windows Mixed Reality is gone, and the catalogue models it carried. */
  windowsMixedReality: z.strictObject({ goneFromBuild: z.int(), models: z.array(kebab) }),
});
export type Matrix = z.infer<typeof matrixSchema>;
