import type { Database } from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { withoutPersonal } from '../../shared/domain/personal.ts';
import {
  type RequestEvent,
  type ServiceMessage,
  requestEventSchema,
  serviceMessageSchema,
} from '../../shared/domain/request-lifecycle.ts';

/** Head of a chain. */
export interface ChainHead {
  /** Number of events, which are numbered 1, 2, 3 … without gaps. */
  readonly events: number;
  /** What the events belong to: requests; in the chain of inspections signed reports. */
  readonly subjects: number;
  /** Hash of the last event, empty where there is none. */
  readonly hash: string;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Hash of the next entry. It covers the hash before it, so the last hash covers the whole chain. */
export const hashAfter = (previous: string, content: string): string => sha256(`${previous}\n${content}`);

/**
 * The text that is hashed for an event and its message: everything but names and phone numbers, which may have to be erased
 * without breaking the chain.
 */
function chainContent(event: RequestEvent, message: ServiceMessage | null): string {
  return JSON.stringify({
    event: withoutPersonal(requestEventSchema, event),
    message: message === null ? null : { id: message.id, digest: digestOf(message) },
  });
}

export const digestOf = (message: ServiceMessage): string =>
  sha256(JSON.stringify(withoutPersonal(serviceMessageSchema, message)));

/** The file of a handed-in report holds names, which the digest of the message leaves out: its own digest covers it until it is erased. */
export const hasItsFile = (message: ServiceMessage): boolean =>
  message.type !== 'request' ||
  !message.request.report?.file ||
  sha256(message.request.report.file) === message.request.report.fileSha256;

export interface ChainRow {
  position: number;
  content: string;
  hash: string;
}

/** @returns positions where the chain is broken: that of the first missing row, or of a row with a wrong hash. */
export function brokenIn(rows: readonly ChainRow[], before: { position: number; hash: string }): number[] {
  const broken: number[] = [];
  let { position, hash } = before;
  for (const row of rows) {
    if (row.position !== position + 1 || row.hash !== hashAfter(hash, row.content)) broken.push(position + 1);
    ({ position, hash } = row);
  }
  return broken;
}

/** The hash chain over the events of all requests. Events are appended inside the caller's transaction. */
export function createChain(database: Database) {
  const selectHead = database.prepare<[], { events: number; hash: string }>(
    'SELECT position AS events, hash FROM request_events ORDER BY position DESC LIMIT 1',
  );
  const selectRequests = database.prepare<[], number>('SELECT coalesce(max(place), 0) FROM requests').pluck();
  const selectHash = database.prepare<[number], string>('SELECT hash FROM request_events WHERE position = ?').pluck();
  const selectRows = database.prepare<[number, number], ChainRow>(
    'SELECT position, content, hash FROM request_events WHERE position > ? ORDER BY position LIMIT ?',
  );
  const insert = database.prepare(
    'INSERT INTO request_events VALUES (@position, @id, @request, @authorName, @content, @hash)',
  );

  const head = (): ChainHead => ({
    ...(selectHead.get() ?? { events: 0, hash: '' }),
    subjects: selectRequests.get() ?? 0,
  });
  return {
    head,
    /** @returns null where there is no event at this position. */
    hashAt: (position: number): string | null => (position === 0 ? '' : (selectHash.get(position) ?? null)),
    rowsAfter: (position: number, limit: number): ChainRow[] => selectRows.all(position, limit),
    append(event: RequestEvent, message: ServiceMessage | null): void {
      const { events, hash } = head();
      const content = chainContent(event, message);
      insert.run({
        position: events + 1,
        id: event.id,
        request: event.request,
        authorName: event.author.name,
        content,
        hash: hashAfter(hash, content),
      });
    },
  };
}
export type Chain = ReturnType<typeof createChain>;
