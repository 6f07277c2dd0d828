import type { Database } from 'better-sqlite3';
import { LONGEST_PAUSE_MS } from '../delivery/outbox/backoff.ts';
import { foldedState } from './folded-state.ts';
import { EVENT_AGREES, EVENT_MESSAGE, EVENT_TYPE, MESSAGE_NUMBER } from './migrations/0005-table-comparison.ts';

/** Events compared at a time: a few milliseconds, then other work goes on. */
export const SLICE = 2000;

/** What differs from the journal. */
export interface Differences {
  /** Ids of requests of which something differs. */
  readonly requests: ReadonlySet<string>;
  /** Something that belongs to no request: the order of rows, deliveries of no message, counts, lanes. */
  readonly others: boolean;
}

/** How many the journal speaks of. */
interface Recorded {
  readonly requests: number;
  readonly messages: number;
}

/** Finds where tables differ from the journal they follow from. Reads only; each step sees one state of the database. */
export interface TableComparison {
  /**
   * @param after id of the last request of the slice before; '' for the first.
   * @returns the ids that differ, how many were compared, and the id of the last one; null: that was all.
   */
  slice(after: string): Recorded & { readonly differing: readonly string[]; readonly last: string | null };
  /** Ids of requests that have something the journal knows nothing of. */
  unrecorded(recorded: Recorded): string[];
  others(): boolean;
}

/** A delivery whose columns cannot all be true. */
export const CONTRADICTORY = `(deliveries.settled NOT IN (0, 1) OR may_have_arrived NOT IN (0, 1) OR CASE state
  WHEN 'delivered' THEN delivered_at IS NULL OR last_tried_at IS NULL OR tries < 1
  WHEN 'sending' THEN delivered_at IS NOT NULL OR lease IS NULL OR lease_until IS NULL
  WHEN 'maybe-delivered' THEN delivered_at IS NOT NULL OR may_have_arrived = 0
  WHEN 'queued' THEN delivered_at IS NOT NULL
  ELSE delivered_at IS NOT NULL OR reason IS NULL END)`;

/** A delivery that can never leave. */
export const OF_NO_MESSAGE = 'NOT EXISTS (SELECT 1 FROM messages WHERE id = message_id)';

/** No pause of a lane is longer: what else stands there would hold its messages back for ever. */
export const ENDLESS_LANE = `(
  step < 0 OR pause_ms < 0 OR closed_ms < 0 OR pause_ms > ${LONGEST_PAUSE_MS} OR closed_ms > ${LONGEST_PAUSE_MS})`;

/** What the counts should be. */
export const COUNTED = `
  SELECT channel, state, settled, count(*) AS count FROM deliveries GROUP BY 1, 2, 3
  UNION ALL SELECT '', 'without-channel', 0, count(*) FROM messages WHERE queued = 0 AND type = 'request' AND carried = 0`;

