import { formatInstant } from '../../shared/beijing-time.ts';
import type { Delivery, DeliveryReason, DeliveryState } from '../../shared/domain/delivery.ts';

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

const instantOf = (ms: number | null): string | null => (ms === null ? null : formatInstant(new Date(ms)));

const waits = (state: DeliveryState): boolean => state === 'queued' || state === 'maybe-delivered';

export const deliveryOf = (row: DeliveryRow): Delivery => ({
  id: row.id,
  message: row.message_id,
  request: row.request_id,
  channel: row.channel,
  state: row.state,
  tries: row.tries,
  nextAt: waits(row.state) ? instantOf(row.next_at === 0 ? row.queued_at : row.next_at) : null,
  lastTriedAt: instantOf(row.last_tried_at),
  reason: row.reason,
  detail: row.detail,
  deliveredAt: instantOf(row.delivered_at),
});
