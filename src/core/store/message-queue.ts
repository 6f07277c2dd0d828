import type { Database } from 'better-sqlite3';
import { ulid } from 'ulid';
import type { ServiceMessage } from '../../shared/domain/request-lifecycle.ts';

/** Puts messages on their way; all of it inside the caller's transaction. */
export interface MessageQueue {
  /** @param at RFC 3339. */
  add(message: ServiceMessage, request: string, channels: readonly string[], at: string): void;
}

export function createMessageQueue(database: Database): MessageQueue {
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
