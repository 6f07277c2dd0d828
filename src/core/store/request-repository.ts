import type { Database } from 'better-sqlite3';
import { ulid } from 'ulid';
import { z } from 'zod';
import { formatInstant } from '../../shared/beijing-time.ts';
import { deliverySchema } from '../../shared/domain/delivery.ts';
import {
  type RequestEvent,
  type RequestEventType,
  type RequestState,
  type ServiceMessage,
  requestEventSchema,
  serviceMessageSchema,
  stateAfter,
} from '../../shared/domain/request-lifecycle.ts';
import type { RequestRecord } from '../../shared/domain/request-record.ts';
import { type Result, fail, succeed } from '../../shared/domain/result.ts';
import { type FiledRequest, type RequestDraft, requestDraftSchema } from '../../shared/domain/service-request.ts';
import { type DeliveryRow, buildDelivery } from './delivery-repository.ts';
import { EVENT_TYPE } from './migrations/0005-table-comparison.ts';
import { createChain, digestOf, hasItsFile } from './request-chain.ts';
import { UnreadableRow, checkStored, parsedJson, readStored, tryReadRow } from './stored-json.ts';

type RequestMessage = Extract<ServiceMessage, { type: 'request' }>;

/** A request as stored: with all personal fields, and without derived values. */
export type StoredRequest = Omit<RequestRecord, 'promises'> & {
  /** Whether some channel has delivered the request itself. */
  readonly delivered: boolean;
  /** How many things the service desk has said since somebody last looked at it. */
  readonly unread: number;
};

export interface Filing {
  readonly message: RequestMessage;
  /** The `filed` event of the request. */
  readonly event: RequestEvent;
  /** Ids of the channels it is queued for; none: it waits until there is a channel. */
  readonly channels: readonly string[];
}

export interface EventAddition {
  readonly event: RequestEvent;
  /** Message to the service desk; null where the event came from there. */
  readonly message: ServiceMessage | null;
  readonly channels: readonly string[];
}

export interface RequestPage {
  readonly limit: number;
  /** Id of the last request of the page before. */
  readonly before?: string;
  readonly states?: readonly RequestState[];
  /** With reports that were handed in, which are nobody's fault to repair; left out: without. */
  readonly withReports?: boolean;
}

/** The identity of a request, which can be read even where the rest of it is damaged. */
export interface RequestStub {
  readonly id: string;
  readonly number: string;
  readonly state: RequestState;
}

export interface RequestRepository {
  /** Files a request in one durable transaction. Filing an id again changes nothing. */
  file(filing: Filing): void;
  /** Adds an event in one durable transaction. A known event changes nothing. */
  addEvent(addition: EventAddition): Result<void>;
  /** The identity of a request, also of a damaged one. */
  stub(id: string): RequestStub | null;
  /** @throws UnreadableRow. */
  get(id: string): StoredRequest | null;
  idOf(number: string): string | null;
  /** Ids of the requests that hand in the report of an inspection, newest first. */
  reportsOf(inspection: string): string[];
  /** Everything that has happened to a request by now was looked at. */
  markRead(id: string): void;
  /** Newest first; an unreadable request is replaced by the reason. */
  list(page: RequestPage): (StoredRequest | { readonly stub: RequestStub; readonly cause: UnreadableRow })[];
}

/** An event without its author's name, which has a column of its own. */
const keptEventSchema = z.object({ event: requestEventSchema });

interface RequestRow {
  id: string;
  number: string;
  state: RequestState;
  /** Null: its message is lost. */
  body: string | null;
  delivered: 0 | 1 | null;
  carried: 0 | 1 | null;
}

