import { z } from 'zod';
import { type ChannelSettings, type Channels, channelSchema } from '../../shared/domain/channel.ts';
import type { ChannelChoice } from '../../shared/domain/request-record.ts';
import { type Result, fail, succeed } from '../../shared/domain/result.ts';
import { unseenInFile } from '../../shared/domain/unseen-characters.ts';
import type { Dependencies } from '../dependencies/dependencies.ts';
import { readJsonFile } from '../platform/read-json-file.ts';
import type { Secrets } from '../signing/secret-store.ts';
import {
  channelSecretName,
  channelsFileIn,
  missingSecret,
  partRobotAddress,
  readChannels,
  readSecrets,
  ROBOT_KINDS,
  saveChannels,
} from './channel-settings.ts';

const CHANNEL_SETUP_SCHEMA = 'vrlab.channel-setup/1';

/** What an administrator writes: settings, secrets beside them, and a robot's address as it was copied. */
const setupSchema = z.strictObject({
  schema: z.literal(CHANNEL_SETUP_SCHEMA),
  channel: z.record(z.string(), z.unknown()),
  /** Address of a robot as its group shows it, secret and all. */
  address: z.string().max(1000).optional(),
  secrets: z.record(z.string(), z.string().max(1000)).optional(),
});

/** The channels of this PC, as they are set up. */
export interface ChannelSetup {
  list(): Promise<Result<ChannelChoice[]>>;
  /** Adds a channel or replaces the one with its id, as a file of an administrator describes it. */
  set(file: string): Promise<Result<ChannelSettings>>;
  /** Removes a channel with its secrets; what still waits for it becomes visible as not sent. @returns `channel-not-found`. */
  remove(id: string): Promise<Result<null>>;
  /** Secrets are stored encrypted. */
  readonly encrypted: boolean;
}

type SetupDependencies = Pick<Dependencies, 'dataDirectory' | 'settings' | 'secrets'>;

export const createChannelSetup = (deps: SetupDependencies): ChannelSetup => ({
  list: () => listChannels(deps),
  set: (file) => setUpChannel(file, deps),
  remove: (id) => removeChannel(id, deps),
  encrypted: deps.secrets.encrypted,
});

async function listChannels(deps: SetupDependencies): Promise<Result<ChannelChoice[]>> {
  const read = await readChannels(channelsFileIn(deps.dataDirectory));
  if (!read.ok) return read;
  const choices = read.value.channels.map(async (settings) => {
    const secrets = await readSecrets(channelSecretName(settings.id), deps);
    return { settings, secret: missingSecret(settings, secrets) === null };
  });
  return succeed(await Promise.all(choices));
}

/** Secrets go to the secret store, never into the settings. */
async function setUpChannel(file: string, deps: SetupDependencies): Promise<Result<ChannelSettings>> {
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
  const existing = await readChannels(channelsFileIn(deps.dataDirectory));
  if (!existing.ok) return existing;
  const name = channelSecretName(channel.data.id);
  const before = await deps.secrets.read(name);
  if (!before.ok) return before;
  // First the secret: a channel without one would be tried in vain.
  const stored = await deps.secrets.write(name, parted.value.secrets);
  if (!stored.ok) return stored;
  const others = existing.value.channels.filter(({ id }) => id !== channel.data.id);
  const saved = await save({ ...existing.value, channels: [...others, channel.data] }, deps);
  if (!saved.ok) await putBack(name, before.value, deps);
  return saved.ok ? succeed(channel.data) : saved;
}

/** Settings could not be saved: the channel goes on with the secrets it had. */
const putBack = (name: string, before: Secrets | null, { secrets }: SetupDependencies): Promise<Result<unknown>> =>
  before === null ? secrets.remove(name) : secrets.write(name, before);

async function removeChannel(id: string, deps: SetupDependencies): Promise<Result<null>> {
  const existing = await readChannels(channelsFileIn(deps.dataDirectory));
  if (!existing.ok) return existing;
  const others = existing.value.channels.filter((channel) => channel.id !== id);
  if (others.length === existing.value.channels.length) return fail('channel-not-found', { channel: id });
  // Refused as a whole where its secrets cannot be taken away.
  const name = channelSecretName(id);
  const before = await deps.secrets.read(name);
  const removed = await deps.secrets.remove(name);
  if (!removed.ok) return removed;
  const saved = await save({ ...existing.value, channels: others }, deps);
  if (!saved.ok && before.ok) await putBack(name, before.value, deps);
  return saved.ok ? succeed(null) : saved;
}

const save = (channels: Channels, { dataDirectory, settings }: SetupDependencies): Promise<Result<Channels>> =>
  saveChannels(channelsFileIn(dataDirectory), channels, settings);

const ROBOTS = z.enum(ROBOT_KINDS);

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
