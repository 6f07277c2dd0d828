import type { Migration } from './migration.ts';

/** SQL over an event; null where its content is no JSON, which the hash chain reports. */
const ofEvent = (expression: string): string => `CASE WHEN json_valid(content) THEN ${expression} END`;

/** Type and message of an event, as the index contains them. Must match the index word for word, so that SQLite does not parse the JSON. */
export const EVENT_TYPE = ofEvent(`content ->> '$.event.type'`);
export const EVENT_MESSAGE = ofEvent(`content ->> '$.message.id'`);
/** SQL condition: the columns of an event contradict its content. Must match the index word for word, too. */
export const EVENT_DISAGREES = `(${ofEvent(
  `id = content ->> '$.event.id' AND request_id = content ->> '$.event.request'`,
)}) IS NOT 1`;
/** Number of the request in its message; null in other messages. */
export const MESSAGE_NUMBER = `CASE WHEN json_valid(body) THEN body ->> '$.request.number' END`;

/**
 * Makes comparing the tables with the journal cheap enough for every opening: covering indexes, a list of the channels that each
 * message was queued for, and a log of repairs.
 */
export const tableComparison: Migration = {
  version: 5,
  name: 'table-comparison',
  up(database) {
    database.exec(CHANNELS + INDEXES + REPAIRS);
  },
};

const INDEXES = `
  DROP INDEX request_events_by_request;
  CREATE INDEX request_events_by_request
    ON request_events (request_id, position, ${EVENT_TYPE}, ${EVENT_MESSAGE});
  CREATE INDEX request_events_disagreeing ON request_events (request_id) WHERE ${EVENT_DISAGREES};
  DROP INDEX messages_by_request;
  CREATE INDEX messages_by_request ON messages (request_id, id, type, ${MESSAGE_NUMBER}, channels, queued, delivered, carried);
`;

/** The list is sorted and maintained by a trigger: a deleted delivery stays listed. */
const CHANNELS = `
  ALTER TABLE messages ADD COLUMN channels TEXT NOT NULL DEFAULT '[]';
  UPDATE messages SET channels = (SELECT json_group_array(channel) FROM (
    SELECT channel FROM deliveries WHERE message_id = messages.id ORDER BY channel));
  DROP TRIGGER deliveries_added;
  CREATE TRIGGER deliveries_added AFTER INSERT ON deliveries BEGIN
    INSERT INTO delivery_counts VALUES (NEW.channel, NEW.state, NEW.settled, 1)
      ON CONFLICT DO UPDATE SET count = count + 1;
    UPDATE messages SET queued = 1, channels = CASE
        WHEN NOT json_valid(channels) THEN json_array(NEW.channel)
        WHEN instr(channels, json_quote(NEW.channel)) THEN channels
        ELSE (SELECT json_group_array(value) FROM (
          SELECT value FROM json_each(channels) UNION SELECT NEW.channel ORDER BY 1)) END
      WHERE id = NEW.message_id;
  END;
`;

/** Repairs, which are reported until somebody acknowledges them. */
const REPAIRS = `
  CREATE TABLE request_repairs (
    place INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    requests INTEGER NOT NULL,
    states INTEGER NOT NULL,
    messages INTEGER NOT NULL,
    deliveries INTEGER NOT NULL,
    counts INTEGER NOT NULL,
    numbers TEXT NOT NULL,
    known INTEGER NOT NULL DEFAULT 0 CHECK (known IN (0, 1))
  ) STRICT;
`;