export function createTableComparison(database: Database): TableComparison {
  const folded = new Map<string, string | null>();
  const selectLast = database
    .prepare<[string], string>(
      `SELECT request_id FROM request_events WHERE request_id > ? ORDER BY request_id LIMIT 1 OFFSET ${SLICE}`,
    )
    .pluck();
  const inSlice = (column: string) => `${column} > @after AND ${column} <= @last`;
  const selectRequests = database
    .prepare<[Range], ToldRow>(
      `SELECT recorded.request_id, types, state, messages,
         agrees = 1 AND message IS NOT NULL AND requests.message_id IS message AND requests.number IS (
           SELECT ${MESSAGE_NUMBER} FROM messages INDEXED BY messages_by_request
           WHERE request_id = recorded.request_id AND id = message AND type = 'request')
       FROM (SELECT request_id, group_concat(${EVENT_TYPE}) AS types, min(coalesce(${EVENT_AGREES}, 0)) AS agrees,
           max(CASE WHEN ${EVENT_TYPE} = 'filed' THEN ${EVENT_MESSAGE} END) AS message, count(${EVENT_MESSAGE}) AS messages
         FROM request_events WHERE ${inSlice('request_id')} GROUP BY request_id) AS recorded
       LEFT JOIN requests ON requests.id = recorded.request_id`,
    )
    .raw();
  /** Folding each kind of history once in here is quicker than a function that SQLite calls. */
  const isAsRecorded = ([, types, state, , agrees]: ToldRow): boolean => {
    if (agrees === 0 || types === null) return false;
    const due = folded.get(types) ?? foldedState(types.split(','));
    folded.set(types, due);
    return state === due;
  };
  const selectDiffering = [
    // A message of a later event that is not there, or belongs to another request.
    `SELECT recorded.request_id FROM request_events AS recorded
     LEFT JOIN messages ON messages.request_id = recorded.request_id AND messages.id = ${EVENT_MESSAGE} AND messages.type = 'event'
     WHERE ${inSlice('recorded.request_id')} AND ${EVENT_TYPE} <> 'filed' AND ${EVENT_MESSAGE} IS NOT NULL AND messages.id IS NULL`,
    // Deliveries that are not there, are too many, or say what cannot be.
    `SELECT messages.request_id FROM messages LEFT JOIN deliveries ON message_id = messages.id
     WHERE ${inSlice('messages.request_id')} GROUP BY messages.request_id, messages.id
     HAVING channels IS NOT json_group_array(channel) FILTER (WHERE channel IS NOT NULL)
       OR queued <> (channels <> '[]') OR carried NOT IN (0, 1)
       OR delivered <> coalesce(max(state = 'delivered'), 0)
       OR CASE WHEN delivered OR carried THEN min(settled) = 0 ELSE min(settled) = 1 END
       OR max(deliveries.id IS NOT NULL AND (deliveries.request_id <> messages.request_id OR ${CONTRADICTORY}))`,
  ].map((sql) => database.prepare<[Range], string>(sql).pluck());
  /** What the journal knows nothing of; looked for where the numbers do not agree. */
  const selectUnrecorded = [
    'SELECT id FROM requests WHERE NOT EXISTS (SELECT 1 FROM request_events WHERE request_id = requests.id)',
    `SELECT request_id FROM messages WHERE NOT EXISTS (
       SELECT 1 FROM request_events WHERE request_id = messages.request_id AND ${EVENT_MESSAGE} = messages.id)`,
  ].map((sql) => database.prepare<[], string>(sql).pluck());
  const selectNumbers = database
    .prepare<[], [number, number]>('SELECT (SELECT count(*) FROM requests), (SELECT count(*) FROM messages)')
    .raw();
  const selectOthers = [
    // Rows are numbered as the journal has them, without a gap.
    'SELECT coalesce(min(place) <> 1 OR max(place) <> count(*), 0) FROM requests',
    'SELECT coalesce(min(place) <> 1 OR max(place) <> count(*), 0) FROM messages',
    // Of each message those are compared that it names: more of them belong to none.
    `SELECT (SELECT count(*) FROM deliveries) <> (SELECT coalesce(sum(json_array_length(channels)), 0) FROM messages
       WHERE json_valid(channels))`,
    `SELECT 1 FROM lanes WHERE ${ENDLESS_LANE} LIMIT 1`,
  ].map((sql) => database.prepare<[], 0 | 1>(sql).pluck());
  const selectCounts = database.prepare<[], CountRow>(
    "SELECT * FROM delivery_counts WHERE count <> 0 OR state = 'without-channel'",
  );

  /** One look over all deliveries is cheaper than sorting them into groups. */
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
    slice: database.transaction((after: string) => {
      const last = selectLast.get(after) ?? null;
      const range = { after, last: last ?? LAST_ID };
      const recorded = selectRequests.all(range);
      const differing = selectDiffering.flatMap((select) => select.all(range));
      return {
        differing: [...recorded.filter((row) => !isAsRecorded(row)).map(([id]) => id), ...differing],
        requests: recorded.length,
        messages: recorded.reduce((sum, row) => sum + row[3], 0),
        last,
      };
    }),
    unrecorded: database.transaction(({ requests, messages }: Recorded) => {
      const [ofRequests, ofMessages] = selectNumbers.get()!;
      if (ofRequests === requests && ofMessages === messages) return [];
      return selectUnrecorded.flatMap((select) => select.all());
    }),
    others: database.transaction(() => selectOthers.some((select) => select.get() === 1) || countsDiffer()),
  };
}

/** Sorts behind every id. */
const LAST_ID = '\u{10FFFF}';

interface Range {
  readonly after: string;
  readonly last: string;
}

/** `agrees`: everything but the state is as the journal says. */
type ToldRow = [id: string, types: string | null, state: string | null, messages: number, agrees: 0 | 1];

interface CountRow {
  channel: string;
  state: string;
  settled: number;
  count: number;
}

/** Compares everything, slice by slice. @yields between the slices, when somebody else may be served. */
export function* comparing(comparison: TableComparison): Generator<undefined, Differences> {
  const requests = new Set<string>();
  const recorded = { requests: 0, messages: 0 };
  for (let after: string | null = ''; after !== null;) {
    const slice = comparison.slice(after);
    for (const id of slice.differing) requests.add(id);
    recorded.requests += slice.requests;
    recorded.messages += slice.messages;
    after = slice.last;
    yield;
  }
  for (const id of comparison.unrecorded(recorded)) requests.add(id);
  yield;
  return { requests, others: comparison.others() };
}

/** Compares everything at once. */
export function differencesIn(comparison: TableComparison): Differences {
  const steps = comparing(comparison);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
