import { z } from 'zod';
import { bothLanguagesSchema } from './both-languages.ts';
import { checkRunSchema } from './check-run.ts';
import { recognisedDeviceSchema } from './device.ts';
import { findingSchema } from './finding.ts';

const problemSchema = z.object({ speaking: findingSchema, also: z.array(findingSchema) });

/** A device of the same model, and with the same serial number, in another socket. */
const movedDeviceSchema = z.object({ device: recognisedDeviceSchema, from: z.string(), to: z.string() });
export type MovedDevice = z.infer<typeof movedDeviceSchema>;

/** A product whose version is another one; null: it was not there, or is not there any more. An empty text: its version is not told. */
const changedVersionSchema = z.object({
  product: z.string(),
  name: bothLanguagesSchema,
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type ChangedVersion = z.infer<typeof changedVersionSchema>;

/** What changed from one run to a later one. */
export const runComparisonSchema = z.object({
  problems: z.object({
    /** Of the older run. */
    gone: z.array(problemSchema),
    /** Of the newer run. */
    added: z.array(problemSchema),
    stayed: z.array(problemSchema),
  }),
  devices: z.object({
    gone: z.array(recognisedDeviceSchema),
    added: z.array(recognisedDeviceSchema),
    moved: z.array(movedDeviceSchema),
  }),
  versions: z.array(changedVersionSchema),
});
export type RunComparison = z.infer<typeof runComparisonSchema>;

/** As much of a run as it takes to word what changed. */
export const comparedRunSchema = checkRunSchema.pick({
  id: true,
  startedAt: true,
  verdict: true,
  demo: true,
  publication: true,
  devices: true,
});
export type ComparedRun = z.infer<typeof comparedRunSchema>;

export const comparedRunsSchema = z.object({
  older: comparedRunSchema,
  newer: comparedRunSchema,
  comparison: runComparisonSchema,
});
export type ComparedRuns = z.infer<typeof comparedRunsSchema>;
