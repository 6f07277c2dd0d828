import { eventIterator, oc, type ContractRouterClient } from '@orpc/contract';
import { z } from 'zod';
import { checkRunSchema, liveStateSchema } from './domain/check-run.ts';
import { deviceKindSchema, recognisedDeviceSchema } from './domain/device.ts';
import { decodedFaultCodeSchema } from './domain/fault-code.ts';
import { verdictSchema } from './domain/finding.ts';
import { publishedCausesSchema } from './domain/guide.ts';
import { LANGUAGES } from './domain/language.ts';
import { inspectionContract } from './inspection-contract.ts';
import { outcomeOf, problemSchema } from './domain/problem-schema.ts';
import { screenErrorSchema } from './domain/screen-error.ts';
import { probeIdSchema, probeStatusSchema } from './domain/snapshot.ts';
import { versionTableSchema } from './domain/version-table.ts';
import { outboxStateSchema } from './domain/delivery.ts';
import {
  channelChoiceSchema,
  fileToKeepSchema,
  importReportSchema,
  previewSchema,
  requestRecordSchema,
  listedRequestSchema,
} from './domain/request-record.ts';
import { levelDecisionSchema } from './domain/inspection/inspection-plan.ts';
import { erasureSchema, retentionSchema } from './domain/retention.ts';
import { teacherEventSchema } from './domain/request-lifecycle.ts';
import { contactSchema, requestDraftSchema, ulidSchema } from './domain/service-request.ts';
import { requestKindSchema } from './domain/service-terms.ts';
import { expectedDeviceSchema, stationSchema } from './domain/station.ts';
import { teacherSchema } from './domain/teacher.ts';

const languageSchema = z.enum(LANGUAGES);

const aboutSchema = z.object({
  version: z.string(),
  host: z.enum(['electron', 'web']),
  language: languageSchema,
  /** Name of the demonstration world, null on a real PC. */
  world: z.string().nullable(),
  /** Trouble the user has to know about before anything else, e.g. a database that cannot be used. */
  problems: z.array(problemSchema),
});
export type About = z.infer<typeof aboutSchema>;

/** Where a run was kept. `nowhere` is said on the screen. */
const keepingSchema = z.discriminatedUnion('kept', [
  z.object({ kept: z.literal('database') }),
  z.object({ kept: z.literal('side-file'), file: z.string(), problem: problemSchema }),
  z.object({ kept: z.literal('nowhere'), problem: problemSchema }),
]);
export type Keeping = z.infer<typeof keepingSchema>;

const checkProgressSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('probe'),
    probe: probeIdSchema,
    state: z.enum(['started', ...probeStatusSchema.options]),
  }),
  z.object({ type: z.literal('finished'), run: checkRunSchema, keeping: keepingSchema }),
]);
export type CheckProgress = z.infer<typeof checkProgressSchema>;

const runSummarySchema = z.object({
  id: z.string(),
  startedAt: z.string(),
  verdict: verdictSchema,
  demo: z.boolean(),
  /** As much as it takes to name them. */
  devices: z.array(recognisedDeviceSchema.pick({ model: true, name: true, vendor: true })),
  /** Number of findings that are not fine. */
  fail: z.int(),
  warn: z.int(),
  unknown: z.int(),
});
export type RunSummary = z.infer<typeof runSummarySchema>;

const modelSchema = z.object({ id: z.string(), name: z.string(), kind: deviceKindSchema });
export type ModelChoice = z.infer<typeof modelSchema>;

/**
 * Everything the screen can ask for, the same over Electron's message port and the web host's socket.
 * Expected failures are values; a thrown error is a defect.
 */
