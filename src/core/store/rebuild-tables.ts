import type { Database } from 'better-sqlite3';
import { ulid } from 'ulid';
import { requestNumberOf } from '../records/record-numbers.ts';
import {
  CONTRADICTORY,
  COUNTED,
  type Differences,
  ENDLESS_LANE,
  type TableComparison,
  differencesIn,
  foldedState,
} from './compare-tables.ts';
import { EVENT_MESSAGE, EVENT_TYPE } from './migrations/0005-table-comparison.ts';
import { type Chain, brokenIn, digestOf } from './request-chain.ts';
import { parsedJson } from './stored-json.ts';

/** What was rebuilt from the journal, and what could not be. */
export interface Rebuilt {
  /** Number of requests that were missing. */
  readonly requests: number;
  /** Number of requests with a wrong state, number or place. */
  readonly states: number;
  readonly messages: number;
  /** Number of deliveries queued again, because it is unknown whether they arrived. */
  readonly deliveries: number;
  readonly counts: number;
  /** Numbers of the rebuilt requests. */
  readonly numbers: readonly string[];
  /** Numbers of requests that the journal cannot restore: their message is lost, or the journal itself is damaged. */
  readonly lost: readonly string[];
}

interface EventRow {
  position: number;
  id: string;
  request_id: string;
  content: string;
}
interface Recorded {
  readonly event: { readonly id: string; readonly request: string; readonly type: string };
  readonly message: { readonly id: string; readonly digest: string } | null;
}
interface MessageRow {
  place: number;
  id: string;
  request_id: string;
  type: string;
  body: string;
  channels: string;
}
interface RequestRow {
  place: number;
  id: string;
  number: string;
  state: string;
  message_id: string;
}

const CHAIN_PAGE = 2000;

/**
 * Rebuilds the tables from the journal, inside the caller's transaction, which holds the write lock.
 * Deliveries are not in the journal: where it is unknown whether one took place, it is queued again.
 */