export function createRequestRepository(database: Database): RequestRepository {
  const chain = createChain(database);
  const queue = createMessageQueue(database);
  const drafts = createRequestDrafts(database);
  const insert = database.prepare(
    "INSERT INTO requests (id, number, state, message_id) VALUES (@id, @number, 'filed', @message)",
  );
  const isTaken = database.prepare<[string], 1>('SELECT 1 FROM requests WHERE number = ?').pluck();
  const selectId = database.prepare<[string], string>('SELECT id FROM requests WHERE number = ?').pluck();
  const setState = database.prepare<[RequestState, string]>('UPDATE requests SET state = ? WHERE id = ?');
  const selectState = database.prepare<[string], RequestState>('SELECT state FROM requests WHERE id = ?').pluck();
  const isKnownEvent = database.prepare<[string], 1>('SELECT 1 FROM request_events WHERE id = ?').pluck();
  const WHOLE = `SELECT requests.id, number, state, body, delivered, carried FROM requests LEFT JOIN messages ON messages.id = message_id`;
  const select = database.prepare<[string], RequestRow>(`${WHOLE} WHERE requests.id = ?`);
  const selectStub = database.prepare<[string], RequestStub>('SELECT id, number, state FROM requests WHERE id = ?');
  const selectPage = database.prepare<
    [{ limit: number; before: string | null; states: string | null; withReports: 0 | 1 }],
    RequestRow
  >(
    `${WHOLE} WHERE (@before IS NULL OR requests.place < (SELECT place FROM requests WHERE id = @before))
       AND (@states IS NULL OR state IN (SELECT value FROM json_each(@states)))
       AND (@withReports = 1 OR NOT EXISTS (SELECT 1 FROM handed_in_reports WHERE request_id = requests.id))
     ORDER BY requests.place DESC LIMIT @limit`,
  );
  const insertReport = database.prepare<[string, string]>('INSERT INTO handed_in_reports VALUES (?, ?)');
  const selectReports = database
    .prepare<[string], string>(
      'SELECT request_id FROM handed_in_reports WHERE inspection_id = ? ORDER BY request_id DESC',
    )
    .pluck();
  const selectEvents = database.prepare<[string], { author_name: string | null; content: string }>(
    'SELECT author_name, content FROM request_events WHERE request_id = ? ORDER BY position',
  );
  const selectDigest = database
    .prepare<[string], string>(
      `SELECT content ->> '$.message.digest' FROM request_events
       WHERE request_id = ? AND json_valid(content) AND ${EVENT_TYPE} = 'filed' LIMIT 1`,
    )
    .pluck();
  const selectRead = database
    .prepare<[string], number>('SELECT events FROM request_reads WHERE request_id = ?')
    .pluck();
  const markRead = database.prepare(
    `INSERT INTO request_reads SELECT @id, count(*) FROM request_events WHERE request_id = @id
     ON CONFLICT (request_id) DO UPDATE SET events = excluded.events`,
  );
  const selectDeliveries = database.prepare<[string], DeliveryRow>(
    'SELECT * FROM deliveries WHERE request_id = ? ORDER BY place',
  );

  /** Numbers end in a part of the id: two requests of one day may collide, which a suffix resolves. */
  const freeNumber = (wanted: string): string => {
    for (let another = 1; ; another += 1) {
      const number = another === 1 ? wanted : `${wanted}-${another}`;
      if (isTaken.get(number) === undefined) return number;
    }
  };

  const file = database.transaction(({ message, event, channels }: Filing): void => {
    if (selectState.get(message.request.id) !== undefined) return;
    const request: FiledRequest = { ...message.request, number: freeNumber(message.request.number) };
    insert.run({ id: request.id, number: request.number, message: message.id });
    if (request.report !== undefined) insertReport.run(request.id, request.report.inspection);
    const numbered = { ...message, request };
    queue.add(numbered, request.id, channels, event.at);
    chain.append(event, numbered);
    drafts.remove(request.id);
  });

  const addEvent = database.transaction(({ event, message, channels }: EventAddition): Result<void> => {
    if (isKnownEvent.get(event.id) !== undefined) return succeed(undefined);
    const state = selectState.get(event.request);
    if (state === undefined) return fail('request-not-found', { id: event.request });
    const next = stateAfter(state, event.type);
    if (next === null) return notAllowed(state, event.type);
    if (message !== null) queue.add(message, event.request, channels, event.at);
    chain.append(event, message);
    setState.run(next, event.request);
    return succeed(undefined);
  });

  const stored = (row: RequestRow): StoredRequest => {
    if (row.body === null) throw new UnreadableRow('messages', row.id);
    const message = readStored(serviceMessageSchema, row.body, 'messages.body');
    if (message.type !== 'request' || message.request.id !== row.id)
      throw new UnreadableRow('messages.body', 'request');
    const digest = selectDigest.get(row.id);
    if (digest !== undefined && (digest !== digestOf(JSON.parse(row.body) as ServiceMessage) || !hasItsFile(message)))
      throw new UnreadableRow('messages.body', 'SHA-256');
    const events = selectEvents.all(row.id).map(({ author_name: name, content }) => {
      const { event } = readStored(keptEventSchema, content, 'request_events.content');
      return { ...event, author: { ...event.author, name } };
    });
    return {
      request: message.request,
      state: row.state,
      events,
      deliveries: selectDeliveries
        .all(row.id)
        .map((delivery) => checkStored(deliverySchema, buildDelivery(delivery), 'deliveries')),
      carried: row.carried === 1,
      delivered: row.delivered === 1,
      unread: events.slice(selectRead.get(row.id) ?? 0).filter(isFromDesk).length,
    };
  };

  return {
    file: (filing) => file.immediate(filing),
    addEvent: (addition) => addEvent.immediate(addition),
    get(id) {
      const row = select.get(id);
      return row === undefined ? null : stored(row);
    },
    stub: (id) => selectStub.get(id) ?? null,
    idOf: (number) => selectId.get(number) ?? null,
    markRead: (id) => void markRead.run({ id }),
    reportsOf: (inspection) => selectReports.all(inspection),
    list: ({ limit, before, states, withReports = false }) =>
      selectPage
        .all({
          limit,
          before: before ?? null,
          states: states === undefined ? null : JSON.stringify(states),
          withReports: withReports ? 1 : 0,
        })
        .map((row) => {
          const { id, number, state } = row;
          const read = tryReadRow(() => stored(row));
          return read.ok ? read.value : { stub: { id, number, state }, cause: read.cause };
        }),
  };
}

