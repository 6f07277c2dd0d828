import { z } from 'zod';
import { manifestDefectSchema } from '../../../src/shared/domain/software-facts.ts';
import { GENUINE, installed, manifest, windowsPc } from '../../support/windows-pc.ts';

/** A Windows lab PC in few words; what is left out is as it should be for lessons with SteamVR. */
export const windowsDescriptionSchema = z.strictObject({
  /** `22631.4460`; null: cannot be read. */
  build: z.string().nullable().optional(),
  /** As Windows writes it, `32.0.15.6094`. */
  gpuDriver: z.string().nullable().optional(),
  gpu: z.string().optional(),
  memoryGiB: z.number().optional(),
  /** Null: not installed. */
  suite: z
    .strictObject({ version: z.string().nullable(), genuine: z.boolean().default(true) })
    .nullable()
    .optional(),
  steamVr: z
    .strictObject({
      version: z.string().optional(),
      blockedAddOns: z.array(z.string()).optional(),
      missingDrivers: z.array(z.string()).optional(),
    })
    .nullable()
    .optional(),
  /** Version by product id. */
  runtimes: z.record(z.string(), z.string()).optional(),
  /** Name of the active OpenXR runtime; null: none is set. */
  openXr: z.string().nullable().optional(),
  openXrDefect: manifestDefectSchema.optional(),
  /** Names of implicit API layers. */
  layers: z.array(z.string()).optional(),
  running: z.array(z.string()).optional(),
});
export type WindowsDescription = z.infer<typeof windowsDescriptionSchema>;

/** Content of `host.json`, `runtimes.json` and `software.json` of a world. */
export function windowsFiles(described: WindowsDescription) {
  const { suite, steamVr, runtimes = {}, openXr = 'SteamVR', openXrDefect = null, layers = [], ...rest } = described;
  const { version, blockedAddOns = [], missingDrivers = [] } = steamVr ?? {};
  const pc = windowsPc({
    ...rest,
    ...(suite !== undefined && {
      suite:
        suite === null
          ? null
          : installed('vr-classroom', suite.version, suite.genuine ? GENUINE : 'f'.repeat(GENUINE.length)),
    }),
    steamVr:
      steamVr === null
        ? null
        : {
            blockedAddOns,
            drivers: missingDrivers.map((folder) => ({ folder, exists: false })),
            ...(version !== undefined && { version: { text: version, source: 'bin\\version.txt' } }),
          },
    runtimes: Object.entries(runtimes).map(([product, text]) => ({ ...installed(product, text), files: [] })),
    openXr: {
      active: openXr === null ? null : manifest(openXr, { defect: openXrDefect }),
      layers: layers.map((name) => ({ ...manifest(name), enabled: true, kind: 'implicit' as const })),
    },
  });
  return {
    host: { schema: 'vrlab.host/1', ...pc.host },
    runtimes: { schema: 'vrlab.runtimes/1', ...pc.runtimes },
    software: { schema: 'vrlab.software/1', ...pc.software },
  };
}
