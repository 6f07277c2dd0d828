import type { Database } from 'better-sqlite3';
import { ulid } from 'ulid';
import type { DeliveryReason, DeliveryState } from '../../shared/domain/delivery.ts';
import type { DeliveryRow } from './delivery-repository.ts';

/** A delivery that only this process may attempt now. */
export interface LeasedDelivery {
  readonly id: string;
  /** Id of the lease: the outcome of the attempt is accepted only from its holder. */
  readonly lease: string;
  /** The stored message, JSON. */
  readonly body: string;
  readonly mayHaveArrived: boolean;
  /** Failures of this delivery in a row; failures of the whole lane do not count. */
  readonly failures: number;
  /** How long the receiver has answered with errors. */
  readonly failingMs: number;
  /** Null at the first attempt. */
  readonly sinceLastTryMs: number | null;
  /** Failures of the lane in a row. */
  readonly laneStep: number;
}

/** Columns of a delivery after an attempt. */
export interface DeliveryUpdate {
  readonly state: DeliveryState;
  /** Until the next attempt; null: the due time stays. */
  readonly pauseMs: number | null;
  readonly mayHaveArrived: boolean;
  readonly failures: number;
  readonly failingMs: number;
  readonly reason: DeliveryReason | null;
  readonly detail: string | null;
}

/** Why a lane pauses. */
export interface LaneTrouble {
  readonly result: string;
  readonly reason: DeliveryReason;
  readonly detail: string | null;
}

export interface LaneUpdate {
  readonly step: number;
  /** May be ended early, for example when the network returns. */
  readonly pauseMs: number;
  /** Set by the receiver; is never ended early. */
  readonly closedMs: number;
  readonly trouble: LaneTrouble | null;
}

export interface LeaseTerms {
  readonly channel: string;
  readonly idempotent: boolean;
  /** Minimum time between two attempts. */
  readonly spacingMs: number;
  readonly leaseMs: number;
  /** Maximum time until a waiting delivery is due, so that a clock set back delays none for longer: queued ones, and those that may have arrived. */
  readonly maxPauseMs: { readonly queued: number; readonly maybe: number };
  /** Wall clock, milliseconds since 1970. */
  readonly now: number;
}

/** The leased delivery, or the time until the next is due; null: none is waiting. */
export type LeaseAnswer = { readonly leased: LeasedDelivery } | { readonly waitMs: number | null };

/** Leases of deliveries: at most one process attempts a delivery at any time. */
export interface DeliveryLeases {
  take(terms: LeaseTerms): LeaseAnswer;
  /** Stores the outcome of an attempt. @returns false when another process has taken the delivery over meanwhile; then nothing is stored. */
  record(leased: LeasedDelivery, channel: string, after: DeliveryUpdate, lane: LaneUpdate, now: number): boolean;
}

interface LaneRow {
  step: number;
  pause_until: number;
  closed_until: number;
}

const WAITING = "state IN ('queued', 'maybe-delivered')";

