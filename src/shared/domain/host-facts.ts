import { z } from 'zod';

export const gpuFactsSchema = z.object({
  name: z.string(),
  /** PCI id `10de:2684` where the operating system gives one. */
  pciId: z.string().nullable(),
  driver: z.string().nullable(),
  driverVersion: z.string().nullable(),
  /** Date the driver's publisher gave it, `2024-10-15`. */
  driverDate: z.string().nullable().default(null),
  /** Registry key, folder or library the adapter was read from. */
  source: z.string().nullable().default(null),
});
export type GpuFacts = z.infer<typeof gpuFactsSchema>;

export const diskFactsSchema = z.object({
  /** Mount point or drive, e.g. `/` or `C:`. */
  mount: z.string(),
  totalBytes: z.number().min(0),
  /** Free to an ordinary user. */
  freeBytes: z.number().min(0),
});
export type DiskFacts = z.infer<typeof diskFactsSchema>;

/** The PC itself. Null means "could not be found out", never "none". */
export const hostFactsSchema = z.object({
  os: z
    .object({
      platform: z.string(),
      name: z.string().nullable(),
      /** Release by its name: `23H2` on Windows, `12` on Debian. */
      version: z.string().nullable(),
      /** Windows build with its update revision such as `22631.4317`, Linux kernel release. */
      build: z.string().nullable(),
      /** `EditionID` of Windows, e.g. `Education`. */
      edition: z.string().nullable().default(null),
    })
    .nullable(),
  cpu: z.object({ model: z.string(), logicalCores: z.int().min(1) }).nullable(),
  memory: z.object({ totalBytes: z.number().min(0), availableBytes: z.number().min(0).nullable() }).nullable(),
  gpus: z.array(gpuFactsSchema).nullable(),
  disks: z.array(diskFactsSchema).nullable(),
});
export type HostFacts = z.infer<typeof hostFactsSchema>;
