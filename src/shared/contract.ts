import { type ContractRouterClient, eventIterator } from '@orpc/contract';
import { z } from 'zod';
import {
  administrator,
  type DeclaredContract,
  engineer,
  everyone,
  teacher,
  teacherAsking,
  teacherOrFiler,
  teacherOrFilerAsking,
} from './contract-roles.ts';
import { channelContract } from './channel-contract.ts';
import { APPEARANCES } from './domain/appearance.ts';
import { bothLanguagesSchema } from './domain/both-languages.ts';
import { checkRunSchema, liveStateSchema, publicationStampSchema } from './domain/check-run.ts';
import { outboxStateSchema } from './domain/delivery.ts';
import { deviceKindSchema, recognisedDeviceSchema } from './domain/device.ts';
import { decodedFaultCodeSchema } from './domain/fault-code.ts';
import { findingSchema, verdictSchema } from './domain/finding.ts';
import { publishedCausesSchema } from './domain/guide.ts';
import { levelDecisionSchema } from './domain/inspection/inspection-plan.ts';
import { LANGUAGES } from './domain/language.ts';
import { outcomeOf, problemSchema } from './domain/problem-schema.ts';
import { publicationLookSchema, publicationSourceSchema } from './domain/publication-source.ts';
import { teacherEventSchema } from './domain/request-lifecycle.ts';
import {
  channelChoiceSchema,
  coveringRequestSchema,
  fileToKeepSchema,
  importReportSchema,
  listedRequestSchema,
  previewSchema,
  reportedProblemSchema,
  requestCountsSchema,
  requestRecordSchema,
} from './domain/request-record.ts';
import { erasureSchema, retentionSchema } from './domain/retention.ts';
import { runDisputeSchema } from './domain/run-dispute.ts';
import { comparedRunsSchema } from './domain/run-comparison.ts';
import { runFilterSchema } from './domain/run-filter.ts';
import { screenErrorSchema } from './domain/screen-error.ts';
import { hotlineShownSchema } from './domain/service-hours.ts';
import { contactSchema, requestDraftSchema, ulidSchema } from './domain/service-request.ts';
import { requestKindSchema } from './domain/service-terms.ts';
import { probeIdSchema, probeStatusSchema } from './domain/snapshot.ts';
import { setupDoneSchema, setupOfferSchema } from './domain/school-file.ts';
import { expectedDeviceSchema, stationSchema } from './domain/station.ts';
import { teacherSchema } from './domain/teacher.ts';
import { versionTableSchema } from './domain/version-table.ts';
import { auditEntrySchema, pinChoiceSchema, roleStateSchema } from './domain/pins.ts';
import { pcIdentitySchema, socketsSchema } from './domain/pc-sockets.ts';
import { inspectionContract } from './inspection-contract.ts';
import { kioskContract } from './kiosk-contract.ts';
import { logContract } from './log-contract.ts';

const languageSchema = z.enum(LANGUAGES);

const aboutSchema = z.object({
  version: z.string(),
  language: languageSchema,
  appearance: z.enum(APPEARANCES),
  /** The one in use, as of now. */
  publication: publicationStampSchema,
  /** Name of the demonstration world, null on a real PC. */
  world: z.string().nullable(),
  /** Trouble the user has to know about before anything else, e.g. a database that cannot be used. */
  problems: z.array(problemSchema),
});
export type About = z.infer<typeof aboutSchema>;

/** Where a run was stored. `nowhere` is shown on the screen. */
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
  /** Null where the PC was no station then. */
  seat: z.string().nullable(),
  /** As much as it takes to name them. */
  devices: z.array(recognisedDeviceSchema.pick({ model: true, name: true, vendor: true })),
  /** Number of problems by what they mean for the lesson. */
  fail: z.int(),
  warn: z.int(),
  unknown: z.int(),
  /** All of them: findings of one cause about one subject are one. */
  problems: z.int(),
});
export type RunSummary = z.infer<typeof runSummarySchema>;

