import { z } from 'zod';
import { bothLanguagesSchema } from '../both-languages.ts';
import { publicationStampSchema } from '../check-run.ts';
import { recognisedDeviceSchema } from '../device.ts';
import { verdictSchema } from '../finding.ts';
import { instantSchema } from '../instant.ts';
import { LOCKDOWN_ASPECTS, LOCKDOWN_LEVELS, LOCKDOWN_REASONS } from '../kiosk.ts';
import { LANGUAGES } from '../language.ts';
import { serviceLevelSchema } from '../service-terms.ts';
import { cellSchema, countsSchema } from './cell.ts';
import { checklistItemSchema } from './checklist.ts';
import {
  adviceSchema,
  inspectionProblemSchema,
  itemToInspectSchema,
  labSchema,
  periodSchema,
  personNameSchema,
  sessionStationSchema,
} from './inspection-session.ts';
import {
  civilDateSchema,
  conclusionSchema,
  inspectionKindSchema,
  notInspectedReasonSchema,
  severitySchema,
  subjectSchema,
} from './inspection-terms.ts';
import { rectificationStateSchema } from './rectification.ts';
import { equipmentRowSchema, photoSchema } from './lab-equipment.ts';

/** `/1`, up to release 0.3.0, knew 不适用 as a reason of 未检 only. Read for ever; everything later it lacks is optional. */
const REPORT_SCHEMAS = ['vrlab.inspection-report/1', 'vrlab.inspection-report/2'] as const;
export const INSPECTION_REPORT_SCHEMA = REPORT_SCHEMAS[1];

/** A version found in the lab against the config matrix. */
const versionRowSchema = z.strictObject({
  /** Product or component: `vr-teaching-suite`, `valve-index firmware`. */
  subject: z.string().max(200),
  name: z.string().max(200),
  found: z.string().max(200).nullable(),
  /** What the matrix wants, as text of versions; null where it has no rule. */
  wanted: z.string().max(400).nullable(),
  conforms: z.enum(['yes', 'no', 'unknown']),
  seats: z.array(z.string()).max(500),
});
export type VersionConformityRow = z.infer<typeof versionRowSchema>;

const stationRowSchema = sessionStationSchema.extend({ counts: countsSchema });

/** One period in a comparison. */
const periodFigureSchema = z.strictObject({
  label: z.string().max(20),
  number: z.string().max(40),
  finishedOn: civilDateSchema,
  counts: countsSchema,
  decided: conclusionSchema,
});
export type PeriodFigure = z.infer<typeof periodFigureSchema>;

const changeSchema = z.strictObject({
  item: z.string().max(80),
  text: bothLanguagesSchema,
  severity: severitySchema,
  subjects: z.array(subjectSchema).min(1),
  /** Where it was tracked after the last report: what had been recorded of it. */
  rectification: rectificationStateSchema.optional(),
  /** Where else the same problem was or is, and what became of it there. */
  elsewhere: z
    .array(
      z.strictObject({
        became: z.enum(['appeared', 'solved', 'notInspected']),
        subjects: z.array(subjectSchema).min(1),
      }),
    )
    .optional(),
});

/** Why nothing is known of an old problem now. `not-listed`: the seat or the item is not in this inspection any more. */
const notLookedAtSchema = z.enum([...notInspectedReasonSchema.options, 'open', 'not-applicable', 'not-listed']);
export type NotLookedAt = z.infer<typeof notLookedAtSchema>;

/** Against the last signed inspection of this lab. */
const comparisonSchema = z.strictObject({
  previous: periodFigureSchema,
  appeared: z.array(changeSchema),
  solved: z.array(changeSchema),
  persisting: z.array(changeSchema),
  /** Problems of the last report that nobody has looked at again. Reports up to release 0.3.0 lack it: it counted them as persisting. */
  notInspected: z.array(changeSchema.extend({ because: notLookedAtSchema })).optional(),
});

