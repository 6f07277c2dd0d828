import { z } from 'zod';

export const gpuFactsSchema = z.object({
  name: z.string(),
  /** PCI id `10de:2684` where the operating system gives one. */
  pciId: z.string().nullable(),
  driver: z.string().nullable(),
  driverVersion: z.string().nullable(),
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
      version: z.string().nullable(),
      /** Windows build such as `22631`, Linux kernel release. */
      build: z.string().nullable(),
    })
    .nullable(),
  cpu: z.object({ model: z.string(), logicalCores: z.int().min(1) }).nullable(),
  memory: z.object({ totalBytes: z.number().min(0), availableBytes: z.number().min(0).nullable() }).nullable(),
  gpus: z.array(gpuFactsSchema).nullable(),
  disks: z.array(diskFactsSchema).nullable(),
});
export type HostFacts = z.infer<typeof hostFactsSchema>;
