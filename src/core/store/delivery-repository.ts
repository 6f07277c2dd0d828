import type { Database } from 'better-sqlite3';
import type { Delivery, DeliveryReason, DeliveryState } from '../../shared/domain/delivery.ts';
import { formatInstant } from '../../shared/beijing-time.ts';
import { EVENT_TYPE } from './migrations/0005-table-comparison.ts';

export interface DeliveryPage {
  readonly limit: number;
  /** Id of the last delivery of the page before. */
  readonly before?: string;
  readonly state: DeliveryState;
}

/** State of one channel's queue. */
export interface LaneReport {
  readonly channel: string;
  readonly waiting: number;
  /** Rejected and dead deliveries whose message has not arrived through another channel either. */
  readonly stuck: number;
  /** Result of the last attempt, null where it succeeded: `unreachable`, `channel-unusable` … */
  readonly trouble: string | null;
  readonly reason: DeliveryReason | null;
  readonly detail: string | null;
  /** When the next delivery is due, milliseconds since 1970; null where none is waiting. In the past: due now. */
  readonly nextAt: number | null;
}

/** Queries of deliveries: waiting, arrived and stuck ones. */
export interface DeliveryRepository {
  get(id: string): Delivery | null;
  /** Newest first. */
  list(page: DeliveryPage): Delivery[];
  /** Over all channels, including removed ones; `withoutChannel`: requests that nobody can know of, counted up to a thousand. */
  totals(): { waiting: number; stuck: number; withoutChannel: number };
  lane(channel: string): LaneReport;
  /** When something last arrived by a channel, looking back over the newest few thousand that arrived by any, and when something that waits for it was last tried. */
  lastTimes(channel: string): { readonly deliveredAt: string | null; readonly triedAt: string | null };
}

interface CountRow {
  channel: string;
  state: DeliveryState | 'without-channel';
  settled: 0 | 1;
  count: number;
}
interface LaneRow extends Pick<LaneReport, 'trouble' | 'reason' | 'detail'> {
  pause_until: number;
  closed_until: number;
}

const WAITING = new Set<CountRow['state']>(['queued', 'sending', 'maybe-delivered']);
const FAILED = new Set<CountRow['state']>(['rejected', 'dead']);
const NO_LANE: LaneRow = { pause_until: 0, closed_until: 0, trouble: null, reason: null, detail: null };

const sumOf = (rows: readonly CountRow[], which: (row: CountRow) => boolean): number =>
  rows.filter(which).reduce((sum, { count }) => sum + count, 0);
const isWaiting = ({ state }: CountRow): boolean => WAITING.has(state);
const isStuck = ({ state, settled }: CountRow): boolean => FAILED.has(state) && settled === 0;

export function createDeliveryRepository(database: Database): DeliveryRepository {
  const select = database.prepare<[string], DeliveryRow>('SELECT * FROM deliveries WHERE id = ?');
  const selectPage = database.prepare<[{ state: string; limit: number; before: string | null }], DeliveryRow>(
    `SELECT * FROM deliveries WHERE state = @state
       AND place < coalesce((SELECT place FROM deliveries WHERE id = @before), 9223372036854775807)
     ORDER BY place DESC LIMIT @limit`,
  );
  const selectCounts = database.prepare<[], CountRow>('SELECT * FROM delivery_counts');
  // Who was told on the phone, or has answered, knows of the request; one that was withdrawn is nobody's to know.
  const countUnknown = database
    .prepare<[], number>(
      `SELECT count(*) FROM (
         SELECT 1 FROM messages JOIN requests ON requests.id = request_id
         WHERE queued = 0 AND carried = 0 AND type = 'request' AND requests.state = 'filed'
           AND NOT EXISTS (SELECT 1 FROM handed_in_reports WHERE handed_in_reports.request_id = messages.request_id)
           AND NOT EXISTS (SELECT 1 FROM request_events
             WHERE request_events.request_id = messages.request_id AND ${EVENT_TYPE} = 'told-by-phone')
         LIMIT 1000)`,
    )
    .pluck();
  const selectLane = database.prepare<[string], LaneRow>('SELECT * FROM lanes WHERE channel = ?');
  const selectNext = database
    .prepare<[string], number | null>(
      "SELECT min(next_at) FROM deliveries WHERE channel = ? AND state IN ('queued', 'maybe-delivered')",
    )
    .pluck();
  const selectDelivered = database
    .prepare<[string], number | null>(
      `SELECT max(delivered_at) FROM (
         SELECT channel, delivered_at FROM deliveries WHERE state = 'delivered' ORDER BY place DESC LIMIT 2000)
       WHERE channel = ?`,
    )
    .pluck();
  const selectTried = database
    .prepare<[string], number | null>(
      "SELECT max(last_tried_at) FROM deliveries WHERE channel = ? AND state IN ('queued', 'maybe-delivered')",
    )
    .pluck();
  return {
    lastTimes: (channel) => ({
      deliveredAt: formatTime(selectDelivered.get(channel) ?? null),
      triedAt: formatTime(selectTried.get(channel) ?? null),
    }),
    get(id) {
      const row = select.get(id);
      return row === undefined ? null : buildDelivery(row);
    },
    list: ({ limit, before = null, state }) => selectPage.all({ limit, before, state }).map(buildDelivery),
    totals() {
      const rows = selectCounts.all();
      return {
        waiting: sumOf(rows, isWaiting),
        stuck: sumOf(rows, isStuck),
        withoutChannel: sumOf(rows, ({ state }) => state === 'without-channel') === 0 ? 0 : countUnknown.get()!,
      };
    },
    lane(channel) {
      const rows = selectCounts.all().filter((row) => row.channel === channel);
      const { pause_until, closed_until, trouble, reason, detail } = selectLane.get(channel) ?? NO_LANE;
      const next = selectNext.get(channel) ?? null;
      return {
        channel,
        waiting: sumOf(rows, isWaiting),
        stuck: sumOf(rows, isStuck),
        trouble,
        reason,
        detail,
        nextAt: next === null ? null : Math.max(next, pause_until, closed_until),
      };
    },
  };
}

/** A row of `deliveries`; instants in milliseconds since 1970. */
export interface DeliveryRow {
  place: number;
  id: string;
  message_id: string;
  request_id: string;
  channel: string;
  state: DeliveryState;
  settled: 0 | 1;
  may_have_arrived: 0 | 1;
  tries: number;
  failures: number;
  failing_ms: number;
  queued_at: number;
  next_at: number;
  lease: string | null;
  lease_until: number | null;
  last_tried_at: number | null;
  delivered_at: number | null;
  reason: DeliveryReason | null;
  detail: string | null;
}

const formatTime = (ms: number | null): string | null => (ms === null ? null : formatInstant(new Date(ms)));

const waits = (state: DeliveryState): boolean => state === 'queued' || state === 'maybe-delivered';

export const buildDelivery = (row: DeliveryRow): Delivery => ({
  id: row.id,
  message: row.message_id,
  request: row.request_id,
  channel: row.channel,
  state: row.state,
  tries: row.tries,
  nextAt: waits(row.state) ? formatTime(row.next_at === 0 ? row.queued_at : row.next_at) : null,
  lastTriedAt: formatTime(row.last_tried_at),
  reason: row.reason,
  detail: row.detail,
  deliveredAt: formatTime(row.delivered_at),
});
