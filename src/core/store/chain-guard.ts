import type { Database } from 'better-sqlite3';
import type { Problem } from '../../shared/domain/problem.ts';
import { messageOf } from '../platform/message-of.ts';
import { type MarkFile, bothLosses, largerLoss, lossBetween } from './chain-mark.ts';
import { withBusyTimeout } from './examine-database.ts';
import { type Chain, type ChainHead, brokenIn } from './request-chain.ts';

/** Rows of a chain that are checked at a time; other work runs between the slices. */
const SLICE = 500;
/** How long a checkpoint waits for readers, while somebody waits for the filing; the next filing tries again. */
const BUSY_TIMEOUT_MS = 50;
/** Maximum number of record numbers named in a problem; more would fill a screen. */
const MAX_NAMED = 20;

/** Detects when permanent records are lost or changed. */
export interface ChainGuard {
  /** Resolves when the whole chain was checked once. Never rejects. */
  settled(): Promise<void>;
  /** Called after a commit: moves the write-ahead log into the database and updates the watermark. Never throws. */
  secure(): void;
  problem(): Problem | null;
  /** Checks every record, and the rows that its digest covers. */
  examine(): Problem | null;
  acceptLoss(): void;
}

/** Head of a chain when this process last saw it: the data folder may be deleted or replaced under a running program. */
export interface HeadMemory {
  head: ChainHead | null;
}

/** A chain with what the guard needs to check and report it. */
export interface GuardedChain {
  readonly memory: HeadMemory;
  /** Outside the database. */
  readonly markFile: MarkFile;
  readonly chain: Pick<Chain, 'head' | 'hashAt' | 'rowsAfter'>;
  /** Positions whose digest no longer matches the rows it covers, in order. */
  readonly changed: () => readonly number[];
  /** Number of the request or report at a position; null where it is unknown. */
  readonly numberAt: (position: number) => string | null;
  readonly codes: {
    readonly missing: 'requests-missing' | 'inspection-records-missing';
    readonly changed: 'requests-changed' | 'inspection-records-changed';
    readonly unwritable: 'request-mark-unwritable' | 'inspection-mark-unwritable';
  };
}

/** Compares the watermark with a database that was just opened, and starts to check the chain. */
export function createChainGuard(
  database: Database,
  { memory, markFile, chain, changed, numberAt, codes }: GuardedChain,
): ChainGuard {
  const { name } = database;
  let loss = markFile.read()?.loss ?? null;
  /** Positions, as far as they were looked at. */
  let broken: readonly number[] = [];
  let unwritten: string | null = null;
  let checked = { position: 0, hash: '' };

  /** Saves the watermark in a transaction, because two programs may file at once. */
  const saveWatermark = database.transaction(() => {
    try {
      markFile.write({ ...chain.head(), loss });
      unwritten = null;
    } catch (cause) {
      unwritten = messageOf(cause);
    }
  });

  const checkpoint = () =>
    withBusyTimeout(database, BUSY_TIMEOUT_MS, () => database.pragma('wal_checkpoint(TRUNCATE)'));

  /** Compares the chain with the watermark and with what this process has seen: the watermark may be lost together with the database. */
  const compare = () => {
    const lost = largerLoss([markFile.read(), memory.head].map((known) => known && lossBetween(known, chain)));
    memory.head = chain.head();
    if (lost === null) return;
    loss = bothLosses(loss, lost);
    saveWatermark.immediate();
  };

  /** Checks whether the open file was overwritten with another one. */
  const compareMemory = () => {
    const { head } = memory;
    if (head !== null && lossBetween(head, chain) !== null) compare();
  };

  /** Checks the next slice. @returns true when the end of the chain is reached. */
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
      return { code: codes.missing, params: { file: name, events: loss.events, requests: loss.subjects } };
    if (loss !== null || broken.length > 0) return { code: codes.changed, params: { file: name, ...whichOf(broken) } };
    return unwritten === null ? null : { code: codes.unwritable, params: { file: markFile.file, detail: unwritten } };
  };

  /** The known numbers of the records at these positions, each once. */
  const whichOf = (positions: readonly number[]): { which?: string } => {
    const numbers = new Set(positions.flatMap((position) => numberAt(position) ?? []));
    return numbers.size === 0
      ? {}
      : { which: [...numbers].slice(0, MAX_NAMED).join(' ') + (numbers.size > MAX_NAMED ? ' …' : '') };
  };

  compare();
  // Damage or a lock is reported by the next use of the database.
  const settled = checkRest().catch(() => undefined);
  return {
    settled: () => settled,
    secure() {
      compareMemory();
      // The loss may have been acknowledged in another program.
      if (unwritten === null) loss = (markFile.read() ?? { loss }).loss;
      for (const step of [checkpoint, () => saveWatermark.immediate()])
        try {
          step();
        } catch {
          // The commit stands; the next use of the database reports the error.
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
      saveWatermark.immediate();
    },
  };
}
