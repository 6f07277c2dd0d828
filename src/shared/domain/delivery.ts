import { z } from 'zod';
import { instantSchema } from './instant.ts';
import { ulidSchema } from './service-request.ts';

/**
 * `maybe-delivered`: bytes left the PC and no answer came; it is sent again, marked as a possible repetition where the receiver
 * cannot tell. `rejected`: the receiver refused it for good. `dead`: given up after trying for long. Both stay and can be sent again.
 */
export const deliveryStateSchema = z.enum(['queued', 'sending', 'delivered', 'maybe-delivered', 'rejected', 'dead']);
export type DeliveryState = z.infer<typeof deliveryStateSchema>;

/** Why a try did not succeed; words in `requests:delivery.reason.*`. */
export const deliveryReasonSchema = z.enum([
  'no-network',
  'no-answer',
  'connection-cut',
  'tls',
  'captive-portal',
  'not-our-answer',
  'throttled',
  'server-trouble',
  'clock',
  'credentials',
  'too-large',
  'gone',
  'refused',
  'no-secret',
  'folder-missing',
  'folder-full',
  'channel-removed',
  'ended-while-sending',
  'record-restored',
]);
export type DeliveryReason = z.infer<typeof deliveryReasonSchema>;

/** One message on its way through one channel. */
export const deliverySchema = z.object({
  id: ulidSchema,
  message: ulidSchema,
  request: ulidSchema,
  channel: z.string(),
  state: deliveryStateSchema,
  tries: z.int(),
  /** When it is tried next; null where nothing more is tried by itself. */
  nextAt: instantSchema.nullable(),
  lastTriedAt: instantSchema.nullable(),
  reason: deliveryReasonSchema.nullable(),
  /** What the receiver or the system said; never a secret. */
  detail: z.string().nullable(),
  deliveredAt: instantSchema.nullable(),
});
export type Delivery = z.infer<typeof deliverySchema>;

/** What waits in the outbox, for the banner. */
export const outboxStateSchema = z.object({
  waiting: z.int(),
  /** Rejected and dead ones: somebody has to handle them. */
  stuck: z.int(),
  /** Filed requests for which no channel is set up. */
  withoutChannel: z.int(),
  /** The last attempt of every channel failed without a network. */
  offline: z.boolean(),
  /** The last attempt of every channel failed although there is a network: a wrong address, a refused key, a server in trouble. */
  failing: z.boolean(),
  nextAt: instantSchema.nullable(),
});
export type OutboxState = z.infer<typeof outboxStateSchema>;
