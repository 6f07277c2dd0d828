import type { Database } from 'better-sqlite3';
import { MAX_PAUSE_MS } from './backoff.ts';
import { EVENT_DISAGREES, EVENT_MESSAGE, EVENT_TYPE, MESSAGE_NUMBER } from './migrations/0005-table-comparison.ts';
import {
  type RequestEventType,
  requestEventTypeSchema,
  type RequestState,
  stateAfter,
} from '../../shared/domain/request-lifecycle.ts';

/** Number of events compared at a time: a few milliseconds, then other work runs. */
const SLICE = 2000;

/** Differences between the tables and the journal. */
export interface Differences {
  /** Ids of requests that differ. */
  readonly requests: ReadonlySet<string>;
  /** Whether something differs that belongs to no request: the order of rows, deliveries without a message, counts, lanes. */
  readonly others: boolean;
}

/** Finds where tables differ from the journal that they are derived from. Read-only; each step sees one state of the database. */
export interface TableComparison {
  /**
   * Compares the next requests in the order of their ids.
   * @param after id of the last request of the slice before; '' for the first slice.
   * @param found receives the differences.
   * @returns the id of the last request compared; null after the last slice.
   */
  slice(after: string, found: Found): string | null;
  /** Compares what the slices do not cover. Must be called after the last slice. */
  rest(found: Found): void;
}

/** Differences found so far. */
export interface Found {
  readonly requests: Set<string>;
  others: boolean;
  /** Number of deliveries whose message exists. */
  deliveries: number;
}

/** SQL condition: the columns of a delivery contradict each other. */
export const CONTRADICTORY = `(deliveries.settled NOT IN (0, 1) OR may_have_arrived NOT IN (0, 1) OR CASE state
  WHEN 'delivered' THEN delivered_at IS NULL OR last_tried_at IS NULL OR tries < 1
  WHEN 'sending' THEN delivered_at IS NOT NULL OR lease IS NULL OR lease_until IS NULL
  WHEN 'maybe-delivered' THEN delivered_at IS NOT NULL OR may_have_arrived = 0
  WHEN 'queued' THEN delivered_at IS NOT NULL
  ELSE delivered_at IS NOT NULL OR reason IS NULL END)`;

/** SQL condition: a lane has an impossible pause, which could hold its messages back for ever. */
export const ENDLESS_LANE = `(
  step < 0 OR pause_ms < 0 OR closed_ms < 0 OR pause_ms > ${MAX_PAUSE_MS} OR closed_ms > ${MAX_PAUSE_MS})`;

/** SQL query for the correct delivery counts. */
export const COUNTED = `
  SELECT channel, state, settled, count(*) AS count FROM deliveries GROUP BY 1, 2, 3
  UNION ALL SELECT '', 'without-channel', 0, count(*) FROM messages WHERE queued = 0 AND type = 'request' AND carried = 0`;

/** SQL condition: a message differs, or one of its deliveries does. */
const MESSAGE_DIFFERS = `(
  queued <> (channels <> '[]') OR carried NOT IN (0, 1) OR delivered NOT IN (0, 1)
  OR delivered = 1 AND NOT EXISTS (
    SELECT 1 FROM deliveries AS arrived WHERE arrived.message_id = messages.id AND arrived.state = 'delivered')
  OR CASE WHEN deliveries.id IS NULL THEN channels <> '[]' ELSE
    deliveries.request_id <> messages.request_id OR ${CONTRADICTORY}
    OR state = 'delivered' AND delivered = 0
    -- A message that has arrived or was carried by hand is settled in every lane; any other waits in at least one.
    OR CASE WHEN delivered = 1 OR carried = 1 THEN deliveries.settled = 0 ELSE deliveries.settled = 1 AND NOT EXISTS (
      SELECT 1 FROM deliveries AS other WHERE other.message_id = messages.id AND other.settled = 0) END
    -- The list of channels names each delivery, and has no other entries.
    OR instr(channels, json_quote(channel)) = 0 OR NOT json_valid(channels)
    OR instr(channels, ',') > 0 AND json_array_length(channels) <> (
      SELECT count(*) FROM deliveries AS each WHERE each.message_id = messages.id) END)`;

