import { z } from 'zod';
import { requestEventSchema } from './request-lifecycle.ts';
import { filedRequestSchema, ulidSchema } from './service-request.ts';

export const MESSAGE_SCHEMA = 'vrlab.service-message/1';

/**
 * What goes through a channel, and what a signed file holds: a request, or something its teacher did to it. `id` is the
 * idempotency key: it is made before the first try and the same at every repetition.
 */
export const serviceMessageSchema = z.discriminatedUnion('type', [
  z.strictObject({
    schema: z.literal(MESSAGE_SCHEMA),
    id: ulidSchema,
    type: z.literal('request'),
    request: filedRequestSchema,
  }),
  z.strictObject({
    schema: z.literal(MESSAGE_SCHEMA),
    id: ulidSchema,
    type: z.literal('event'),
    /** The number of the request, so that people can find it. */
    number: z.string().max(40),
    title: z.string(),
    event: requestEventSchema,
  }),
]);
export type ServiceMessage = z.infer<typeof serviceMessageSchema>;
