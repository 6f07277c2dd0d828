import type { Database } from 'better-sqlite3';
import { ulid } from 'ulid';
import type { DeliveryReason, DeliveryState } from '../../shared/domain/delivery.ts';
import type { DeliveryRow } from './delivery-repository.ts';

/** A delivery that this process, and nobody else, may try now. */
export interface LeasedDelivery {
  readonly id: string;
  /** Names this lease: what came of the try is only taken from its holder. */
  readonly lease: string;
  /** The message as it was stored, JSON. */
  readonly body: string;
  readonly mayHaveArrived: boolean;
  /** Of its own in a row; what failed for the whole lane does not count. */
  readonly failures: number;
  /** How long the receiver has answered with trouble. */
  readonly failingMs: number;
  /** Null at the first try. */
  readonly sinceLastTryMs: number | null;
  /** Failures of the lane in a row. */
  readonly laneStep: number;
}

/** What is written about a delivery after a try. */
export interface DeliveryUpdate {
  readonly state: DeliveryState;
  /** From now on; null: when it was due before. */
  readonly pauseMs: number | null;
  readonly mayHaveArrived: boolean;
  readonly failures: number;
  readonly failingMs: number;
  readonly reason: DeliveryReason | null;
  readonly detail: string | null;
}

/** Why a lane waits. */
export interface LaneTrouble {
  readonly result: string;
  readonly reason: DeliveryReason;
  readonly detail: string | null;
}

export interface LaneUpdate {
  readonly step: number;
  /** May be ended early by a kick. */
  readonly pauseMs: number;
  /** May not. */
  readonly closedMs: number;
  readonly trouble: LaneTrouble | null;
}

export interface LeaseTerms {
  readonly channel: string;
  readonly idempotent: boolean;
  /** From one try to the next. */
  readonly spacingMs: number;
  readonly leaseMs: number;
  /** No waiting delivery is due later than this, whatever the clock says: queued ones, and those that may have arrived. */
  readonly maxPauseMs: { readonly queued: number; readonly maybe: number };
  /** Wall clock, milliseconds since 1970. */
  readonly now: number;
}

/** `null`: nothing waits. */
export type LeaseAnswer = { readonly leased: LeasedDelivery } | { readonly waitMs: number | null };

/** Taking turns in one lane: at most one try of a delivery at any time, by whichever process. */
export interface DeliveryLeases {
  take(terms: LeaseTerms): LeaseAnswer;
  /** @returns false when somebody else has taken the delivery over meanwhile; then it is theirs to say. */
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
  // What belongs to one request arrives in its order: a withdrawal never before the request.
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
