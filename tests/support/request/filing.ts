import type { Database } from 'better-sqlite3';
import { ulid } from 'ulid';
import {
  createRequestRepository,
  type EventAddition,
  type Filing,
} from '../../../src/core/store/request-repository.ts';
import type { RequestEventType } from '../../../src/shared/domain/request-lifecycle.ts';
import type { FiledRequest } from '../../../src/shared/domain/service-request.ts';
import { eventMessage, requestEvent, requestMessage, ulidOf } from './requests.ts';

/** The request with this number, on its way by these channels. */
export function filing(one: number, channels: readonly string[], changes: Partial<FiledRequest> = {}): Filing {
  const number = `VR-261122-${String(one).padStart(6, '0')}`;
  return filingOf({ id: ulidOf(one), number, ...changes }, ulidOf(1_000_000 + one), channels);
}

/** One with an id that nobody else has. */
export const newFiling = (channels: readonly string[], id = ulid()): Filing =>
  filingOf({ id, number: `VR-${id}` }, ulid(), channels);

function filingOf(changes: Partial<FiledRequest> & { id: string }, event: string, channels: readonly string[]): Filing {
  const message = requestMessage(changes) as Filing['message'];
  return { message, event: requestEvent({ id: event, request: changes.id, type: 'filed', text: '' }), channels };
}

let events = 2_000_000;

/** Something new that happened to the request with this number, told to these channels. */
export function addition(one: number, type: RequestEventType, channels: readonly string[] = []): EventAddition {
  events += 1;
  const event = requestEvent({ id: ulidOf(events), request: ulidOf(one), type });
  return { event, message: channels.length === 0 ? null : eventMessage(event), channels };
}

/** Files this many requests, numbered from 1, in one transaction. */
export function fileMany(database: Database, count: number, channels: readonly string[]): void {
  const requests = createRequestRepository(database);
  database.transaction(() => {
    for (let one = 1; one <= count; one += 1) requests.file(filing(one, channels));
  })();
}
