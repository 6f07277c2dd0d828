import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { everyone, teacher } from './contract-roles.ts';
import { kioskStateSchema, lockdownSchema, removableDriveSchema, stickEntrySchema } from './domain/kiosk.ts';
import { outcomeOf } from './domain/problem-schema.ts';
import { fileToKeepSchema } from './domain/request-record.ts';

const keptFileSchema = z.object({ file: z.string(), isWhole: z.boolean() });
export type KeptFileOnScreen = z.infer<typeof keptFileSchema>;

const placeSchema = z.object({
  drive: z.string().max(400),
  names: z.array(z.string().max(255)).max(20),
});

export const kioskContract = {
  /** Null where the program is no kiosk. */
  state: everyone.output(kioskStateSchema.nullable()),
  /** Staff leaves it. Problems: those of checking the PIN, `kiosk-none`. */
  leave: everyone.input(z.object({ pin: z.string().max(64) })).output(outcomeOf(z.null())),
  enter: everyone.output(outcomeOf(z.null())),
  /** Files that were kept without asking where, as it happens. */
  kept: everyone.output(eventIterator(keptFileSchema)),
  drives: everyone.output(z.array(removableDriveSchema)),
  /** Copies a kept file to a removable drive. @returns where it is now. Problems: `file-unreadable`, `kiosk-drive-gone`, `file-not-written`. */
  copy: everyone
    .input(z.object({ file: z.string().max(200), drive: z.string().max(400) }))
    .output(outcomeOf(z.string())),
  /** What is in a folder of a removable drive, by its names from the root. Problems: `kiosk-drive-gone`, `file-unreadable`. */
  files: teacher.input(placeSchema).output(outcomeOf(z.array(stickEntrySchema))),
  /** A file of a removable drive. Problems: those of `files`, and of reading it. */
  take: teacher.input(placeSchema).output(outcomeOf(fileToKeepSchema)),
  /** What the operating system enforces on this PC, kiosk or not. */
  lockdown: everyone.output(lockdownSchema),
};