export const contract = {
  app: {
    about: oc.output(aboutSchema),
    /** Published words for causes; they stay the same as long as the program runs. */
    guide: oc.output(publishedCausesSchema),
    /** Something of a screen failed: goes into the log, for the engineer. */
    reportScreenError: oc.input(screenErrorSchema).output(z.null()),
    /** Names and licences of the software of others that is inside; long. */
    notices: oc.output(outcomeOf(z.string())),
    setLanguage: oc.input(z.object({ language: languageSchema })).output(aboutSchema),
  },
  check: {
    /** Runs one check and keeps it; progress first, the run last. Ending the iteration cancels the probes. */
    run: oc.output(eventIterator(checkProgressSchema)),
    /** What is connected now, and again at every plug and unplug. */
    live: oc.output(eventIterator(liveStateSchema)),
  },
  runs: {
    /** Newest first; `before` is the id of the last run of the previous page. */
    list: oc
      .input(z.object({ limit: z.int().min(1).max(200), before: z.string().optional() }))
      .output(outcomeOf(z.array(runSummarySchema))),
    get: oc.input(z.object({ id: z.string() })).output(outcomeOf(checkRunSchema)),
  },
  codes: {
    /** Fault code of each finding of the run, in its order; null where there is nothing to report. */
    ofRun: oc.input(z.object({ run: z.string() })).output(outcomeOf(z.array(z.string().nullable()))),
    /** What a fault code says; as typed, the app refuses what is none. */
    read: oc.input(z.object({ code: z.string() })).output(outcomeOf(decodedFaultCodeSchema)),
  },
  versions: {
    /** Of the newest kept run; null where nothing has been checked yet. */
    table: oc.output(outcomeOf(versionTableSchema.nullable())),
  },
  station: {
    get: oc.output(outcomeOf(stationSchema.nullable())),
    save: oc.input(stationSchema).output(outcomeOf(stationSchema)),
    /** The connected equipment, as it would be written into a station. Saves nothing. */
    learn: oc.output(outcomeOf(z.array(expectedDeviceSchema))),
    /** Every model the catalogue knows, to choose expected equipment from. */
    models: oc.output(z.array(modelSchema)),
  },
  teacher: {
    /** Name and phone masked, here and everywhere below; a masked value that is handed back keeps the one that is kept. */
    get: oc.output(outcomeOf(teacherSchema.nullable())),
    /** Whom to call, readable: for a person who asks to see it. */
    reveal: oc.output(outcomeOf(contactSchema.nullable())),
    save: oc.input(teacherSchema).output(outcomeOf(teacherSchema)),
    /** The service level these details give, and why. Saves nothing. */
    level: oc.input(teacherSchema).output(levelDecisionSchema),
  },
  retention: {
    /** How long what is kept, and what would go now; changes nothing. */
    plan: oc.output(outcomeOf(z.object({ settings: retentionSchema, erasure: erasureSchema }))),
    /** Erases it for good; `incomplete`: bytes of it may still be in the files. */
    apply: oc.output(outcomeOf(z.object({ erased: erasureSchema, incomplete: problemSchema.nullable() }))),
  },
  requests: {
    /** A form filled as far as the program knows: from a run (and one of its checks), or empty for a request by hand. */
    draft: oc
      .input(z.object({ run: ulidSchema.nullable(), check: z.string().nullable(), kind: requestKindSchema }))
      .output(outcomeOf(requestDraftSchema)),
    /** Drafts survive a power cut; the id is the one of the later request. */
    keepDraft: oc.input(requestDraftSchema).output(outcomeOf(requestDraftSchema)),
    drafts: oc.output(outcomeOf(z.array(requestDraftSchema))),
    discardDraft: oc.input(z.object({ id: ulidSchema })).output(outcomeOf(z.null())),
    preview: oc.input(requestDraftSchema).output(outcomeOf(previewSchema)),
    /** The contact of a form, readable. */
    revealContact: oc.input(z.object({ draft: ulidSchema })).output(outcomeOf(contactSchema.nullable())),
    /** The preview with the contact readable; the same seal. */
    revealPreview: oc.input(requestDraftSchema).output(outcomeOf(previewSchema)),
    /** Durable when it answers. Refused (`preview-outdated`) when the message is not the one that was shown. */
    file: oc.input(z.object({ draft: requestDraftSchema, seal: z.string() })).output(outcomeOf(requestRecordSchema)),
    /** Newest first; `before` is the id of the last one of the previous page. */
    list: oc
      .input(z.object({ limit: z.int().min(1).max(200), before: ulidSchema.optional() }))
      .output(outcomeOf(z.array(listedRequestSchema))),
    get: oc.input(z.object({ id: ulidSchema })).output(outcomeOf(requestRecordSchema)),
    /** The same, readable. */
    reveal: oc.input(z.object({ id: ulidSchema })).output(outcomeOf(requestRecordSchema)),
    previewEvent: oc.input(z.object({ id: ulidSchema, event: teacherEventSchema })).output(outcomeOf(previewSchema)),
    addEvent: oc
      .input(z.object({ id: ulidSchema, event: teacherEventSchema, seal: z.string() }))
      .output(outcomeOf(requestRecordSchema)),
    /** Puts a rejected, dead or doubtful delivery back into its lane. */
    resend: oc.input(z.object({ delivery: ulidSchema })).output(outcomeOf(z.null())),
    /** What waits, now and again at every change. */
    outbox: oc.output(eventIterator(outboxStateSchema)),
    /** The signed file that a stick can carry. */
    exportFile: oc.input(z.object({ id: ulidSchema })).output(outcomeOf(fileToKeepSchema)),
    /** A signed file with status updates of the service desk. */
    importFile: oc.input(z.object({ base64: z.string().max(2_000_000) })).output(outcomeOf(importReportSchema)),
    document: oc
      .input(
        z.object({
          id: ulidSchema,
          form: z.enum(['request-form', 'handling-sheet']),
          format: z.enum(['pdf', 'docx']),
        }),
      )
      .output(outcomeOf(fileToKeepSchema)),
    channels: oc.output(outcomeOf(z.array(channelChoiceSchema))),
  },
  inspections: inspectionContract,
};

export type ContractClient = ContractRouterClient<typeof contract>;
