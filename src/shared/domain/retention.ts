import { z } from 'zod';
import { RETENTION_SCHEMA } from './schema-names.ts';

/** How long each kind of record is retained. A field that is left out has the default. */
export const retentionSchema = z.strictObject({
  schema: z.literal(RETENTION_SCHEMA),
  /** Names and phone numbers in requests, in days after they ended; also forms nobody filed. */
  contactsDaysAfterClosing: z.int().min(1).max(3650).default(90),
  /** Names and drawn signatures under reports of inspections. */
  peopleOfReportsYears: z.int().min(1).max(30).default(5),
  runsYears: z.int().min(1).max(30).default(3),
  /** Which publications were installed when, and who did what. The law asks for six months at least. */
  logsMonths: z.int().min(6).max(60).default(12),
});
export type Retention = z.infer<typeof retentionSchema>;

/** What would go, or what went. */
export const erasureSchema = z.strictObject({
  /** Numbers of requests that lose names and phone numbers. */
  requests: z.array(z.string()),
  /** Forms that nobody filed. */
  drafts: z.int().min(0),
  /** Numbers of inspections that lose names and drawn signatures. */
  inspections: z.array(z.string()),
  runs: z.int().min(0),
  /** Entries of the history of installed publications, and of the audit log. */
  log: z.int().min(0),
  /** Copies of the database made before an update: they hold what is erased. File names. */
  copies: z.array(z.string()),
  /** Numbers of requests whose names cannot be erased, because this program does not understand how they were written. */
  notUnderstood: z.array(z.string()),
});
export type Erasure = z.infer<typeof erasureSchema>;
