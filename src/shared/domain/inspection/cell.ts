import { z } from 'zod';
import { bothLanguagesSchema } from '../both-languages.ts';
import { findingSchema } from '../finding.ts';
import { instantSchema } from '../instant.ts';
import { ulidSchema } from '../service-request.ts';
import { appliesWhenSchema } from './checklist.ts';
import {
  type ItemOutcome,
  itemOutcomeSchema,
  type NotInspectedReason,
  notInspectedReasonSchema,
  subjectSchema,
} from './inspection-terms.ts';
import { longText } from '../unseen-characters.ts';

/** A finding with its words: published words may change, a record's must not. */
export const wordedFindingSchema = findingSchema.extend({ said: bothLanguagesSchema });
export type FindingInWords = z.infer<typeof wordedFindingSchema>;

/** Up to release 0.3.0 不适用 was stored as a reason for 未检. Such rows and records are read as what they meant. */
function inTodaysTerms(stored: unknown): unknown {
  if (typeof stored !== 'object' || stored === null || !('outcome' in stored) || !('reason' in stored)) return stored;
  const meantNotApplicable = stored.outcome === 'not-inspected' && stored.reason === 'not-applicable';
  return meantNotApplicable ? { ...stored, outcome: 'not-applicable', reason: null } : stored;
}

const reasonFits = ({ outcome, reason }: { outcome: ItemOutcome; reason: NotInspectedReason | null }): boolean =>
  (outcome === 'not-inspected') === (reason !== null);
const REASON = { path: ['reason'], message: 'a reason where not inspected, and only there' };

/** What the program found out by itself, with what it rests on. */
export const automaticResultSchema = z.preprocess(
  inTodaysTerms,
  z
    .strictObject({
      outcome: itemOutcomeSchema,
      reason: notInspectedReasonSchema.nullable(),
      /** When the facts were taken. */
      at: instantSchema,
      /** Check run the facts are from; null for what is compared with the asset register. */
      run: ulidSchema.nullable(),
      findings: z.array(wordedFindingSchema),
      /** The condition of the item that is not met; it is why the item does not apply. */
      unmet: appliesWhenSchema.optional(),
    })
    .refine(reasonFits, REASON),
);
export type AutomaticResult = z.infer<typeof automaticResultSchema>;

const answered = z
  .strictObject({
    outcome: itemOutcomeSchema,
    reason: notInspectedReasonSchema.nullable(),
    /** Measured value in the unit of the item. */
    value: z.number().nullable(),
    note: longText(z.string().trim().max(2000)),
  })
  .refine(reasonFits, REASON);

/** What the inspector says. */
export const answerSchema = z.preprocess(inTodaysTerms, answered);
export type Answer = z.infer<typeof answerSchema>;

/** An answer as it is kept. `bulk`: given together with others (批量填写), not to this cell by itself. */
const storedAnswerSchema = z.preprocess(
  inTodaysTerms,
  answered.safeExtend({ at: instantSchema, bulk: z.literal(true).optional() }),
);

/** One item for one subject. */
export const cellSchema = z.strictObject({
  item: z.string().max(80),
  subject: subjectSchema,
  automatic: automaticResultSchema.nullable(),
  answer: storedAnswerSchema.nullable(),
  photos: z.array(ulidSchema).max(12),
});
export type Cell = z.infer<typeof cellSchema>;

/** What counts of a cell. */
export interface CellResult {
  readonly outcome: ItemOutcome;
  readonly reason: NotInspectedReason | null;
  readonly by: 'program' | 'inspector';
  readonly at: string;
  /** Answered together with others, not by itself. */
  readonly bulk: boolean;
}

/** The inspector's word before the program's; null while the cell is open. */
export function resultOf({ answer, automatic }: Pick<Cell, 'answer' | 'automatic'>): CellResult | null {
  if (answer !== null) {
    const { outcome, reason, at, bulk = false } = answer;
    return { outcome, reason, by: 'inspector', at, bulk };
  }
  if (automatic === null) return null;
  return { outcome: automatic.outcome, reason: automatic.reason, by: 'program', at: automatic.at, bulk: false };
}

/**
 * Whether an outcome decides otherwise than the program found: abnormal what it found normal, and the other way round. That something
 * it found normal was not inspected by a person contradicts nothing.
 */
export const isOtherwise = (outcome: ItemOutcome, automatic: Pick<AutomaticResult, 'outcome'> | null): boolean =>
  automatic?.outcome === 'abnormal'
    ? outcome !== 'abnormal'
    : automatic?.outcome === 'normal' && (outcome === 'abnormal' || outcome === 'not-applicable');

/** The inspector decided otherwise than the program found (改判). It needs a reason, and is shown wherever the result is. */
export const isOverridden = ({ answer, automatic }: Pick<Cell, 'answer' | 'automatic'>): boolean =>
  answer !== null && isOtherwise(answer.outcome, automatic);

/** Decided otherwise without a reason: before the program found anything, as a rule. */
export const lacksReason = (cell: Pick<Cell, 'answer' | 'automatic'>): boolean =>
  isOverridden(cell) && cell.answer?.note === '';

/** What counts of a cell while the inspection goes on; null as well where a reason is still to be written: it is not done with. */
export const settledResultOf = (cell: Pick<Cell, 'answer' | 'automatic'>): CellResult | null =>
  lacksReason(cell) ? null : resultOf(cell);

/** Counts of cells. */
export const countsSchema = z.strictObject({
  /** Asked for (应检): everything but what does not apply. */
  asked: z.int().min(0),
  normal: z.int().min(0),
  abnormal: z.int().min(0),
  /** With a reason (未检). */
  notInspected: z.int().min(0),
  notApplicable: z.int().min(0),
  /** Nothing said yet; none left in a signed report. */
  open: z.int().min(0),
});
export type Counts = z.infer<typeof countsSchema>;

/** 完好率: normal out of all that was asked for, 0 to 1; null where nothing was. */
export const soundShareOf = ({ asked, normal }: Counts): number | null => (asked === 0 ? null : normal / asked);

/** 完好率 in percent with one decimal, as it is shown everywhere: rounded half up, and 100 only where everything is normal. */
export function soundPercentOf({ asked, normal }: Counts): number | null {
  if (asked === 0) return null;
  const tenths = Math.floor((normal * 2000 + asked) / (2 * asked));
  return Math.min(tenths, normal < asked ? 999 : 1000) / 10;
}

/** `83.6%`. @returns null where nothing was asked for. */
export function soundText(counts: Counts): string | null {
  const percent = soundPercentOf(counts);
  return percent === null ? null : `${percent.toFixed(1)}%`;
}

/** @param results of every cell, null while one is open. */
export function countsOf(results: Iterable<CellResult | null>): Counts {
  const counts = { asked: 0, normal: 0, abnormal: 0, notInspected: 0, notApplicable: 0, open: 0 };
  for (const result of results) {
    if (result?.outcome === 'not-applicable') {
      counts.notApplicable += 1;
      continue;
    }
    counts.asked += 1;
    if (result === null) counts.open += 1;
    else if (result.outcome === 'not-inspected') counts.notInspected += 1;
    else counts[result.outcome] += 1;
  }
  return counts;
}