export function createDeliveryLeases(database: Database): DeliveryLeases {
  const openLane = database.prepare<[string]>('INSERT INTO lanes (channel) VALUES (?) ON CONFLICT DO NOTHING');
  const nearLanes = database.prepare<LeaseTerms>(
    `UPDATE lanes SET pause_until = min(pause_until, @now + pause_ms), closed_until = min(closed_until, @now + closed_ms)
     WHERE channel = @channel AND (pause_until > @now + pause_ms OR closed_until > @now + closed_ms)`,
  );
  const nearDeliveries = database.prepare<[{ channel: string; state: string; until: number }]>(
    `UPDATE deliveries SET next_at = @until WHERE channel = @channel AND ${WAITING} AND next_at > @until AND state = @state`,
  );
  const nearLeases = database.prepare<LeaseTerms>(
    `UPDATE deliveries SET lease_until = @now + @leaseMs
     WHERE channel = @channel AND state = 'sending' AND lease_until > @now + @leaseMs`,
  );
  const takeBack = database.prepare<[{ channel: string; now: number; state: string }]>(
    `UPDATE deliveries SET state = @state, may_have_arrived = 1, next_at = 0, lease_until = NULL,
       reason = 'ended-while-sending', detail = NULL
     WHERE channel = @channel AND state = 'sending' AND lease_until <= @now`,
  );
  const selectLane = database.prepare<[string], LaneRow>('SELECT * FROM lanes WHERE channel = ?');
  // Messages of one request are sent in order: a withdrawal never before the request.
  const selectDue = database.prepare<LeaseTerms, DeliveryRow & { body: string }>(
    `SELECT deliveries.*, body FROM deliveries JOIN messages ON messages.id = message_id
     WHERE deliveries.channel = @channel AND ${WAITING} AND next_at <= @now AND NOT EXISTS (
       SELECT 1 FROM deliveries AS earlier WHERE earlier.request_id = deliveries.request_id
         AND earlier.channel = @channel AND earlier.place < deliveries.place
         AND earlier.state IN ('queued', 'sending', 'maybe-delivered'))
     ORDER BY next_at, deliveries.place LIMIT 1`,
  );
  const selectNext = database
    .prepare<LeaseTerms, number | null>(
      `SELECT min(at) FROM (
         SELECT min(next_at) AS at FROM deliveries WHERE channel = @channel AND ${WAITING} AND next_at > @now
         UNION ALL SELECT min(lease_until) FROM deliveries WHERE channel = @channel AND state = 'sending')`,
    )
    .pluck();
  const selectWaits = database
    .prepare<[string], 1>(`SELECT 1 FROM deliveries WHERE channel = ? AND ${WAITING} LIMIT 1`)
    .pluck();
  const lend = database.prepare<[{ id: string; lease: string; until: number; now: number }]>(
    `UPDATE deliveries SET state = 'sending', lease = @lease, lease_until = @until, tries = tries + 1, last_tried_at = @now
     WHERE id = @id`,
  );
  const space = database.prepare<LeaseTerms>(
    'UPDATE lanes SET closed_until = @now + @spacingMs, closed_ms = @spacingMs WHERE channel = @channel',
  );
  const recordDelivery = database.prepare(
    `UPDATE deliveries SET state = @state, next_at = coalesce(@nextAt, next_at), may_have_arrived = @mayHaveArrived,
       failures = @failures, failing_ms = @failingMs, reason = @reason, detail = @detail, lease = NULL, lease_until = NULL,
       delivered_at = CASE @state WHEN 'delivered' THEN @now END
     WHERE id = @id AND lease = @lease AND (state = 'sending' OR @state = 'delivered')`,
  );
  const recordLane = database.prepare(
    `UPDATE lanes SET step = @step, pause_until = @now + @pauseMs, pause_ms = @pauseMs,
       closed_ms = CASE WHEN @now + @closedMs > closed_until THEN @closedMs ELSE closed_ms END,
       closed_until = max(closed_until, @now + @closedMs),
       trouble = @trouble, reason = @reason, detail = @detail
     WHERE channel = @channel`,
  );

  const take = database.transaction((terms: LeaseTerms): LeaseAnswer => {
    const { channel, now, maxPauseMs } = terms;
    openLane.run(channel);
    nearLanes.run(terms);
    nearDeliveries.run({ channel, state: 'queued', until: now + maxPauseMs.queued });
    nearDeliveries.run({ channel, state: 'maybe-delivered', until: now + maxPauseMs.maybe });
    nearLeases.run(terms);
    takeBack.run({ channel, now, state: terms.idempotent ? 'queued' : 'maybe-delivered' });
    const lane = selectLane.get(channel)!;
    const opens = Math.max(lane.pause_until, lane.closed_until);
    const next = selectNext.get(terms) ?? null;
    if (opens > now && selectWaits.get(channel) !== undefined) return { waitMs: opens - now };
    const due = selectDue.get(terms);
    if (due === undefined) return { waitMs: next === null ? null : Math.max(1, next - now) };
    const lease = ulid();
    lend.run({ id: due.id, lease, until: now + terms.leaseMs, now });
    space.run(terms);
    return { leased: leasedFrom(due, lease, lane, now) };
  });

  const record = database.transaction<DeliveryLeases['record']>((leased, channel, after, lane, now) => {
    const { changes } = recordDelivery.run({
      ...after,
      id: leased.id,
      lease: leased.lease,
      mayHaveArrived: after.mayHaveArrived ? 1 : 0,
      nextAt: after.pauseMs === null ? null : now + after.pauseMs,
      now,
    });
    const { result: trouble = null, reason = null, detail = null } = lane.trouble ?? {};
    recordLane.run({ ...lane, channel, now, trouble, reason, detail });
    return changes === 1;
  });

  return {
    take: (terms) => take.immediate(terms),
    record: (...of) => record.immediate(...of),
  };
}

const leasedFrom = (
  row: DeliveryRow & { body: string },
  lease: string,
  lane: LaneRow,
  now: number,
): LeasedDelivery => ({
  id: row.id,
  lease,
  body: row.body,
  mayHaveArrived: row.may_have_arrived === 1,
  failures: row.failures,
  failingMs: row.failing_ms,
  sinceLastTryMs: row.last_tried_at === null ? null : now - row.last_tried_at,
  laneStep: lane.step,
});
