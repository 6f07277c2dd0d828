import { z } from 'zod';
import { instantSchema } from './instant.ts';
import { longText } from './unseen-characters.ts';

/** A sentence of somebody who thinks that the verdict of a run is wrong, kept beside the run for the engineer. */
export const runDisputeSchema = z.strictObject({ at: instantSchema, text: longText(z.string().trim().max(1000)) });
export type RunDispute = z.infer<typeof runDisputeSchema>;