/** Prepares the comparison. Most requests have had no event since their filing: those cost one lookup in each table. */
export function createTableComparison(database: Database): TableComparison {
  const folded = new Map<string, string | null>();
  const selectLast = database
    .prepare<[string], string>(
      `SELECT request_id FROM request_events WHERE request_id > ? ORDER BY request_id LIMIT 1 OFFSET ${SLICE}`,
    )
    .pluck();
  const inSlice = (column: string) => `${column} > @after AND ${column} <= @last`;
  const selectDiffering = [
    // The request is missing, or has another number or message than it was filed with, or its message is missing.
    `SELECT recorded.request_id FROM request_events AS recorded LEFT JOIN requests ON requests.id = recorded.request_id
     WHERE ${inSlice('recorded.request_id')} AND ${EVENT_TYPE} = 'filed'
       AND (requests.message_id IS NOT ${EVENT_MESSAGE} OR requests.number IS NOT (
         SELECT ${MESSAGE_NUMBER} FROM messages INDEXED BY messages_by_request
         WHERE request_id = recorded.request_id AND messages.id = ${EVENT_MESSAGE} AND type = 'request'))`,
    // The message of a later event is missing, or belongs to another request.
    `SELECT recorded.request_id FROM request_events AS recorded
     LEFT JOIN messages ON messages.request_id = recorded.request_id AND messages.id = ${EVENT_MESSAGE} AND messages.type = 'event'
     WHERE ${inSlice('recorded.request_id')} AND ${EVENT_TYPE} <> 'filed' AND ${EVENT_MESSAGE} IS NOT NULL AND messages.id IS NULL`,
  ].map((sql) => database.prepare<[Range], string>(sql).pluck());
  const selectHistories = database
    .prepare<[Range], [id: string, state: string | null, types: string | null]>(
      `SELECT id, (SELECT state FROM requests WHERE requests.id = happened.id), (
         SELECT group_concat(type) FROM (
           SELECT ${EVENT_TYPE} AS type FROM request_events WHERE request_id = happened.id ORDER BY position))
       FROM (
         SELECT request_id AS id FROM request_events WHERE ${inSlice('request_id')} AND ${EVENT_TYPE} IS NOT 'filed'
         UNION SELECT id FROM requests WHERE ${inSlice('id')} AND state <> 'filed') AS happened`,
    )
    .raw();
  const hasItsState = ([, state, types]: [string, string | null, string | null]): boolean => {
    if (types === null) return false;
    const due = folded.get(types) ?? foldedState(types.split(','));
    folded.set(types, due);
    return state === due;
  };
  const selectMessages = database
    .prepare<[Range], [deliveries: number, differing: string]>(
      `SELECT count(deliveries.id), json_group_array(messages.request_id) FILTER (WHERE ${MESSAGE_DIFFERS})
       FROM messages INDEXED BY messages_by_request LEFT JOIN deliveries ON message_id = messages.id
       WHERE ${inSlice('messages.request_id')}`,
    )
    .raw();
  const selectDisagreeing = database
    .prepare<[], string>(
      `SELECT request_id FROM request_events INDEXED BY request_events_disagreeing WHERE ${EVENT_DISAGREES}`,
    )
    .pluck();
  /** Rows without an event in the journal; queried only where the numbers of rows differ. */
  const selectUnrecorded = [
    'SELECT id FROM requests WHERE NOT EXISTS (SELECT 1 FROM request_events WHERE request_id = requests.id)',
    `SELECT request_id FROM messages WHERE NOT EXISTS (
       SELECT 1 FROM request_events WHERE request_id = messages.request_id AND ${EVENT_MESSAGE} = messages.id)`,
  ].map((sql) => database.prepare<[], string>(sql).pluck());
  const selectNumbers = database
    .prepare<[], [requests: number, messages: number, filed: number, named: number, deliveries: number]>(
      `SELECT (SELECT count(*) FROM requests), (SELECT count(*) FROM messages), count(*) FILTER (WHERE ${EVENT_TYPE} = 'filed'),
         count(${EVENT_MESSAGE}), (SELECT count(*) FROM deliveries)
       FROM request_events INDEXED BY request_events_by_request`,
    )
    .raw();
  const selectOthers = [
    // Rows are numbered in the order of the journal, without gaps.
    'SELECT coalesce(min(place) <> 1 OR max(place) <> count(*), 0) FROM requests',
    'SELECT coalesce(min(place) <> 1 OR max(place) <> count(*), 0) FROM messages',
    `SELECT 1 FROM lanes WHERE ${ENDLESS_LANE} LIMIT 1`,
  ].map((sql) => database.prepare<[], 0 | 1>(sql).pluck());
  const selectCounts = database.prepare<[], CountRow>(
    "SELECT * FROM delivery_counts WHERE count <> 0 OR state = 'without-channel'",
  );

  /** One scan over all deliveries with a sum per count is faster than GROUP BY. */
  const countsDiffer = (): boolean => {
    const counts = selectCounts.all();
    const sums = counts.map((_, at) => `, sum(channel = @c${at} AND state = @s${at} AND settled = @t${at})`);
    const recorded = counts.map(({ channel, state, settled }, at) => ({
      [`c${at}`]: channel,
      [`s${at}`]: state,
      [`t${at}`]: settled,
    }));
    const found = database
      .prepare<[Record<string, unknown>], (number | null)[]>(`SELECT count(*)${sums.join('')} FROM deliveries`)
      .raw()
      .get(Object.assign({}, ...recorded) as Record<string, unknown>)!;
    const without = counts.filter(({ state }) => state === 'without-channel');
    const [all, ...each] = found.map((sum) => sum ?? 0);
    return (
      counts.some(({ state, count }, at) => state !== 'without-channel' && each[at] !== count) ||
      each.reduce((sum, one) => sum + one, 0) !== all ||
      without.length !== 1 ||
      without[0]!.count !== countWithout.get()
    );
  };
  const countWithout = database
    .prepare<[], number>("SELECT count(*) FROM messages WHERE queued = 0 AND type = 'request' AND carried = 0")
    .pluck();

  return {
    slice: database.transaction((after: string, found: Found) => {
      const last = selectLast.get(after) ?? null;
      const range = { after, last: last ?? LAST_ID };
      for (const select of selectDiffering) for (const id of select.all(range)) found.requests.add(id);
      for (const history of selectHistories.all(range)) if (!hasItsState(history)) found.requests.add(history[0]);
      const [deliveries, differing] = selectMessages.get(range)!;
      for (const id of JSON.parse(differing) as string[]) found.requests.add(id);
      found.deliveries += deliveries;
      return last;
    }),
    rest: database.transaction((found: Found) => {
      for (const id of selectDisagreeing.all()) found.requests.add(id);
      const [requests, messages, filed, named, deliveries] = selectNumbers.get()!;
      if (requests !== filed || messages !== named)
        for (const select of selectUnrecorded) for (const id of select.all()) found.requests.add(id);
      // The slices have counted the deliveries of all messages: any others have no message.
      found.others ||=
        deliveries !== found.deliveries || selectOthers.some((select) => select.get() === 1) || countsDiffer();
    }),
  };
}

/** Sorts after every id. */
const LAST_ID = '\u{10FFFF}';

interface Range {
  readonly after: string;
  readonly last: string;
}

interface CountRow {
  channel: string;
  state: string;
  settled: number;
  count: number;
}

/** Compares everything, slice by slice. @yields between the slices, so that other work can run. */
export function* comparing(comparison: TableComparison): Generator<undefined, Differences> {
  const found: Found = { requests: new Set(), others: false, deliveries: 0 };
  for (let after: string | null = ''; after !== null;) {
    after = comparison.slice(after, found);
    yield;
  }
  comparison.rest(found);
  return found;
}

/** Compares everything without a break. */
export function differencesIn(comparison: TableComparison): Differences {
  const steps = comparing(comparison);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Computes the state of a request from the types of its events, in order; null where the first is not its filing. */
export function foldedState(types: readonly string[]): RequestState | null {
  const [first, ...later] = types;
  if (first !== 'filed') return null;
  let state: RequestState = 'filed';
  for (const type of later) if (isEventType(type)) state = stateAfter(state, type) ?? state;
  return state;
}

const isEventType = (text: string): text is RequestEventType => requestEventTypeSchema.safeParse(text).success;