const isFromDesk = ({ author }: RequestEvent): boolean => author.role === 'desk' || author.role === 'engineer';

const notAllowed = (state: RequestState, event: RequestEventType): Result<never> =>
  fail('request-event-not-allowed', { state, event });

/** Queues messages inside the caller's transaction. */
export interface MessageQueue {
  /** @param at RFC 3339. */
  add(message: ServiceMessage, request: string, channels: readonly string[], at: string): void;
}

function createMessageQueue(database: Database): MessageQueue {
  const insertMessage = database.prepare(
    'INSERT INTO messages (id, request_id, type, body) VALUES (@id, @request, @type, @body)',
  );
  const insertDelivery = database.prepare(
    `INSERT INTO deliveries (id, message_id, request_id, channel, state, queued_at)
     VALUES (@id, @message, @request, @channel, 'queued', @at)`,
  );
  return {
    add(message, request, channels, at) {
      insertMessage.run({ id: message.id, request, type: message.type, body: JSON.stringify(message) });
      for (const channel of new Set(channels))
        insertDelivery.run({ id: ulid(), message: message.id, request, channel, at: Date.parse(at) });
    },
  };
}

/** Drafts of requests that were not filed yet. */
export interface RequestDrafts {
  /** Saves a draft; another one with its id is replaced. */
  save(draft: RequestDraft): void;
  /** Newest first. A damaged draft, or one in the format of an older version, is left out but not removed. */
  list(): RequestDraft[];
  remove(id: string): void;
}

export function createRequestDrafts(database: Database): RequestDrafts {
  const upsert = database.prepare(
    `INSERT INTO request_drafts VALUES (@id, @savedAt, @draft)
     ON CONFLICT (id) DO UPDATE SET saved_at = excluded.saved_at, draft = excluded.draft`,
  );
  const selectAll = database.prepare<[], string>('SELECT draft FROM request_drafts ORDER BY saved_at DESC').pluck();
  const remove = database.prepare<[string]>('DELETE FROM request_drafts WHERE id = ?');
  return {
    save: (draft) =>
      void upsert.run({ id: draft.id, savedAt: formatInstant(new Date()), draft: JSON.stringify(draft) }),
    list: () =>
      selectAll.all().flatMap((text) => {
        const parsed = requestDraftSchema.safeParse(parsedJson(text));
        return parsed.success ? [parsed.data] : [];
      }),
    remove: (id) => void remove.run(id),
  };
}
