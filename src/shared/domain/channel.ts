import { z } from 'zod';
import { kebabId } from './kebab-id.ts';

const address = z.url({ protocol: /^https?$/ }).max(500);
const mailAddress = z.email().max(200);
const common = { id: kebabId.max(40), title: z.string().trim().min(1).max(80), enabled: z.boolean() };

/**
 * How requests leave this PC. Secrets (robot keys, passwords, signing secrets) are not in here but with the host's secret store,
 * under `channel.<id>`.
 */
export const channelSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('webhook'), url: address }),
  z.strictObject({
    ...common,
    kind: z.literal('smtp'),
    host: z.string().min(1).max(200),
    port: z.int().min(1).max(65_535),
    security: z.enum(['tls', 'starttls', 'none']),
    user: z.string().max(200).nullable(),
    from: mailAddress,
    to: z.array(mailAddress).min(1).max(20),
  }),
  z.strictObject({ ...common, kind: z.literal('wecom'), endpoint: address }),
  z.strictObject({ ...common, kind: z.literal('dingtalk'), endpoint: address }),
  z.strictObject({ ...common, kind: z.literal('feishu'), endpoint: address }),
  z.strictObject({ ...common, kind: z.literal('folder'), folder: z.string().min(1).max(1000) }),
]);
export type ChannelSettings = z.infer<typeof channelSchema>;
export type ChannelKind = ChannelSettings['kind'];

export const CHANNELS_SCHEMA = 'vrlab.channels/1';
export const channelsSchema = z
  .strictObject({
    schema: z.literal(CHANNELS_SCHEMA),
    channels: z.array(channelSchema).max(20),
    /** Where status updates are asked for; null: they come by file. */
    updates: z.strictObject({ url: address, everyMinutes: z.int().min(1).max(1440) }).nullable(),
  })
  .superRefine(({ channels }, context) => {
    channels.forEach(({ id }, at) => {
      if (channels.findIndex((other) => other.id === id) < at)
        context.addIssue({ code: 'custom', path: ['channels', at, 'id'], message: `twice: ${id}` });
    });
  });
export type Channels = z.infer<typeof channelsSchema>;
