import { z } from 'zod';
import { adbFactsSchema } from './adb-facts.ts';
import { hidFactsSchema } from './hid-facts.ts';
import { hostFactsSchema } from './host-facts.ts';
import { instantSchema } from './instant.ts';
import { NOT_TAKEN, PROBE_IDS, type ProbeId } from './probe-ids.ts';
import { SNAPSHOT_SCHEMA } from './schema-names.ts';
import { securityFactsSchema } from './security-facts.ts';
import { runtimesFactsSchema, softwareFactsSchema } from './software-facts.ts';
import { REPORT_GAPS, REPORT_KINDS, type ReportMark } from './text-report.ts';
import { usbFactsSchema } from './usb-facts.ts';

const reportMarkSchema: z.ZodType<ReportMark> = z.object({
  kinds: z.array(z.enum(REPORT_KINDS)).min(1),
  file: z.string(),
  unproven: z.boolean(),
  gaps: z.array(z.enum(REPORT_GAPS)),
  dated: z.boolean(),
});

export const probeIdSchema = z.enum(PROBE_IDS);

export const probeStatusSchema = z.enum(['ok', 'failed', 'timeout', 'unsupported']);
export type ProbeStatus = z.infer<typeof probeStatusSchema>;

/** Why a probe has no facts. `code` is stable and has wording in the locale files; `detail` is what the machine said. */
export const probeErrorSchema = z.object({ code: z.string(), detail: z.string() });
export type ProbeError = z.infer<typeof probeErrorSchema>;

const outcomeOf = <Facts extends z.ZodType>(facts: Facts) =>
  z.discriminatedUnion('status', [
    z.object({
      status: z.literal('ok'),
      durationMs: z.number().min(0),
      /** Where the facts come from, e.g. `usb 3.1.0`, `/sys/bus/usb/devices`. */
      sources: z.array(z.string()),
      facts,
    }),
    z.object({
      status: z.enum(['failed', 'timeout', 'unsupported']),
      durationMs: z.number().min(0),
      sources: z.array(z.string()),
      error: probeErrorSchema,
    }),
  ]);

/** The result of all probes of one run. Saved, sent and replayed as it is. */
export const snapshotSchema = z.object({
  schema: z.literal(SNAPSHOT_SCHEMA),
  takenAt: instantSchema,
  /** Version of the program that took it. */
  tool: z.string(),
  platform: z.string(),
  /** True for ever when taken in a demonstration world. */
  demo: z.boolean(),
  /** There where the facts were read from a text that somebody sent. */
  report: reportMarkSchema.optional(),
  probes: z.object({
    usb: outcomeOf(usbFactsSchema),
    hid: outcomeOf(hidFactsSchema),
    host: outcomeOf(hostFactsSchema),
    runtimes: outcomeOf(runtimesFactsSchema).default(() => NOT_TAKEN),
    software: outcomeOf(softwareFactsSchema).default(() => NOT_TAKEN),
    adb: outcomeOf(adbFactsSchema).default(() => NOT_TAKEN),
    /** Looked at for inspections only: other snapshots do not name it. */
    security: outcomeOf(securityFactsSchema).optional(),
  }),
});
export type Snapshot = z.infer<typeof snapshotSchema>;
export type ProbeOutcomes = Snapshot['probes'];
export type ProbeOutcome<Id extends ProbeId = ProbeId> = NonNullable<ProbeOutcomes[Id]>;
/** The facts of one probe when it succeeded. */
export type ProbeFacts<Id extends ProbeId> = Extract<ProbeOutcome<Id>, { status: 'ok' }>['facts'];
