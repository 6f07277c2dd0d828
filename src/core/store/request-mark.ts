import path from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../platform/write-durably.ts';
import { readRegularFileSync } from '../platform/regular-file.ts';
import type { Chain, ChainHead } from './request-chain.ts';

/** Kept outside the database: SQLite takes a journal that was cut off for a shorter one, and says that all is well. */
export const requestMarkFileIn = (dataDirectory: string): string => path.join(dataDirectory, REQUEST_MARK_NAME);
export const REQUEST_MARK_NAME = 'request-mark.json';

const count = z.int().nonnegative();
/** What the database once held and holds no more. `differs`: what is there in its place is something else. */
const lossSchema = z.strictObject({ events: count, requests: count, differs: z.boolean() });
export type Loss = z.infer<typeof lossSchema>;

const MAX_MARK_BYTES = 64 * 1024;
const MARK_SCHEMA = 'vrlab.request-mark/1';
const markSchema = z.strictObject({
  schema: z.literal(MARK_SCHEMA),
  events: count,
  requests: count,
  hash: z.string(),
  /** Told until somebody says that it is known. */
  loss: lossSchema.nullable(),
});
export type RequestMark = z.infer<typeof markSchema>;

/** @returns null where there is none that can be read. */
export function readRequestMark(file: string): RequestMark | null {
  try {
    return markSchema.parse(JSON.parse(readRegularFileSync(file, MAX_MARK_BYTES).toString('utf8')));
  } catch {
    return null;
  }
}

/** @throws where it cannot be written; the one before it is still there then. */
export function writeRequestMark(file: string, { events, requests, hash }: ChainHead, loss: Loss | null): void {
  const mark: RequestMark = { schema: MARK_SCHEMA, events, requests, hash, loss };
  writeDurably(file, `${JSON.stringify(mark)}\n`);
}

/** What the mark knows of and the database does not. */
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

/** Of two that tell of the same, the one that knows more. */
export const largerLoss = (losses: readonly (Loss | null)[]): Loss | null =>
  losses.reduce((one, other) => (one === null || (other !== null && other.events > one.events) ? other : one), null);
