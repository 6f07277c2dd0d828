import type { Database } from 'better-sqlite3';
import { ulid } from 'ulid';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import type { DeliveryRow } from './delivery-repository.ts';
import { EVENT_TYPE } from './migrations/0005-table-comparison.ts';

/** Assigns messages to channels after they were filed. */
export interface DeliveryRoutes {
  /**
   * Adopts the current list of channels. A new channel gets every message that no channel has delivered yet; what waits for a
   * removed channel is dead; messages that were never queued are queued for all channels.
   */
  adopt(channels: readonly string[], now: number): void;
  /** Queues every message that no channel has delivered yet for this channel. @returns how many. */
  queueFor(channel: string, now: number): number;
  /** Queues a delivery again with the same message id, unless it is being sent. @returns `delivery-not-found`, `delivery-arrived`. */
  resend(delivery: string, channel: string | null, now: number): Result<void>;
  /** Queues every stuck or doubtful delivery again; those of removed channels go through all of these channels. @returns how many. */
  resendAll(channels: readonly string[], now: number): number;
  /** Records that the messages of this request were carried by hand: on a USB drive, as a QR code, on paper. */
  carried(request: string): void;
  /** Ends pauses early, except those that the receiver has set. @param channel null: all channels. */
  endPauses(channel: string | null): void;
  /** Makes every waiting delivery due at once, whatever its failures were. */
  endWaits(): void;
}

/** A request that was withdrawn before any message of it was sent, carried or told by phone: nobody waits for it. */
const WITHDRAWN_UNSEEN = `(
  EXISTS (SELECT 1 FROM requests WHERE requests.id = messages.request_id AND requests.state = 'withdrawn')
  AND NOT EXISTS (SELECT 1 FROM messages AS sent WHERE sent.request_id = messages.request_id AND sent.carried = 1)
  AND NOT EXISTS (SELECT 1 FROM deliveries WHERE deliveries.request_id = messages.request_id AND deliveries.tries > 0)
  AND NOT EXISTS (SELECT 1 FROM request_events WHERE request_events.request_id = messages.request_id
    AND ${EVENT_TYPE} = 'told-by-phone'))`;

type Found = Pick<DeliveryRow, 'id' | 'message_id' | 'request_id' | 'channel' | 'state'>;

