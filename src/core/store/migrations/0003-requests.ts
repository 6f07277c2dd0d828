import type { Migration } from './migration.ts';

/**
 * Requests, their events, and the messages waiting to be sent. `place` and `position` count up in the order of filing, because wall
 * clocks jump. Counts are maintained by triggers, so that reading them is fast with a hundred thousand deliveries.
 */
export const requests: Migration = {
  version: 3,
  name: 'requests',
  up(database) {
    database.exec(KEPT + WAITING + COUNTED);
  },
};

const KEPT = `
  CREATE TABLE request_drafts (
    id TEXT PRIMARY KEY,
    saved_at TEXT NOT NULL,
    draft TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE requests (
    place INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('filed', 'acknowledged', 'scheduled', 'in-progress', 'resolved', 'followed-up',
      'closed', 'rejected', 'withdrawn')),
    message_id TEXT NOT NULL UNIQUE
  ) STRICT;
  CREATE INDEX requests_by_state ON requests (state, place);
  CREATE TABLE messages (
    place INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    request_id TEXT NOT NULL REFERENCES requests (id),
    type TEXT NOT NULL CHECK (type IN ('request', 'event')),
    body TEXT NOT NULL,
    queued INTEGER NOT NULL DEFAULT 0,
    delivered INTEGER NOT NULL DEFAULT 0,
    carried INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX messages_by_request ON messages (request_id);
  CREATE INDEX messages_never_queued ON messages (place) WHERE queued = 0;
  CREATE INDEX messages_undelivered ON messages (place) WHERE delivered = 0;
  CREATE TABLE request_events (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    request_id TEXT NOT NULL REFERENCES requests (id),
    author_name TEXT,
    content TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX request_events_by_request ON request_events (request_id, position);
`;

/** Times are milliseconds since 1970 by the wall clock; 0 means "at once". */
const WAITING = `
  CREATE TABLE deliveries (
    place INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    message_id TEXT NOT NULL REFERENCES messages (id),
    request_id TEXT NOT NULL REFERENCES requests (id),
    channel TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'delivered', 'maybe-delivered', 'rejected', 'dead')),
    settled INTEGER NOT NULL DEFAULT 0,
    may_have_arrived INTEGER NOT NULL DEFAULT 0,
    tries INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,
    failing_ms INTEGER NOT NULL DEFAULT 0,
    queued_at INTEGER NOT NULL,
    next_at INTEGER NOT NULL DEFAULT 0,
    lease TEXT,
    lease_until INTEGER,
    last_tried_at INTEGER,
    delivered_at INTEGER,
    reason TEXT,
    detail TEXT,
    UNIQUE (message_id, channel)
  ) STRICT;
  CREATE INDEX deliveries_due ON deliveries (channel, next_at, place) WHERE state IN ('queued', 'maybe-delivered');
  CREATE INDEX deliveries_leased ON deliveries (channel, lease_until) WHERE state = 'sending';
  CREATE INDEX deliveries_in_order ON deliveries (request_id, channel, place);
  CREATE INDEX deliveries_by_state ON deliveries (state, place);
  CREATE TABLE lanes (
    channel TEXT PRIMARY KEY,
    step INTEGER NOT NULL DEFAULT 0,
    pause_until INTEGER NOT NULL DEFAULT 0,
    pause_ms INTEGER NOT NULL DEFAULT 0,
    closed_until INTEGER NOT NULL DEFAULT 0,
    closed_ms INTEGER NOT NULL DEFAULT 0,
    trouble TEXT,
    reason TEXT,
    detail TEXT
  ) STRICT, WITHOUT ROWID;
`;

/** The row with the empty channel and the state `without-channel` counts requests that were never queued. */
const COUNTED = `
  CREATE TABLE delivery_counts (
    channel TEXT NOT NULL,
    state TEXT NOT NULL,
    settled INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (channel, state, settled)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO delivery_counts VALUES ('', 'without-channel', 0, 0);

  CREATE TRIGGER deliveries_added AFTER INSERT ON deliveries BEGIN
    INSERT INTO delivery_counts VALUES (NEW.channel, NEW.state, NEW.settled, 1)
      ON CONFLICT DO UPDATE SET count = count + 1;
    UPDATE messages SET queued = 1 WHERE id = NEW.message_id AND queued = 0;
  END;
  CREATE TRIGGER deliveries_changed AFTER UPDATE OF channel, state, settled ON deliveries
    WHEN OLD.channel <> NEW.channel OR OLD.state <> NEW.state OR OLD.settled <> NEW.settled BEGIN
    INSERT INTO delivery_counts VALUES (OLD.channel, OLD.state, OLD.settled, -1)
      ON CONFLICT DO UPDATE SET count = count - 1;
    INSERT INTO delivery_counts VALUES (NEW.channel, NEW.state, NEW.settled, 1)
      ON CONFLICT DO UPDATE SET count = count + 1;
  END;
  CREATE TRIGGER deliveries_arrived AFTER UPDATE OF state ON deliveries
    WHEN NEW.state = 'delivered' AND OLD.state <> 'delivered' BEGIN
    UPDATE messages SET delivered = 1 WHERE id = NEW.message_id;
  END;
  CREATE TRIGGER messages_settled AFTER UPDATE OF delivered, carried ON messages
    WHEN NEW.delivered = 1 OR NEW.carried = 1 BEGIN
    UPDATE deliveries SET settled = 1 WHERE message_id = NEW.id AND settled = 0;
  END;
  CREATE TRIGGER messages_added AFTER INSERT ON messages WHEN NEW.type = 'request' BEGIN
    UPDATE delivery_counts SET count = count + 1 WHERE state = 'without-channel';
  END;
  CREATE TRIGGER messages_provided AFTER UPDATE OF queued, carried ON messages
    WHEN NEW.type = 'request' AND OLD.queued + OLD.carried = 0 AND NEW.queued + NEW.carried > 0 BEGIN
    UPDATE delivery_counts SET count = count - 1 WHERE state = 'without-channel';
  END;
`;
