import { z } from 'zod';
import { PUT_BACK_DISK_SCHEMA } from './schema-names.ts';

/** Which disks of this PC are put back to what they were at every start, as an administrator declares it. */
export const PUT_BACK_DISKS = ['system', 'all', 'none'] as const;
export type PutBackDisks = (typeof PUT_BACK_DISKS)[number];

/** `disk.json`: most restore cards (还原卡) cannot be found out by a program. */
export const putBackDiskSchema = z.strictObject({
  schema: z.literal(PUT_BACK_DISK_SCHEMA),
  /** `none`: also where a product is found that could do it. */
  putBack: z.enum(PUT_BACK_DISKS),
});
export type PutBackDisk = z.infer<typeof putBackDiskSchema>;
