import { z } from 'zod';
import { channelSchema } from './channel.ts';
import { deliveryReasonSchema } from './delivery.ts';
import { instantSchema } from './instant.ts';
import { kebabId } from './kebab-id.ts';
import { problemSchema } from './problem-schema.ts';

/** Longer texts are none that somebody entered. What is longer than it may be but shorter than this is refused with its field. */
const entered = z.string().max(20_000);
/** Empty: the stored one stays. Null: it is forgotten. Never in an answer. */
const secret = entered.nullable();
const common = { id: kebabId.max(40).nullable(), title: entered, enabled: z.boolean() };

/**
 * A channel as somebody enters it on the screen. `id` null: a new one. The address of a robot comes as its group shows it, with its
 * key; empty: the stored one stays.
 */
export const channelEntrySchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('wecom'), address: entered }),
  z.strictObject({ ...common, kind: z.literal('dingtalk'), address: entered, secret }),
  z.strictObject({ ...common, kind: z.literal('feishu'), address: entered, secret }),
  z.strictObject({ ...common, kind: z.literal('webhook'), address: entered, secret }),
  z.strictObject({
    ...common,
    kind: z.literal('smtp'),
    host: entered,
    port: z.int(),
    security: z.enum(['tls', 'starttls', 'none']),
    /** Empty: the server asks for none. */
    user: entered,
    from: entered,
    to: z.array(entered).max(100),
    secret,
  }),
  z.strictObject({ ...common, kind: z.literal('folder'), folder: entered }),
]);
export type ChannelEntry = z.infer<typeof channelEntrySchema>;

/** A channel with how it has been going; without its secrets. */
export const channelReportSchema = z.object({
  settings: channelSchema,
  /** Every secret it needs is stored and can be read. */
  secret: z.boolean(),
  /** A secret that it may have besides is stored: it signs. */
  signs: z.boolean(),
  /** When something last arrived by it; null: nothing has, as far as is looked back. */
  deliveredAt: instantSchema.nullable(),
  /** Why the last try did not succeed; null: it did, or there was none. */
  trouble: z.object({ reason: deliveryReasonSchema, detail: z.string(), at: instantSchema.nullable() }).nullable(),
  waiting: z.int(),
  /** Given up or refused: somebody has to handle them. */
  stuck: z.int(),
});
export type ChannelReport = z.infer<typeof channelReportSchema>;

export const channelListSchema = z.object({
  channels: z.array(channelReportSchema),
  /** Secrets are stored encrypted. */
  encrypted: z.boolean(),
  /** Why it is not known how they have been going; null: it is. */
  problem: problemSchema.nullable(),
});
export type ChannelList = z.infer<typeof channelListSchema>;

/** How a test message went. `doubtful`: it left the PC and no answer came. */
export const channelTestSchema = z.discriminatedUnion('result', [
  z.object({ result: z.literal('arrived'), detail: z.string() }),
  z.object({ result: z.enum(['failed', 'doubtful']), reason: deliveryReasonSchema, detail: z.string() }),
]);
export type ChannelTest = z.infer<typeof channelTestSchema>;

/** What goes through a channel to try it. Not stored, and nobody has to do anything about it. */
export interface TestMessage {
  readonly schema: 'vrlab.service-message/1';
  readonly id: string;
  readonly type: 'test';
  /** Begins like those of requests: groups that ask for a keyword let it in. */
  readonly number: string;
  readonly at: string;
  /** Where it comes from, as far as that is set up. */
  readonly place: readonly string[];
  readonly demo: boolean;
}
