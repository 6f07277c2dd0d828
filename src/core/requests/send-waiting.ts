import { setTimeout as wait } from 'node:timers/promises';
import type { DeliveryState, OutboxState } from '../../shared/domain/delivery.ts';
import type { Result } from '../../shared/domain/result.ts';
import type { Outbox } from '../delivery/outbox/outbox.ts';
import type { RequestStore } from '../store/request-store.ts';

const STUCK: ReadonlySet<DeliveryState> = new Set(['rejected', 'dead']);
/** Nothing is due sooner than this: every lane has had its try. */
const SOON_MS = 1500;
const LOOKED_AT_MS = 100;

/** Puts what is stuck back into its lane, of one request or of all, and sends until nothing more is due now. */
export async function sendWaiting(
  id: string | null,
  { store, outbox }: { readonly store: RequestStore; readonly outbox: Outbox },
  signal: AbortSignal,
): Promise<Result<OutboxState>> {
  const stored = id === null ? null : await store.get(id);
  if (stored?.ok === false) return stored;
  if (stored === null) await outbox.resendAll();
  for (const delivery of stored?.value.deliveries ?? [])
    if (STUCK.has(delivery.state)) await outbox.resend(delivery.id);

  const ending = new AbortController();
  const ended = AbortSignal.any([ending.signal, signal]);
  const running = outbox.start(ended);
  await outbox.tryNow();
  // Another program may do the work as well: what it does is seen by looking, not told.
  while (!ended.aborted && (await isBusy(outbox)))
    await wait(LOOKED_AT_MS, undefined, { signal }).catch(() => undefined);
  ending.abort();
  await running;
  return await outbox.state();
}

/** Some lane is sending, or has something to send at once. */
async function isBusy(outbox: Outbox): Promise<boolean> {
  const lanes = await outbox.lanes();
  if (!lanes.ok) return false;
  const soon = Date.now() + SOON_MS;
  return lanes.value.some(({ waiting, nextAt }) => waiting > 0 && (nextAt === null || nextAt <= soon));
}
