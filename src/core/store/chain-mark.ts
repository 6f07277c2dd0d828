import { z } from 'zod';
import { readRegularFileSync } from '../platform/regular-file.ts';
import { writeDurably } from '../platform/write-durably.ts';
import type { Chain, ChainHead } from './request-chain.ts';

/** What the database once held and holds no more. `differs`: what is there in its place is something else. */
export interface Loss extends Pick<ChainHead, 'events' | 'subjects'> {
  readonly differs: boolean;
}

/** How far a chain had come, and what of it was found missing and is reported until somebody says that it is known. */
export interface ChainMark extends ChainHead {
  readonly loss: Loss | null;
}

/**
 * Where a mark is kept: outside the database, because SQLite takes a journal that was cut off for a shorter one, and says that
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