export function createTableRebuild(
  database: Database,
  chain: Pick<Chain, 'rowsAfter'>,
  comparison: TableComparison,
): (differences: Differences) => Rebuilt {
  const selectEvents = database.prepare<[string], EventRow>(
    'SELECT position, id, request_id, content FROM request_events WHERE request_id = ? ORDER BY position',
  );
  const setEvent = database.prepare<{ position: number; id: string; request: string }>(
    'UPDATE request_events SET id = @id, request_id = @request WHERE position = @position',
  );
  const selectRequest = database.prepare<[string], RequestRow>('SELECT * FROM requests WHERE id = ?');
  const selectAt = database.prepare<[number], RequestRow>('SELECT * FROM requests WHERE place = ?');
  const insertRequest = database.prepare<RequestRow>(
    'INSERT INTO requests VALUES (@place, @id, @number, @state, @message_id)',
  );
  const setRequest = database.prepare<RequestRow>(
    'UPDATE requests SET id = @id, number = @number, state = @state, message_id = @message_id WHERE place = @place',
  );
  const isNumberTaken = database
    .prepare<[string, string], 1>('SELECT 1 FROM requests WHERE number = ? AND id <> ?')
    .pluck();
  const isMessageTaken = database
    .prepare<[string, string], 1>('SELECT 1 FROM requests WHERE message_id = ? AND id <> ?')
    .pluck();
  const isRecorded = database.prepare<[string], 1>('SELECT 1 FROM request_events WHERE request_id = ?').pluck();
  const selectMessage = database.prepare<[string], MessageRow>('SELECT * FROM messages WHERE id = ?');
  const selectMessages = database.prepare<[string], MessageRow>('SELECT * FROM messages WHERE request_id = ?');
  const setMessage = database.prepare<{ id: string; request: string; type: string }>(
    'UPDATE messages SET request_id = @request, type = @type WHERE id = @id',
  );
  const places = [
    { table: 'requests', of: `SELECT request_id FROM request_events WHERE ${EVENT_TYPE} = 'filed' ORDER BY position` },
    {
      table: 'messages',
      of: `SELECT ${EVENT_MESSAGE} FROM request_events WHERE ${EVENT_MESSAGE} IS NOT NULL ORDER BY position`,
    },
  ].map(({ table, of }) => ({
    select: database.prepare<[], string>(of).pluck(),
    rows: database.prepare<[], { id: string; place: number }>(`SELECT id, place FROM ${table} ORDER BY place`),
    set: database.prepare<[number, number]>(`UPDATE ${table} SET place = ? WHERE place = ?`),
  }));
  const deliveries = createDeliveryRebuild(database);

  const isChainWhole = (): boolean => {
    let before = { position: 0, hash: '' };
    for (;;) {
      const rows = chain.rowsAfter(before.position, CHAIN_PAGE);
      if (brokenIn(rows, before).length > 0) return false;
      before = rows.at(-1) ?? before;
      if (rows.length < CHAIN_PAGE) return true;
    }
  };

  /** Corrects the columns of events from their content. @returns ids of the requests that these events belong to. */
  const rebuildEvents = (request: string): string[] =>
    selectEvents.all(request).flatMap(({ position, id, request_id, content }) => {
      const { event } = recordedIn(content);
      if (event.id === id && event.request === request_id) return [];
      setEvent.run({ position, id: event.id, request: event.request });
      return [event.request];
    });

  /** Numbers the rows 1, 2, 3 … in the order of the journal; rows unknown to it come last. @returns how many were moved. */
  const rebuildPlaces = ({ select, rows, set }: (typeof places)[number]): number => {
    const ordered = new Map(select.all().map((id, at) => [id, at + 1]));
    let beyond = ordered.size;
    const moves = rows.all().flatMap(({ id, place }) => {
      const due = ordered.get(id) ?? (beyond += 1);
      return due === place ? [] : [{ place, due }];
    });
    for (const { place, due } of moves) set.run(-due, place);
    for (const { due } of moves) set.run(due, -due);
    return moves.length;
  };

  return (differences) => {
    const done = { requests: 0, states: 0, messages: 0, deliveries: 0, counts: 0 };
    const [numbers, lost] = [new Set<string>(), new Set<string>()];
    const numberOf = (id: string): string => selectRequest.get(id)?.number ?? requestNumberOf(id);

    const rebuildRequest = (id: string, recorded: readonly Recorded[], place: number) => {
      const [filed] = recorded;
      const state = foldedState(recorded.map(({ event }) => event.type));
      if (state === null || !filed?.message) return;
      const row = selectRequest.get(id);
      const number = numberIn(selectMessage.get(filed.message.id)?.body) ?? row?.number ?? requestNumberOf(id);
      const due: RequestRow = { place: row?.place ?? place, id, number, state, message_id: filed.message.id };
      if (row !== undefined && JSON.stringify(row) === JSON.stringify(due)) return;
      // The row in its place may be the same request under an altered id.
      const inPlace = row ?? selectAt.get(due.place);
      const isSame = inPlace?.number === number || inPlace?.message_id === due.message_id;
      if (inPlace !== undefined && row === undefined && (!isSame || isRecorded.get(inPlace.id) === 1)) return;
      const except = inPlace?.id ?? id;
      if (isNumberTaken.get(number, except) === 1 || isMessageTaken.get(due.message_id, except) === 1) return;
      if (inPlace === undefined) insertRequest.run(due);
      else setRequest.run(due);
      done[row === undefined ? 'requests' : 'states'] += 1;
      numbers.add(number);
    };

    const rebuildMessages = (id: string, recorded: readonly Recorded[]) => {
      for (const { event, message } of recorded) {
        if (message === null) continue;
        const row = selectMessage.get(message.id);
        const type = event.type === 'filed' ? 'request' : 'event';
        if (row === undefined || !fits(row.body, message.digest)) lost.add(numberOf(id));
        if (row === undefined || (row.request_id === id && row.type === type)) continue;
        setMessage.run({ id: row.id, request: id, type });
        done.messages += 1;
        numbers.add(numberOf(id));
      }
    };

    const rebuildFromChain = (ids: Iterable<string>) => {
      const filed = new Map(places[0]!.select.all().map((id, at) => [id, at + 1]));
      const recorded = new Map(
        [...ids].map((id) => [id, selectEvents.all(id).map(({ content }) => recordedIn(content))]),
      );
      const rebuildRequests = () => recorded.forEach((of, id) => rebuildRequest(id, of, filed.get(id) ?? 0));
      rebuildRequests();
      done.states += rebuildPlaces(places[0]!);
      done.messages += rebuildPlaces(places[1]!);
      // A second pass for requests whose place was occupied in the first.
      rebuildRequests();
      recorded.forEach((of, id) => rebuildMessages(id, of));
    };

    const concerned = new Set(differences.requests);
    if (isChainWhole()) {
      const given = [...differences.requests].flatMap((id) => rebuildEvents(id));
      for (const id of given) concerned.add(id);
      done.states += given.length;
      rebuildFromChain(concerned);
    }
    for (const id of concerned)
      for (const message of selectMessages.all(id).toSorted((one, other) => one.place - other.place)) {
        const restored = deliveries.rebuildMessage(message);
        done.deliveries += restored;
        if (restored > 0) numbers.add(numberOf(id));
      }
    done.deliveries += deliveries.removeOrphans();
    done.counts += deliveries.rebuildCounts();
    for (const id of differencesIn(comparison).requests) lost.add(numberOf(id));
    return { ...done, numbers: [...numbers].toSorted(), lost: [...lost].toSorted() };
  };
}

