import type { Database } from 'better-sqlite3';
import type { Problem } from '../../shared/domain/problem.ts';
import { messageOf } from '../probes/probe.ts';
import { withPatience } from './examine-database.ts';
import { type Chain, firstBroken } from './request-chain.ts';
import { bothLosses, lossBetween, readRequestMark, writeRequestMark } from './request-mark.ts';

/** Checked before anybody waits; more of it in slices of this size while nobody does. */
const SLICE = 500;
/** Somebody waits for the filing; while another program reads, the journal is emptied at the next one. */
const PATIENCE_MS = 50;

/** Watches over what was kept for good: nothing of it may vanish or change unseen. */
export interface ChainGuard {
  /** After something was committed: out of the journal into the database, and into the mark. Never throws. */
  secure(): void;
  problem(): Problem | null;
  /** Reads every record, and what its digest speaks of. */
  examine(): Problem | null;
  acceptLoss(): void;
}

/** A chain, and what is said about it. */
export interface GuardedChain {
  /** The mark outside the database. */
  readonly markFile: string;
  readonly chain: Pick<Chain, 'head' | 'hashAt' | 'rowsAfter'>;
  /** First position whose digest no longer fits what it speaks of; null where all do. */
  readonly firstChanged: () => number | null;
  readonly codes: { readonly missing: string; readonly changed: string; readonly unwritable: string };
}

/** Compares the mark with a database that was just opened, and begins to look through the chain. */
export function createChainGuard(
  database: Database,
  { markFile: file, chain, firstChanged, codes }: GuardedChain,
): ChainGuard {
  const { name } = database;
  let loss = readRequestMark(file)?.loss ?? null;
  let broken: number | null = null;
  let unwritten: string | null = null;
  let checked = { position: 0, hash: '' };

  /** Two programs may file at once: the mark follows the chain under its lock. */
  const mark = database.transaction(() => {
    try {
      writeRequestMark(file, chain.head(), loss);
      unwritten = null;
    } catch (cause) {
      unwritten = messageOf(cause);
    }
  });

  const checkpoint = () => withPatience(database, PATIENCE_MS, () => database.pragma('wal_checkpoint(TRUNCATE)'));

  const compare = () => {
    const known = readRequestMark(file);
    const lost = known === null ? null : lossBetween(known, chain);
    if (lost === null) return;
    loss = bothLosses(loss, lost);
    mark.immediate();
  };

  /** @returns true when there is nothing left to look at. */
  const checkSlice = (): boolean => {
    const rows = chain.rowsAfter(checked.position, SLICE);
    broken ??= firstBroken(rows, checked);
    checked = rows.at(-1) ?? checked;
    return broken !== null || rows.length < SLICE;
  };

  const checkRest = () => {
    if (!database.open) return;
    try {
      if (!checkSlice()) setImmediate(checkRest).unref();
    } catch {
      // Damage or a lock: whoever uses the database next meets it and says it.
    }
  };

  const problem = (): Problem | null => {
    if (loss !== null && !loss.differs)
      return { code: codes.missing, params: { file: name, events: loss.events, requests: loss.requests } };
    if (loss !== null || broken !== null) return { code: codes.changed, params: { file: name } };
    return unwritten === null ? null : { code: codes.unwritable, params: { file, detail: unwritten } };
  };

  compare();
  checkRest();
  return {
    secure() {
      // Another program may have been told that the loss is known.
      if (unwritten === null) loss = (readRequestMark(file) ?? { loss }).loss;
      for (const step of [checkpoint, () => mark.immediate()])
        try {
          step();
        } catch {
          // What was committed stays committed; whoever uses the database next meets the trouble and says it.
        }
    },
    problem,
    examine() {
      compare();
      checked = { position: 0, hash: '' };
      broken = null;
      while (!checkSlice());
      broken ??= firstChanged();
      return problem();
    },
    acceptLoss() {
      loss = null;
      mark.immediate();
    },
  };
}