/** How often each verdict was given on each day that has one, in civil dates of UTC+8. */
const runTrendSchema = z.object({
  from: z.string(),
  to: z.string(),
  days: z.array(z.object({ day: z.string(), verdict: verdictSchema, count: z.int() })),
});
export type RunTrend = z.infer<typeof runTrendSchema>;

/** Runs that are looked for, newest first. */
const runPageSchema = z.object({
  runs: z.array(runSummarySchema),
  /** How many there are from here on; counted up to a limit, and on later pages not beyond the page. */
  count: z.int(),
  /** There are more than were counted. */
  hasMore: z.boolean(),
});
export type RunPage = z.infer<typeof runPageSchema>;

const recordedFindingSchema = z.object({
  run: z.string(),
  finding: findingSchema,
  devices: z.array(recognisedDeviceSchema),
});
export type RecordedFinding = z.infer<typeof recordedFindingSchema>;

const lessonProgramSchema = z.object({ name: bothLanguagesSchema, isInstalled: z.boolean() });
export type LessonProgram = z.infer<typeof lessonProgramSchema>;

const modelSchema = z.object({ id: z.string(), name: z.string(), kind: deviceKindSchema });
export type ModelChoice = z.infer<typeof modelSchema>;

/** The publication in use, and how new ones come to this PC. */
const publicationNewsSchema = z.object({
  stamp: publicationStampSchema,
  title: bothLanguagesSchema,
  /** `kept`: installed on this PC; `folder`: named for this run, nothing is fetched. */
  origin: z.enum(['embedded', 'kept', 'folder']),
  /** Folder or address it was installed from, and when; null where that is not known. */
  from: z.string().nullable(),
  installedAt: z.string().nullable(),
  /** When its first signature ends; it is used after that all the same. */
  expires: z.string().nullable(),
  /** The beginning of the fingerprint of its publisher's root, to be compared by people; null where nothing is known of it. */
  signer: z.string().nullable(),
  /** Where new ones are looked for; null: no place was named, or it cannot be used. */
  source: publicationSourceSchema.pick({ place: true, enabled: true }).nullable(),
  sourceProblem: problemSchema.nullable(),
  last: publicationLookSchema.nullable(),
  lastGood: publicationLookSchema.nullable(),
});
export type PublicationNews = z.infer<typeof publicationNewsSchema>;

const socketsOfPcSchema = z.object({
  pc: pcIdentitySchema,
  /** As a person reads it; null where the firmware names nothing. */
  name: z.string().nullable(),
  /** How they came to be known: what was learned here wins over what is published. Null: they are not. */
  source: z.enum(['learned', 'published']).nullable(),
  sockets: socketsSchema,
  /** Why what was learned cannot be used here. */
  problem: problemSchema.nullable(),
});
export type SocketsOfPc = z.infer<typeof socketsOfPcSchema>;

/**
 * Everything the screen can ask for, the same over Electron's message port and the web host's socket.
 * Expected failures are values; a thrown error is a defect. Every procedure begins with the role that may call it. Files go as base64:
 * ADR 20 has the figures.
 */
