import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { everyone } from './contract-roles.ts';
import { kioskStateSchema, lockdownSchema, removableDriveSchema } from './domain/kiosk.ts';
import { outcomeOf } from './domain/problem-schema.ts';

const keptFileSchema = z.object({ file: z.string(), isWhole: z.boolean() });
export type KeptFileOnScreen = z.infer<typeof keptFileSchema>;

export const kioskContract = {
  /** Null where the program is no kiosk. */
  state: everyone.output(kioskStateSchema.nullable()),
  /** Staff leaves it. Problems: those of checking the PIN, `kiosk-none`. */
  leave: everyone.input(z.object({ pin: z.string().max(64) })).output(outcomeOf(z.null())),
  enter: everyone.output(outcomeOf(z.null())),
  /** Files that were kept without asking where, as it happens. */
  kept: everyone.output(eventIterator(keptFileSchema)),
  drives: everyone.output(z.array(removableDriveSchema)),
  /** Copies a kept file to a removable drive. @returns where it is now. Problems: `kiosk-file-unknown`, `kiosk-drive-gone`, `kiosk-not-copied`. */
  copy: everyone
    .input(z.object({ file: z.string().max(200), drive: z.string().max(400) }))
    .output(outcomeOf(z.string())),
  /** What the operating system enforces on this PC, kiosk or not. */
  lockdown: everyone.output(lockdownSchema),
};
