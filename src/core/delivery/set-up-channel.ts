import { z } from 'zod';
import { type Channels, channelSchema, type ChannelSettings } from '../../shared/domain/channel.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { unseenInFile } from '../../shared/domain/unseen-characters.ts';
import { readJsonFile } from '../platform/read-json-file.ts';
import type { SettingsWriter } from '../settings/settings-files.ts';
import { partRobotAddress } from './channel-address.ts';
import { channelSecretName, missingSecret } from './channel-secrets.ts';
import { channelsFileIn, readChannels, saveChannels } from './channel-settings.ts';
import type { Secrets, SecretStore } from '../signing/secret-store.ts';

const CHANNEL_SETUP_SCHEMA = 'vrlab.channel-setup/1';

/** What an administrator writes: settings, secrets beside them, and a robot's address as it was copied. */
const setupSchema = z.strictObject({
  schema: z.literal(CHANNEL_SETUP_SCHEMA),
  channel: z.record(z.string(), z.unknown()),
  /** Address of a robot as its group shows it, secret and all. */
  address: z.string().max(1000).optional(),
  secrets: z.record(z.string(), z.string().max(1000)).optional(),
});

export interface ChannelPlaces {
  readonly dataDirectory: string;
  readonly settings: SettingsWriter;
  readonly secrets: SecretStore;
}

/** Adds a channel or replaces the one with its id; secrets go to the secret store, never into the settings. */
export async function setUpChannel(file: string, places: ChannelPlaces): Promise<Result<ChannelSettings>> {
  const setup = await readJsonFile(file, setupSchema, CHANNEL_SETUP_SCHEMA);
  if (!setup.ok) return setup;
  const parted = partAddress(setup.value);
  if (!parted.ok) return parted;
  const channel = channelSchema.safeParse(parted.value.channel);
  if (!channel.success) {
    const [issue] = channel.error.issues;
    const field = ['channel', ...(issue?.path ?? [])].join('.');
    return fail('file-invalid-field', { file, field, reason: 'other', detail: issue?.message ?? '' });
  }
  const unseen = unseenInFile(file, null, { channel: channel.data });
  if (unseen !== null) return { ok: false, problem: unseen };
  const missing = missingSecret(channel.data, parted.value.secrets);
  if (missing !== null) return fail('channel-secret-missing', { file, field: `secrets.${missing}` });
  const existing = await readChannels(channelsFileIn(places.dataDirectory));
  if (!existing.ok) return existing;
  const name = channelSecretName(channel.data.id);
  const before = await places.secrets.read(name);
  if (!before.ok) return before;
  // First the secret: a channel without one would be tried in vain.
  const kept = await places.secrets.write(name, parted.value.secrets);
  if (!kept.ok) return kept;
  const others = existing.value.channels.filter(({ id }) => id !== channel.data.id);
  const saved = await save({ ...existing.value, channels: [...others, channel.data] }, places);
  if (!saved.ok) await putBack(name, before.value, places);
  return saved.ok ? succeed(channel.data) : saved;
}

/** Settings could not be saved: the channel goes on with the secrets it had. */
const putBack = (name: string, before: Secrets | null, { secrets }: ChannelPlaces): Promise<Result<unknown>> =>
  before === null ? secrets.remove(name) : secrets.write(name, before);

/** Takes a channel away, with its secrets; what still waits for it becomes visible as not sent. */
export async function removeChannel(id: string, places: ChannelPlaces): Promise<Result<null>> {
  const existing = await readChannels(channelsFileIn(places.dataDirectory));
  if (!existing.ok) return existing;
  const others = existing.value.channels.filter((channel) => channel.id !== id);
  if (others.length === existing.value.channels.length) return fail('channel-not-found', { channel: id });
  // Refused as a whole where its secrets cannot be taken away.
  const name = channelSecretName(id);
  const before = await places.secrets.read(name);
  const removed = await places.secrets.remove(name);
  if (!removed.ok) return removed;
  const saved = await save({ ...existing.value, channels: others }, places);
  if (!saved.ok && before.ok) await putBack(name, before.value, places);
  return saved.ok ? succeed(null) : saved;
}

const save = (channels: Channels, { dataDirectory, settings }: ChannelPlaces): Promise<Result<Channels>> =>
  saveChannels(channelsFileIn(dataDirectory), channels, settings);

const ROBOTS = z.enum(['wecom', 'dingtalk', 'feishu']);

function partAddress({
  channel,
  address,
  secrets = {},
}: z.infer<typeof setupSchema>): Result<{ channel: Record<string, unknown>; secrets: Secrets }> {
  const robot = ROBOTS.safeParse(channel['kind']);
  if (address === undefined || !robot.success) return succeed({ channel, secrets });
  const parted = partRobotAddress(robot.data, address);
  if (!parted.ok) return parted;
  const { endpoint, secrets: fromAddress } = parted.value;
  return succeed({ channel: { ...channel, endpoint }, secrets: { ...fromAddress, ...secrets } });
}
