import type { Database } from 'better-sqlite3';
import type { Problem } from '../../shared/domain/problem.ts';
import type { ServiceMessage } from '../../shared/domain/service-message.ts';
import { messageOf } from '../probes/probe.ts';
import { withPatience } from './examine-database.ts';
import { createChain, digestOf, firstBroken } from './request-chain.ts';
import { bothLosses, lossBetween, readRequestMark, requestMarkFileIn, writeRequestMark } from './request-mark.ts';

/** Checked before anybody waits; more of it in slices of this size while nobody does. */
const SLICE = 500;
/** Somebody waits for the filing; while another program reads, the journal is emptied at the next one. */
const PATIENCE_MS = 50;

/** Watches over what was filed: nothing of it may vanish or change unseen. */
export interface RequestGuard {
  /** After something was committed: out of the journal into the database, and into the mark. Never throws. */
  secure(): void;
  problem(): Problem | null;
  /** Reads every event and message. */
  examine(): Problem | null;
  acceptLoss(): void;
}

/** Compares the mark with a database that was just opened, and begins to look through the events. */
export function createRequestGuard(dataDirectory: string, database: Database): RequestGuard {
  const file = requestMarkFileIn(dataDirectory);
  const chain = createChain(database);
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

  const selectBodies = database.prepare<[], { position: number; content: string; body: string | null }>(
    `SELECT position, content, body FROM request_events LEFT JOIN messages ON messages.id = content ->> '$.message.id'
     WHERE content ->> '$.message.id' IS NOT NULL ORDER BY position`,
  );
  const firstChanged = (): number | null => {
    for (const { position, content, body } of selectBodies.iterate()) {
      const { message } = JSON.parse(content) as { message: { digest: string } };
      if (body === null || digestOf(JSON.parse(body) as ServiceMessage) !== message.digest) return position;
    }
    return null;
  };

  const problem = (): Problem | null => {
    if (loss !== null && !loss.differs)
      return { code: 'requests-missing', params: { file: name, events: loss.events, requests: loss.requests } };
    if (loss !== null || broken !== null) return { code: 'requests-changed', params: { file: name } };
    return unwritten === null ? null : { code: 'request-mark-unwritable', params: { file, detail: unwritten } };
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