export function createDeliveryRoutes(database: Database): DeliveryRoutes {
  const selectLanes = database.prepare<[], string>('SELECT channel FROM lanes').pluck();
  const selectOpen = database
    .prepare<[], string>(
      `SELECT DISTINCT channel FROM delivery_counts
       WHERE state IN ('queued', 'sending', 'maybe-delivered') AND count > 0`,
    )
    .pluck();
  const addLane = database.prepare<[string]>('INSERT INTO lanes (channel) VALUES (?) ON CONFLICT DO NOTHING');
  const removeLane = database.prepare<[string]>('DELETE FROM lanes WHERE channel = ?');
  // The lease stays, because an attempt that is still running may report that the message arrived.
  const close = database.prepare<[string]>(
    `UPDATE deliveries SET state = 'dead', reason = 'channel-removed', detail = NULL,
       may_have_arrived = max(may_have_arrived, state = 'sending')
     WHERE channel = ? AND state IN ('queued', 'sending', 'maybe-delivered')`,
  );
  const reopen = database.prepare<[string]>(
    `UPDATE deliveries SET state = 'queued', next_at = 0, reason = NULL
     WHERE channel = ? AND state = 'dead' AND reason = 'channel-removed' AND settled = 0`,
  );
  const insert = database.prepare(
    `INSERT INTO deliveries (id, message_id, request_id, channel, state, settled, queued_at)
     SELECT @id, messages.id, request_id, @channel, 'queued', max(delivered, carried), @now
       FROM messages WHERE messages.id = @message
     ON CONFLICT (message_id, channel) DO NOTHING`,
  );
  const selectUndelivered = database
    .prepare<[], string>(`SELECT id FROM messages WHERE delivered = 0 AND NOT ${WITHDRAWN_UNSEEN} ORDER BY place`)
    .pluck();
  const selectNeverQueued = database
    .prepare<[], string>(`SELECT id FROM messages WHERE queued = 0 AND NOT ${WITHDRAWN_UNSEEN} ORDER BY place`)
    .pluck();
  const select = database.prepare<[string], Found>('SELECT * FROM deliveries WHERE id = ?');
  const selectOn = database.prepare<[string, string], Found>(
    'SELECT * FROM deliveries WHERE message_id = ? AND channel = ?',
  );
  const reset = database.prepare<[string]>(
    `UPDATE deliveries SET state = 'queued', next_at = 0, failures = 0, failing_ms = 0, reason = NULL, detail = NULL,
       settled = (SELECT max(delivered, carried) FROM messages WHERE messages.id = message_id)
     WHERE id = ? AND state NOT IN ('sending', 'delivered')`,
  );
  const settle = database.prepare<[string]>('UPDATE deliveries SET settled = 1 WHERE id = ?');
  const selectStuck = database.prepare<[], Found>(
    `SELECT * FROM deliveries WHERE state IN ('rejected', 'dead', 'maybe-delivered') AND settled = 0 ORDER BY place`,
  );
  const setCarried = database.prepare<[string]>('UPDATE messages SET carried = 1 WHERE request_id = ? AND carried = 0');
  const endWaits = database.prepare(
    "UPDATE deliveries SET next_at = 0 WHERE state IN ('queued', 'maybe-delivered') AND next_at > 0",
  );
  const endAll = database.prepare('UPDATE lanes SET pause_until = 0 WHERE pause_until > 0');
  const endOne = database.prepare<[string]>('UPDATE lanes SET pause_until = 0 WHERE channel = ? AND pause_until > 0');

  const put = (message: string, channel: string, now: number): number =>
    insert.run({ id: ulid(), message, channel, now }).changes;

  const queueFor = (channel: string, now: number): number => {
    let queued = reopen.run(channel).changes;
    for (const message of selectUndelivered.all()) queued += put(message, channel, now);
    return queued;
  };

  const adopt = (channels: readonly string[], now: number) => {
    const known = new Set(selectLanes.all());
    for (const removed of new Set([...known, ...selectOpen.all()])) {
      if (channels.includes(removed)) continue;
      close.run(removed);
      removeLane.run(removed);
    }
    for (const channel of channels) {
      reopen.run(channel);
      if (known.has(channel)) continue;
      addLane.run(channel);
      queueFor(channel, now);
    }
    const never = channels.length === 0 ? [] : selectNeverQueued.all();
    for (const message of never) for (const channel of channels) put(message, channel, now);
  };

  /** Sends through another channel: the old delivery keeps its state and counts as settled. */
  const reroute = (found: Found, channel: string, now: number): boolean => {
    const there = selectOn.get(found.message_id, channel);
    if (there?.state === 'delivered') return false;
    if (there === undefined) put(found.message_id, channel, now);
    else reset.run(there.id);
    settle.run(found.id);
    return true;
  };

  const resend = (id: string, channel: string | null, now: number): Result<void> => {
    const found = select.get(id);
    if (found === undefined) return fail('delivery-not-found', { id });
    const arrived = () => fail('delivery-arrived', { channel: channel ?? found.channel });
    if (found.state === 'delivered') return arrived();
    if (channel === null || channel === found.channel) reset.run(id);
    else if (!reroute(found, channel, now)) return arrived();
    endOne.run(channel ?? found.channel);
    return succeed(undefined);
  };

  const resendAll = (channels: readonly string[], now: number): number => {
    let sent = 0;
    for (const found of selectStuck.all()) {
      if (channels.includes(found.channel)) sent += reset.run(found.id).changes;
      else for (const channel of channels) sent += reroute(found, channel, now) ? 1 : 0;
    }
    if (sent > 0) endAll.run();
    return sent;
  };

  const inTransaction = <Args extends unknown[], Value>(work: (...args: Args) => Value) => {
    const transaction = database.transaction(work);
    return (...args: Args): Value => transaction.immediate(...args);
  };
  return {
    adopt: inTransaction(adopt),
    queueFor: inTransaction(queueFor),
    resend: inTransaction(resend),
    resendAll: inTransaction(resendAll),
    carried: (request) => void setCarried.run(request),
    endWaits: () => void endWaits.run(),
    endPauses: (channel) => void (channel === null ? endAll.run() : endOne.run(channel)),
  };
}
