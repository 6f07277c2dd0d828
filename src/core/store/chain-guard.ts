import type { Database } from 'better-sqlite3';
import type { Problem } from '../../shared/domain/problem.ts';
import { messageOf } from '../platform/message-of.ts';
import { withPatience } from './examine-database.ts';
import { brokenIn, type Chain, type ChainHead } from './request-chain.ts';
import { bothLosses, largerLoss, lossBetween, readRequestMark, writeRequestMark } from './request-mark.ts';

/** Checked before anybody waits; more of it in slices of this size while nobody does. */
const SLICE = 500;
/** Somebody waits for the filing; while another program reads, the journal is emptied at the next one. */
const PATIENCE_MS = 50;
/** More would fill a screen; whoever has so many looks at all of them. */
const MOST_NAMED = 20;

/** Watches over what was kept for good: nothing of it may vanish or change unseen. */
export interface ChainGuard {
  /** When the whole chain was read once. Never rejects. */
  settled(): Promise<void>;
  /** After something was committed: out of the journal into the database, and into the mark. Never throws. */
  secure(): void;
  problem(): Problem | null;
  /** Reads every record, and what its digest speaks of. */
  examine(): Problem | null;
  acceptLoss(): void;
}

/** How far a chain had come when this process last saw it: the data folder may be deleted or replaced under a running program. */
export interface HeadMemory {
  head: ChainHead | null;
}

/** A chain, and what is said about it. */
export interface GuardedChain {
  readonly memory: HeadMemory;
  /** The mark outside the database. */
  readonly markFile: string;
  readonly chain: Pick<Chain, 'head' | 'hashAt' | 'rowsAfter'>;
  /** Positions whose digest no longer fits what it speaks of, in order. */
  readonly changed: () => readonly number[];
  /** Number of the record a position belongs to; null where that cannot be told. */
  readonly numberAt: (position: number) => string | null;
  readonly codes: {
    readonly missing: 'requests-missing' | 'inspection-records-missing';
    readonly changed: 'requests-changed' | 'inspection-records-changed';
    readonly unwritable: 'request-mark-unwritable' | 'inspection-mark-unwritable';
  };
}

/** Compares the mark with a database that was just opened, and begins to look through the chain. */
export function createChainGuard(
  database: Database,
  { memory, markFile: file, chain, changed, numberAt, codes }: GuardedChain,
): ChainGuard {
  const { name } = database;
  let loss = readRequestMark(file)?.loss ?? null;
  /** Positions, as far as they were looked at. */
  let broken: readonly number[] = [];
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

  /** What this process has seen, and what the mark knows: usually the same, and the mark may be gone with the database. */
  const compare = () => {
    const lost = largerLoss([readRequestMark(file), memory.head].map((known) => known && lossBetween(known, chain)));
    memory.head = chain.head();
    if (lost === null) return;
    loss = bothLosses(loss, lost);
    mark.immediate();
  };

  /** Another file may have been written over the one that is open. */
  const compareMemory = () => {
    const { head } = memory;
    if (head !== null && lossBetween(head, chain) !== null) compare();
  };

  /** @returns true when there is nothing left to look at. */
  const checkSlice = (): boolean => {
    const rows = chain.rowsAfter(checked.position, SLICE);
    broken = [...broken, ...brokenIn(rows, checked)];
    checked = rows.at(-1) ?? checked;
    return rows.length < SLICE;
  };

  const checkRest = async () => {
    while (database.open && !checkSlice()) await new Promise<void>((resolve) => setImmediate(resolve));
  };

  const problem = (): Problem | null => {
    if (loss !== null && !loss.differs)
      return { code: codes.missing, params: { file: name, events: loss.events, requests: loss.requests } };
    if (loss !== null || broken.length > 0) return { code: codes.changed, params: { file: name, ...whichOf(broken) } };
    return unwritten === null ? null : { code: codes.unwritable, params: { file, detail: unwritten } };
  };

  /** Their numbers, each once, as far as they can be told. */
  const whichOf = (positions: readonly number[]): { which?: string } => {
    const numbers = new Set(positions.flatMap((position) => numberAt(position) ?? []));
    return numbers.size === 0
      ? {}
      : { which: [...numbers].slice(0, MOST_NAMED).join(' ') + (numbers.size > MOST_NAMED ? ' …' : '') };
  };

  compare();
  // Damage or a lock: whoever uses the database next meets it and reports it.
  const settled = checkRest().catch(() => undefined);
  return {
    settled: () => settled,
    secure() {
      compareMemory();
      // Another program may have been told that the loss is known.
      if (unwritten === null) loss = (readRequestMark(file) ?? { loss }).loss;
      for (const step of [checkpoint, () => mark.immediate()])
        try {
          step();
        } catch {
          // What was committed stays committed; whoever uses the database next meets the trouble and says it.
        }
      memory.head = chain.head();
    },
    problem() {
      compareMemory();
      return problem();
    },
    examine() {
      compare();
      checked = { position: 0, hash: '' };
      broken = [];
      while (!checkSlice());
      broken = [...broken, ...changed()].toSorted((one, other) => one - other);
      return problem();
    },
    acceptLoss() {
      loss = null;
      mark.immediate();
    },
  };
}
