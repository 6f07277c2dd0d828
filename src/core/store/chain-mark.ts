import { z } from 'zod';
import path from 'node:path';
import { readRegularFileSync } from '../platform/regular-file.ts';
import { writeDurably } from '../platform/write-durably.ts';
import type { Chain, ChainHead } from './request-chain.ts';
import { inspectionMarkFileIn } from './inspection-mark-file.ts';

/** What the database once held and holds no more. `differs`: what is there in its place is something else. */
export interface Loss extends Pick<ChainHead, 'events' | 'subjects'> {
  readonly differs: boolean;
}

/** How far a chain had come, and what of it was found missing and is reported until somebody says that it is known. */
export interface ChainMark extends ChainHead {
  readonly loss: Loss | null;
}

/**
 * Where a mark is stored: outside the database, because SQLite takes a journal that was cut off for a shorter one, and says that
 * all is well.
 */
export interface MarkFile {
  readonly file: string;
  /** @returns null where there is none that can be read. */
  read(): ChainMark | null;
  /** @throws where it cannot be written; the one before it is still there then. */
  write(mark: ChainMark): void;
}

const MAX_MARK_BYTES = 64 * 1024;

export const count = z.int().nonnegative();

/** @param schema reads the object in the file; `toObject` is the way back. */
export function markFile(
  file: string,
  { schema, toObject }: { readonly schema: z.ZodType<ChainMark>; readonly toObject: (mark: ChainMark) => object },
): MarkFile {
  return {
    file,
    read() {
      try {
        return schema.parse(JSON.parse(readRegularFileSync(file, MAX_MARK_BYTES).toString('utf8')));
      } catch {
        return null;
      }
    },
    write(mark) {
      writeDurably(file, `${JSON.stringify(toObject(mark))}\n`);
    },
  };
}

/** What the mark knows of and the database does not. */
export function lossBetween(mark: ChainHead, chain: Pick<Chain, 'head' | 'hashAt'>): Loss | null {
  const head = chain.head();
  const found = chain.hashAt(mark.events);
  if (found === mark.hash) return null;
  return {
    events: Math.max(0, mark.events - head.events),
    subjects: Math.max(0, mark.subjects - head.subjects),
    differs: found !== null,
  };
}

export function bothLosses(one: Loss | null, other: Loss | null): Loss | null {
  if (one === null || other === null) return one ?? other;
  return {
    events: one.events + other.events,
    subjects: one.subjects + other.subjects,
    differs: one.differs || other.differs,
  };
}

/** Of two that tell of the same, the one that knows more. */
export const largerLoss = (losses: readonly (Loss | null)[]): Loss | null =>
  losses.reduce((one, other) => (one === null || (other !== null && other.events > one.events) ? other : one), null);

export const REQUEST_MARK_NAME = 'request-mark.json';
export const requestMarkFileIn = (dataDirectory: string): string => path.join(dataDirectory, REQUEST_MARK_NAME);

const REQUEST_MARK_SCHEMA = 'vrlab.request-mark/1';
/** Release 0.3.0 stored the mark of signed inspections in this form as well. */
export const requestMarkSchema = z
  .strictObject({
    schema: z.literal(REQUEST_MARK_SCHEMA),
    events: count,
    requests: count,
    hash: z.string(),
    loss: z.strictObject({ events: count, requests: count, differs: z.boolean() }).nullable(),
  })
  .transform(({ events, requests, hash, loss }): ChainMark => ({
    events,
    subjects: requests,
    hash,
    loss: loss && { events: loss.events, subjects: loss.requests, differs: loss.differs },
  }));

/** How far requests had come. */
export const requestMarkIn = (dataDirectory: string): MarkFile =>
  markFile(requestMarkFileIn(dataDirectory), {
    schema: requestMarkSchema,
    toObject: ({ events, subjects, hash, loss }) => ({
      schema: REQUEST_MARK_SCHEMA,
      events,
      requests: subjects,
      hash,
      loss: loss && { events: loss.events, requests: loss.subjects, differs: loss.differs },
    }),
  });

const INSPECTION_MARK_SCHEMA = 'vrlab.inspection-mark/1';
const inspectionMarkSchema = z
  .strictObject({
    schema: z.literal(INSPECTION_MARK_SCHEMA),
    /** Reports and supplements. */
    records: count,
    reports: count,
    hash: z.string(),
    loss: z.strictObject({ records: count, reports: count, differs: z.boolean() }).nullable(),
  })
  .transform(({ records, reports, hash, loss }): ChainMark => ({
    events: records,
    subjects: reports,
    hash,
    loss: loss && { events: loss.records, subjects: loss.reports, differs: loss.differs },
  }));

/**
 * How far signed inspections had come. Release 0.3.0 wrote the schema name and the fields of `request-mark.json` into this file:
 * that form is read for ever and replaced at the next write.
 *
 * 0.3.0 does not read the new form and takes it for no mark at all. Nothing is lost by that: the database beside it has been
 * migrated before the first write here, and 0.3.0 neither reads nor writes a newer database or its mark. Only where an old copy of
 * the database is put back together with 0.3.0 does that release not notice what is missing.
 */
export const inspectionMarkIn = (dataDirectory: string): MarkFile =>
  markFile(inspectionMarkFileIn(dataDirectory), {
    schema: z.union([inspectionMarkSchema, requestMarkSchema]),
    toObject: ({ events, subjects, hash, loss }) => ({
      schema: INSPECTION_MARK_SCHEMA,
      records: events,
      reports: subjects,
      hash,
      loss: loss && { records: loss.events, reports: loss.subjects, differs: loss.differs },
    }),
  });
