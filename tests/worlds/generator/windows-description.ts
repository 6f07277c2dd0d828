import { z } from 'zod';
import { GENUINE, installed, manifest, windowsPc } from '../../support/pc/windows-pc.ts';
import { runtimeParts, runtimeShape } from './runtime-description.ts';

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
  ...runtimeShape,
  /** Version by product id. */
  runtimes: z.record(z.string(), z.string()).optional(),
  running: z.array(z.string()).optional(),
});
export type WindowsDescription = z.infer<typeof windowsDescriptionSchema>;

/** Content of `host.json`, `runtimes.json` and `software.json` of a world. */
export function windowsFiles(described: WindowsDescription) {
  const { build, gpuDriver, gpu, memoryGiB, suite, runtimes = {}, running, ...software } = described;
  const pc = windowsPc({
    build,
    gpuDriver,
    gpu,
    memoryGiB,
    running,
    ...(suite !== undefined && {
      suite:
        suite === null
          ? null
          : installed('vr-classroom', suite.version, suite.genuine ? GENUINE : 'f'.repeat(GENUINE.length)),
    }),
    runtimes: Object.entries(runtimes).map(([product, text]) => ({ ...installed(product, text), files: [] })),
    ...runtimeParts(software, manifest),
  });
  return {
    host: { schema: 'vrlab.host/1', ...pc.host },
    runtimes: { schema: 'vrlab.runtimes/1', ...pc.runtimes },
    software: { schema: 'vrlab.software/1', ...pc.software },
  };
}
