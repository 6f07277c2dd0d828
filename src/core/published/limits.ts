import { z } from 'zod';

const bound = z.number().positive();

/** Published thresholds; the numbers and their sources are in `publication/draft/policy.json`. */
export const limitsSchema = z.strictObject({
  usb: z.strictObject({
    devicesPerController: z.strictObject({ warn: bound }),
    endpointsPerController: z.strictObject({ warn: bound }),
    hubsInChain: z.strictObject({ warn: bound }),
  }),
  memory: z.strictObject({
    totalBytes: z.strictObject({ warn: bound, fail: bound }),
    availableBytes: z.strictObject({ warn: bound }),
  }),
  disk: z.strictObject({ freeBytes: z.strictObject({ warn: bound, fail: bound }) }),
  publication: z.strictObject({ ageDays: z.strictObject({ warn: bound }) }),
});
export type Limits = z.infer<typeof limitsSchema>;
