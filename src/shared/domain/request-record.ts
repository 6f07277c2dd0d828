import { z } from 'zod';
import { bothLanguagesSchema } from './both-languages.ts';
import { problemSchema, unreadableRecordOf } from './problem-schema.ts';
import { channelSchema } from './channel.ts';
import { deliverySchema } from './delivery.ts';
import { instantSchema } from './instant.ts';
import { REQUIRED_FIELDS } from './request-completeness.ts';
import { requestEventSchema, requestStateSchema, serviceMessageSchema } from './request-lifecycle.ts';
import { filedRequestSchema, ulidSchema } from './service-request.ts';
import { filedKindSchema, servicePromiseSchema, urgencySchema, watchedPromiseSchema } from './service-terms.ts';

/** A request in a list. */
export const requestSummarySchema = z.object({
  id: ulidSchema,
  number: z.string(),
  title: z.string(),
  kind: filedKindSchema,
  urgency: urgencySchema,
  state: requestStateSchema,
  filedAt: instantSchema,
  demo: z.boolean(),
  /** The next promise that is still open, or the first one missed. */
  next: watchedPromiseSchema.nullable(),
  /** Somebody has received it: by a channel, by telephone, or by hand. */
  delivered: z.boolean(),
  /** When somebody comes or calls, as last agreed; null where nothing is, or where that has happened. */
  appointment: instantSchema.nullable(),
  /** How many things the service desk has said since somebody last looked at it. */
  unread: z.int(),
});
export type RequestSummary = z.infer<typeof requestSummarySchema>;

/** One of which a row is damaged. */
const unreadableRequestSchema = unreadableRecordOf(requestStateSchema);
export type UnreadableRequest = z.infer<typeof unreadableRequestSchema>;

export const listedRequestSchema = z.union([requestSummarySchema, unreadableRequestSchema]);
export type ListedRequest = z.infer<typeof listedRequestSchema>;

/** How many requests this PC has, however many there are; one that cannot be read counts by its state. */
export const requestCountsSchema = z.object({
  open: z.int(),
  done: z.int(),
  /** With news that nobody has looked at, whether they are open or done. */
  unread: z.int(),
  /** Open ones that nobody has received yet. */
  undelivered: z.int(),
  /** Open ones of which a row is damaged. */
  unreadable: z.int(),
  /** Open ones too many to be looked through: whether they are undelivered or unreadable is not known. */
  unexamined: z.int(),
});
export type RequestCounts = z.infer<typeof requestCountsSchema>;

/** An open request that is about a problem of a run. */
export const coveringRequestSchema = z.object({
  id: ulidSchema,
  number: z.string(),
  title: z.string(),
  state: requestStateSchema,
  filedAt: instantSchema,
  appointment: instantSchema.nullable(),
  /** What the service desk last said about it in words, e.g. that a part is on order; null where it said nothing. */
  news: z.object({ at: instantSchema, text: z.string() }).nullable(),
  /** Nobody has received it: it waits for a channel, or to be carried or told. */
  received: z.boolean(),
});
export type CoveringRequest = z.infer<typeof coveringRequestSchema>;

/** A problem of a run, by what its speaking finding says, with the open request about it. */
export const reportedProblemSchema = z.object({
  check: z.string(),
  cause: z.string().nullable(),
  subject: z.string(),
  request: coveringRequestSchema,
});
export type ReportedProblem = z.infer<typeof reportedProblemSchema>;

/** A request with everything that happened to it. Personal fields are masked. */
export const requestRecordSchema = z.object({
  request: filedRequestSchema,
  state: requestStateSchema,
  events: z.array(requestEventSchema),
  promises: z.array(watchedPromiseSchema),
  deliveries: z.array(deliverySchema),
  /** Somebody took it along as a signed file; nobody knows here whether it arrived. */
  carried: z.boolean(),
});
export type RequestRecord = z.infer<typeof requestRecordSchema>;

/** A channel as it may be shown: without its secret. */
export const channelChoiceSchema = z.object({
  settings: channelSchema,
  /** A secret is stored for it. */
  secret: z.boolean(),
});
export type ChannelChoice = z.infer<typeof channelChoiceSchema>;

/** Exactly what will leave the PC, before it does. */
export const previewSchema = z.object({
  message: serviceMessageSchema,
  /** To be passed back when sending: what is sent must be what was shown. */
  seal: z.string(),
  /** Where it goes; empty: it waits here until a channel is set up, or leaves by file or paper. */
  channels: z.array(z.object({ id: z.string(), title: z.string() })),
  /** Why it is that urgent; null for events. */
  urgencyReason: bothLanguagesSchema.nullable(),
  promises: z.array(servicePromiseSchema),
  /** What has to be filled in before it can be filed. */
  missing: z.array(z.enum(REQUIRED_FIELDS)),
  /** Why this PC's clock is not to be believed; absent where it is. */
  clock: problemSchema.optional(),
});
export type Preview = z.infer<typeof previewSchema>;

/** What came of a file with status updates. */
export const importReportSchema = z.object({
  taken: z.int(),
  /** Taken in before. */
  known: z.int(),
  /** Of requests this PC does not have, or not possible in their state. */
  refused: z.array(z.object({ number: z.string().nullable(), code: z.string() })),
});
export type ImportReport = z.infer<typeof importReportSchema>;

/** A file for the user to keep. */
export const fileToKeepSchema = z.object({ fileName: z.string(), mediaType: z.string(), base64: z.string() });
export type FileToKeep = z.infer<typeof fileToKeepSchema>;