function recordedIn(content: string): Recorded {
  return JSON.parse(content) as Recorded;
}

function numberIn(body: string | undefined): string | undefined {
  const message = parsedJson(body ?? '') as { request?: { number?: string } } | null | undefined;
  return message?.request?.number;
}

function fits(body: string, digest: string): boolean {
  try {
    return digestOf(JSON.parse(body)) === digest;
  } catch {
    return false;
  }
}

interface DeliveryRow {
  id: string;
  channel: string;
  contradictory: 0 | 1;
  request_id: string;
}

function createDeliveryRebuild(database: Database) {
  const selectRows = database.prepare<[string], DeliveryRow>(
    `SELECT id, channel, request_id, ${CONTRADICTORY} AS contradictory FROM deliveries WHERE message_id = ? ORDER BY place`,
  );
  const selectLanes = database.prepare<[], string>('SELECT channel FROM lanes ORDER BY channel').pluck();
  const insert = database.prepare<{ id: string; message: string; request: string; channel: string; now: number }>(
    `INSERT INTO deliveries (id, message_id, request_id, channel, state, may_have_arrived, queued_at, reason)
     VALUES (@id, @message, @request, @channel, 'maybe-delivered', 1, @now, 'record-restored')`,
  );
  const sendAgain = database.prepare<[string]>(
    `UPDATE deliveries SET state = 'maybe-delivered', may_have_arrived = 1, settled = 0, tries = max(tries, 0), failures = 0,
       failing_ms = 0, next_at = 0, lease = NULL, lease_until = NULL, delivered_at = NULL, reason = 'record-restored', detail = NULL
     WHERE id = ?`,
  );
  const setOwner = database.prepare<[string, string]>('UPDATE deliveries SET request_id = ? WHERE id = ?');
  const setFlags = database.prepare<{ id: string; channels: string }>(
    `UPDATE messages SET channels = @channels, queued = @channels <> '[]', carried = carried = 1,
       delivered = EXISTS (SELECT 1 FROM deliveries WHERE message_id = messages.id AND state = 'delivered')
     WHERE id = @id AND (channels, queued, carried, delivered) IS NOT (@channels, @channels <> '[]', carried = 1,
       EXISTS (SELECT 1 FROM deliveries WHERE message_id = messages.id AND state = 'delivered'))`,
  );
  const settle = database.prepare<[string]>(
    `UPDATE deliveries SET settled = 1 WHERE message_id = ? AND settled <> 1
       AND (SELECT max(delivered, carried) FROM messages WHERE id = message_id) = 1`,
  );
  const unsettle = database.prepare<[string]>(
    `UPDATE deliveries SET settled = 0 WHERE message_id = ? AND settled = 1
       AND (SELECT max(delivered, carried) FROM messages WHERE id = message_id) = 0
       AND NOT EXISTS (SELECT 1 FROM deliveries AS other WHERE other.message_id = deliveries.message_id AND settled = 0)`,
  );
  const removeOrphans = database.prepare(
    `DELETE FROM deliveries WHERE NOT EXISTS (SELECT 1 FROM messages WHERE id = message_id)
       AND message_id NOT IN (SELECT ${EVENT_MESSAGE} FROM request_events WHERE ${EVENT_MESSAGE} IS NOT NULL)`,
  );
  const selectCounts = database.prepare<[]>(
    "SELECT * FROM delivery_counts WHERE count <> 0 OR state = 'without-channel' ORDER BY 1, 2, 3",
  );
  const countAnew = database.prepare<[]>(`SELECT * FROM (${COUNTED}) ORDER BY 1, 2, 3`);
  const freeLanes = database.prepare(
    `UPDATE lanes SET step = 0, pause_until = 0, pause_ms = 0, closed_until = 0, closed_ms = 0 WHERE ${ENDLESS_LANE}`,
  );

  return {
    /** Rebuilds the deliveries of a message. @returns how many were queued again or corrected. */
    rebuildMessage({ id, request_id: request, channels }: MessageRow): number {
      let restored = 0;
      const rows = selectRows.all(id);
      const there = rows.map(({ channel }) => channel);
      const named = channelsIn(channels);
      // Where the channels it was queued for are unknown, it is queued for all.
      const known = named === null || (named.length === 0 && wasQueued(id)) ? selectLanes.all() : named;
      for (const row of rows) {
        const given = row.request_id === request ? 0 : setOwner.run(request, row.id).changes;
        const again = row.contradictory === 1 ? sendAgain.run(row.id).changes : 0;
        restored += Math.max(given, again);
      }
      for (const channel of known.filter((one) => !there.includes(one)))
        restored += insert.run({ id: ulid(), message: id, request, channel, now: Date.now() }).changes;
      const due = JSON.stringify([...new Set([...known, ...there])].toSorted());
      const flagged = setFlags.run({ id, channels: due }).changes;
      const settled = settle.run(id).changes + unsettle.run(id).changes;
      return restored > 0 ? restored : Math.min(1, flagged + settled);
    },
    /** Removes deliveries of messages that were never filed, which can never be sent. @returns how many. */
    removeOrphans: (): number => removeOrphans.run().changes,
    /** Corrects counts and lanes. @returns how many. */
    rebuildCounts(): number {
      const lanes = freeLanes.run().changes;
      const due = countAnew.all();
      if (JSON.stringify(selectCounts.all()) === JSON.stringify(due.filter(isCounted))) return lanes;
      database.exec(`DELETE FROM delivery_counts; INSERT INTO delivery_counts ${COUNTED}`);
      return lanes + 1;
    },
  };

  function wasQueued(id: string): boolean {
    return database.prepare<[string], number>('SELECT queued FROM messages WHERE id = ?').pluck().get(id) !== 0;
  }
}

const isCounted = (row: unknown): boolean =>
  (row as { count: number; state: string }).count !== 0 || (row as { state: string }).state === 'without-channel';

/** Parses a list of channels. @returns null where it is none. */
function channelsIn(text: string): string[] | null {
  const channels = parsedJson(text);
  return Array.isArray(channels) && channels.every((one) => typeof one === 'string') ? channels : null;
}