export const contract = {
  app: {
    about: everyone.output(aboutSchema),
    /** Published words for causes; others come with a newer publication. */
    guide: everyone.output(publishedCausesSchema),
    /** Something of a screen failed: goes into the log, for the engineer. */
    reportScreenError: everyone.input(screenErrorSchema).output(z.null()),
    /** Names and licences of the software of others that is inside; long. */
    notices: everyone.output(outcomeOf(z.string())),
    setLanguage: everyone.input(z.object({ language: languageSchema })).output(aboutSchema),
    setAppearance: everyone.input(z.object({ appearance: z.enum(APPEARANCES) })).output(aboutSchema),
  },
  log: logContract,
  publication: {
    news: everyone.output(publicationNewsSchema),
    /** Looks for a newer one now and installs it; takes as long as the source does. */
    fetch: engineer.output(outcomeOf(publicationLookSchema)),
  },
  check: {
    /** Runs one check and stores it; progress first, the run last. Ending the iteration cancels the probes. */
    run: everyone.output(eventIterator(checkProgressSchema)),
    /** What is connected now, and again at every plug and unplug. */
    live: everyone.output(eventIterator(liveStateSchema)),
    /** Judges a text of another program that somebody sent, by its content. Stores nothing. */
    judgeSent: everyone
      .input(z.object({ name: z.string().max(200), base64: z.string().max(14_000_000) }))
      .output(outcomeOf(checkRunSchema)),
  },
  runs: {
    /** Newest first; `before` is the id of the last run of the previous page. */
    list: everyone
      .input(z.object({ limit: z.int().min(1).max(200), before: z.string().optional() }))
      .output(outcomeOf(z.array(runSummarySchema))),
    /** The same of those looked for, and how many there are of them. Ended by hanging up, as `trend` and `exportFile` are. */
    find: everyone
      .input(z.object({ filter: runFilterSchema, limit: z.int().min(1).max(200), before: z.string().optional() }))
      .output(outcomeOf(runPageSchema)),
    /** Of that many days up to today. */
    trend: everyone.input(z.object({ days: z.int().min(1).max(366) })).output(outcomeOf(runTrendSchema)),
    /** What changed from the earlier of two runs to the later one. */
    compare: everyone.input(z.object({ one: z.string(), other: z.string() })).output(outcomeOf(comparedRunsSchema)),
    /** A list of those looked for, for a spreadsheet or another program. */
    exportFile: everyone
      .input(z.object({ filter: runFilterSchema, format: z.enum(['csv', 'json']) }))
      .output(outcomeOf(fileToKeepSchema)),
    get: everyone.input(z.object({ id: z.string() })).output(outcomeOf(checkRunSchema)),
    /** Keeps a sentence against the verdict of a run. @returns all of them, oldest first. Refused when it is empty. */
    dispute: everyone
      .input(z.object({ run: ulidSchema, text: runDisputeSchema.shape.text }))
      .output(outcomeOf(z.array(runDisputeSchema))),
    /** What was said against the verdict of a run, oldest first. */
    disputes: everyone.input(z.object({ run: ulidSchema })).output(outcomeOf(z.array(runDisputeSchema))),
  },
  codes: {
    /** Fault code of each finding of the run, in its order; null where there is nothing to report. */
    ofRun: everyone.input(z.object({ run: z.string() })).output(outcomeOf(z.array(z.string().nullable()))),
    /** What a fault code says; as typed, the app refuses what is none. */
    read: everyone.input(z.object({ code: z.string() })).output(outcomeOf(decodedFaultCodeSchema)),
    /** The finding of a record on this PC that has the code; null where there is none. */
    recorded: everyone.input(z.object({ code: z.string() })).output(outcomeOf(recordedFindingSchema.nullable())),
  },
  versions: {
    /** Of the newest stored run; null where nothing has been checked yet. */
    table: everyone.output(outcomeOf(versionTableSchema.nullable())),
  },
  lesson: {
    /** The published teaching program; null where none is published for this system. */
    program: everyone.output(lessonProgramSchema.nullable()),
    /** Starts it; a host with a window of its own steps aside. */
    start: everyone.output(outcomeOf(z.null())),
  },
  roles: {
    /** Who is signed in and which PINs there are, now and at every change. */
    states: everyone.output(eventIterator(roleStateSchema)),
    state: everyone.output(outcomeOf(roleStateSchema)),
    /** The PIN says whose it is. Wrong ones are counted before they are looked at. */
    signIn: everyone.input(z.object({ pin: z.string().max(40) })).output(outcomeOf(roleStateSchema)),
    lock: everyone.output(outcomeOf(roleStateSchema)),
    /** Somebody touches the screen: it is not locked yet. */
    touch: everyone.output(z.null()),
    /** Whoever knows the number of a request may do with it what its teacher may. */
    proveNumber: everyone.input(z.object({ id: ulidSchema, number: z.string().max(60) })).output(outcomeOf(z.null())),
    set: administrator.input(pinChoiceSchema).output(outcomeOf(roleStateSchema)),
    /** Newest first; `before` is the position of the last one of the previous page. */
    audit: administrator
      .input(z.object({ limit: z.int().min(1).max(500), before: z.int().optional() }))
      .output(outcomeOf(z.array(auditEntrySchema))),
    examineAudit: administrator.output(outcomeOf(z.null())),
    /** What headquarters needs to know to give the administrator a new PIN. */
    askRecovery: everyone.output(outcomeOf(z.object({ device: z.string(), nonce: z.string() }))),
    /** Their answer, signed for this PC and this question alone. */
    recover: everyone
      .input(z.object({ base64: z.string().max(20_000), pin: z.string().max(40) }))
      .output(outcomeOf(roleStateSchema)),
  },
  /** Setting up for the first time from one file for the whole school. */
  setup: {
    /** The row of this PC, where a school file lies; null after the first set-up. */
    offer: everyone.output(outcomeOf(setupOfferSchema.nullable())),
    /** Refused after the first set-up, whoever asks. */
    accept: administrator
      .input(
        z.object({
          file: z.string().max(1000),
          sha256: z.string().max(64),
          passPhrase: z.string().max(400).nullable(),
        }),
      )
      .output(outcomeOf(setupDoneSchema)),
  },
  station: {
    get: everyone.output(outcomeOf(stationSchema.nullable())),
    save: engineer.input(stationSchema).output(outcomeOf(stationSchema)),
    /** The connected equipment, as it would be written into a station. Saves nothing. */
    learn: everyone.output(outcomeOf(z.array(expectedDeviceSchema))),
    /** Every model the catalogue knows, to choose expected equipment from. */
    models: everyone.output(z.array(modelSchema)),
  },
  sockets: {
    get: everyone.output(outcomeOf(socketsOfPcSchema)),
    /** Replaces what was learned at this PC; an empty list forgets it. */
    save: engineer.input(z.object({ sockets: socketsSchema })).output(outcomeOf(socketsOfPcSchema)),
    exportFile: everyone.output(outcomeOf(fileToKeepSchema)),
    /** What another PC of the same model exported. */
    importFile: engineer
      .input(z.object({ name: z.string().max(200), base64: z.string().max(400_000) }))
      .output(outcomeOf(socketsOfPcSchema)),
  },
  teacher: {
    /** Name and phone masked, here and everywhere below; a masked value that comes back keeps the one that is stored. */
    get: everyone.output(outcomeOf(teacherSchema.nullable())),
    /** Whom to call, readable: for a person who asks to see it. */
    reveal: teacher.output(outcomeOf(contactSchema.nullable())),
    save: teacher.input(teacherSchema).output(outcomeOf(teacherSchema)),
    /** The service level these details give, and why. Saves nothing. */
    level: everyone.input(teacherSchema).output(levelDecisionSchema),
  },
  retention: {
    /** How long what is retained, and what would be erased now; changes nothing. */
    plan: everyone.output(outcomeOf(z.object({ settings: retentionSchema, erasure: erasureSchema }))),
    /** Erases it permanently; `incomplete`: bytes of it may still be in the files. */
    apply: administrator.output(outcomeOf(z.object({ erased: erasureSchema, incomplete: problemSchema.nullable() }))),
  },
  requests: {
    /** A form filled as far as the program knows: from a run (and one of its checks), or empty for a request by hand. */
    draft: everyone
      .input(z.object({ run: ulidSchema.nullable(), check: z.string().nullable(), kind: requestKindSchema }))
      .output(outcomeOf(requestDraftSchema)),
    /** Drafts survive a power cut; the id is the one of the later request. */
    keepDraft: everyone.input(requestDraftSchema).output(outcomeOf(requestDraftSchema)),
    drafts: everyone.output(outcomeOf(z.array(requestDraftSchema))),
    /** Whether somebody is there who may discard drafts; asked before anything looks discarded. */
    mayDiscard: teacherAsking.output(outcomeOf(z.null())),
    discardDraft: teacher.input(z.object({ id: ulidSchema })).output(outcomeOf(z.null())),
    preview: everyone.input(requestDraftSchema).output(outcomeOf(previewSchema)),
    /** The contact of a form, readable. */
    revealContact: teacher.input(z.object({ draft: ulidSchema })).output(outcomeOf(contactSchema.nullable())),
    /** The preview with the contact readable as it is typed; one that comes masked stays masked. The same seal. */
    revealPreview: everyone.input(requestDraftSchema).output(outcomeOf(previewSchema)),
    /** Durable when it answers. Refused (`preview-outdated`) when the message is not the one that was shown. */
    file: everyone
      .input(z.object({ draft: requestDraftSchema, seal: z.string() }))
      .output(outcomeOf(requestRecordSchema)),
    /** Newest first; `before` is the id of the last one of the previous page. Without `which`: open and done ones. */
    list: everyone
      .input(
        z.object({
          limit: z.int().min(1).max(200),
          before: ulidSchema.optional(),
          which: z.enum(['open', 'done']).optional(),
        }),
      )
      .output(outcomeOf(z.array(listedRequestSchema))),
    counts: everyone.output(outcomeOf(requestCountsSchema)),
    get: everyone.input(z.object({ id: ulidSchema })).output(outcomeOf(requestRecordSchema)),
    /** The same, readable. */
    reveal: teacherOrFiler.input(z.object({ id: ulidSchema })).output(outcomeOf(requestRecordSchema)),
    /** News of a request were looked at: they are not counted as unread any more. */
    markRead: everyone.input(z.object({ id: ulidSchema })).output(outcomeOf(z.null())),
    /** Problems of a run that an open request is about. */
    reported: everyone.input(z.object({ run: ulidSchema })).output(outcomeOf(z.array(reportedProblemSchema))),
    /** Open requests whose checks all pass in this run: they may be withdrawn. */
    recovered: everyone.input(z.object({ run: ulidSchema })).output(outcomeOf(z.array(coveringRequestSchema))),
    /** Telephone of the service desk, and when it is answered: the school's own, else the published ones. */
    hotline: everyone.output(hotlineShownSchema.nullable()),
    previewEvent: everyone
      .input(z.object({ id: ulidSchema, event: teacherEventSchema }))
      .output(outcomeOf(previewSchema)),
    addEvent: teacherOrFiler
      .input(z.object({ id: ulidSchema, event: teacherEventSchema, seal: z.string() }))
      .output(outcomeOf(requestRecordSchema)),
    /** Whether whoever is there may add to a request; asked before a screen shows it as done. */
    mayAdd: teacherOrFilerAsking.input(z.object({ id: ulidSchema })).output(outcomeOf(z.null())),
    /** Puts a rejected, dead or doubtful delivery back into its lane. */
    resend: teacher.input(z.object({ delivery: ulidSchema })).output(outcomeOf(z.null())),
    /** What waits, now and again at every change. */
    outbox: everyone.output(eventIterator(outboxStateSchema)),
    /** The signed file that a USB drive can carry. */
    exportFile: teacherOrFiler.input(z.object({ id: ulidSchema })).output(outcomeOf(fileToKeepSchema)),
    /** A signed file with status updates of the service desk. */
    importFile: teacher.input(z.object({ base64: z.string().max(2_000_000) })).output(outcomeOf(importReportSchema)),
    document: teacherOrFiler
      .input(
        z.object({
          id: ulidSchema,
          form: z.enum(['request-form', 'handling-sheet']),
          format: z.enum(['pdf', 'docx']),
        }),
      )
      .output(outcomeOf(fileToKeepSchema)),
    channels: everyone.output(outcomeOf(z.array(channelChoiceSchema))),
  },
  channels: channelContract,
  inspections: inspectionContract,
  kiosk: kioskContract,
} satisfies DeclaredContract;

export type ContractClient = ContractRouterClient<typeof contract>;
