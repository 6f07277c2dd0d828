import { z } from 'zod';
import { FAULT_OUTCOMES } from './fault-outcomes.ts';

/** What a fault code refers to. */
const faultCodeSubjectSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('model'),
    number: z.int(),
    /** Models of the catalogue here with that number: none when it does not know the model, hardly ever two. */
    models: z.array(z.object({ id: z.string(), name: z.string() })),
  }),
  /** A VR device that was seen, but not which. */
  z.object({ kind: z.literal('unknown-device') }),
  /** The PC and its software. */
  z.object({ kind: z.literal('host') }),
  /** The seat as a whole, e.g. that nothing is connected. */
  z.object({ kind: z.literal('seat') }),
]);
export type FaultCodeSubject = z.infer<typeof faultCodeSubjectSchema>;

/** What a fault code says, read without any network. */
export const decodedFaultCodeSchema = z.object({
  /** The code as it is written, in groups of four. */
  code: z.string(),
  subject: faultCodeSubjectSchema,
  /** Check id; null when only a newer program knows the number. */
  check: z.string().nullable(),
  checkNumber: z.int(),
  /** Ids of the causes that this check can find; the code does not hold which one it was. Empty where the check is not known. */
  causes: z.array(z.string()),
  outcome: z.enum(FAULT_OUTCOMES),
  /** Made in a demonstration world: no real fault. */
  demo: z.boolean(),
  publicationVersion: z.int(),
  /** Null where this PC is no station, or the one that made the code was none. */
  sameStation: z.boolean().nullable(),
  /** Civil date of the check in UTC+8, YYYY-MM-DD; null when the clock of that PC was wrong. */
  day: z.string().nullable(),
  /** Id of the key that made the code. */
  key: z.string(),
});
export type DecodedFaultCode = z.infer<typeof decodedFaultCodeSchema>;
