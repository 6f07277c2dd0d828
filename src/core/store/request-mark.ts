import path from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../platform/write-durably.ts';
import { readRegularFileSync } from '../platform/regular-file.ts';
import type { Chain, ChainHead } from './request-chain.ts';

/** The watermark is outside the database, because SQLite treats a truncated write-ahead log as a shorter one and reports no damage. */
export const requestMarkFileIn = (dataDirectory: string): string => path.join(dataDirectory, REQUEST_MARK_NAME);
export const REQUEST_MARK_NAME = 'request-mark.json';

const count = z.int().nonnegative();
/** What was lost from the database. `differs`: other content is in its place. */
const lossSchema = z.strictObject({ events: count, requests: count, differs: z.boolean() });
export type Loss = z.infer<typeof lossSchema>;

const MAX_MARK_BYTES = 64 * 1024;
const MARK_SCHEMA = 'vrlab.request-mark/1';
const markSchema = z.strictObject({
  schema: z.literal(MARK_SCHEMA),
  events: count,
  requests: count,
  hash: z.string(),
  /** Reported until somebody acknowledges it. */
  loss: lossSchema.nullable(),
});
export type RequestMark = z.infer<typeof markSchema>;

/** Reads a watermark. @returns null where it is missing or unreadable. */
export function readRequestMark(file: string): RequestMark | null {
  try {
    return markSchema.parse(JSON.parse(readRegularFileSync(file, MAX_MARK_BYTES).toString('utf8')));
  } catch {
    return null;
  }
}

/** Writes a watermark. @throws where it cannot be written; the old one stays then. */
export function writeRequestMark(file: string, { events, requests, hash }: ChainHead, loss: Loss | null): void {
  const mark: RequestMark = { schema: MARK_SCHEMA, events, requests, hash, loss };
  writeDurably(file, `${JSON.stringify(mark)}\n`);
}

/** Compares a watermark with the database. @returns what the database has lost since; null where nothing is lost. */
export function lossBetween(mark: ChainHead, chain: Pick<Chain, 'head' | 'hashAt'>): Loss | null {
  const head = chain.head();
  const found = chain.hashAt(mark.events);
  if (found === mark.hash) return null;
  return {
    events: Math.max(0, mark.events - head.events),
    requests: Math.max(0, mark.requests - head.requests),
    differs: found !== null,
  };
}

export function bothLosses(one: Loss | null, other: Loss | null): Loss | null {
  if (one === null || other === null) return one ?? other;
  return {
    events: one.events + other.events,
    requests: one.requests + other.requests,
    differs: one.differs || other.differs,
  };
}

/** The larger of several reports about the same loss. */
export const largerLoss = (losses: readonly (Loss | null)[]): Loss | null =>
  losses.reduce((one, other) => (one === null || (other !== null && other.events > one.events) ? other : one), null);