/** How far the operating system kept people inside the program, on the PC that made the report. `edition` of Windows, if known. */
const reportLockdownSchema = z.strictObject({
  level: z.enum(LOCKDOWN_LEVELS),
  reasons: z
    .array(
      z.strictObject({
        aspect: z.enum(LOCKDOWN_ASPECTS),
        is: z.enum(['closed', 'open', 'unknown']),
        reason: z.enum(LOCKDOWN_REASONS),
      }),
    )
    .max(LOCKDOWN_ASPECTS.length),
  edition: z.string().max(80).nullable(),
});

/** Everything a report contains: the only source of every format it is exported in. Its texts are fixed. */
export const inspectionReportSchema = z.strictObject({
  schema: z.enum(REPORT_SCHEMAS),
  /** ULID of the inspection. */
  id: z.string().length(26),
  number: z.string().max(40),
  language: z.enum(LANGUAGES),
  demo: z.boolean(),
  lab: labSchema,
  level: serviceLevelSchema.nullable(),
  period: periodSchema,
  startedAt: instantSchema,
  /** When the report was made for signing. */
  finishedAt: instantSchema,
  inspectors: z.array(personNameSchema).max(8),
  schoolPerson: personNameSchema.nullable(),
  remark: z.string().max(4000),
  program: z.string().max(40),
  publication: publicationStampSchema,
  /** Reports of earlier releases, and those of a demonstration, lack it. */
  lockdown: reportLockdownSchema.optional(),
  checklist: z.strictObject({
    id: z.string(),
    version: z.int(),
    title: bothLanguagesSchema,
    kinds: z.array(inspectionKindSchema),
  }),
  sections: z.array(
    z.strictObject({
      id: z.string(),
      title: bothLanguagesSchema,
      counts: countsSchema,
      items: z.array(
        z.strictObject({
          item: checklistItemSchema.omit({ guide: true }),
          counts: countsSchema,
          cells: z.array(cellSchema),
        }),
      ),
    }),
  ),
  stations: z.array(stationRowSchema),
  equipment: z.array(equipmentRowSchema),
  versions: z.array(versionRowSchema),
  problems: z.array(inspectionProblemSchema),
  /** Where the lab does not pass only because of what was not inspected: those items. Reports of release 0.3.0 lack it. */
  toInspect: z.array(itemToInspectSchema).min(1).optional(),
  counts: countsSchema,
  comparison: comparisonSchema.nullable(),
  /** Earlier signed inspections of this lab and this one, oldest first. */
  history: z.array(periodFigureSchema).max(40),
  advice: z.array(adviceSchema).max(60),
  conclusion: z.strictObject({
    proposed: conclusionSchema,
    /** Row of the published rules that proposed it. */
    rule: z.string().max(80),
    ruleReason: bothLanguagesSchema,
    decided: conclusionSchema,
    /** Nobody has decided yet, and `decided` is only what is proposed. Never in a signed report. */
    undecided: z.literal(true).optional(),
    reason: z.string().max(2000),
  }),
  photos: z.array(photoSchema),
  /** Raw facts by seat (附录). */
  annex: z.array(
    z.strictObject({
      seat: z.string(),
      run: z.string().length(26),
      startedAt: instantSchema,
      durationMs: z.number(),
      verdict: verdictSchema,
      tool: z.string(),
      platform: z.string(),
      snapshotSha256: z.string().length(64),
      devices: z.array(
        recognisedDeviceSchema.pick({
          model: true,
          kind: true,
          name: true,
          vendor: true,
          serial: true,
          port: true,
          speed: true,
        }),
      ),
      probes: z.array(z.strictObject({ id: z.string(), status: z.string(), sources: z.array(z.string()) })),
    }),
  ),
});
export type InspectionReport = z.infer<typeof inspectionReportSchema>;

/** Seats of the lab of which nothing was inspected (未检机位). */
export const seatsNotInspected = ({ stations }: Pick<InspectionReport, 'stations'>): string[] =>
  stations.flatMap(({ seat, counts: { asked, notInspected, open } }) =>
    asked > 0 && notInspected + open === asked ? [seat] : [],
  );
