import { z } from 'zod';
import { type ChannelSettings, type Channels, channelSchema } from '../../shared/domain/channel.ts';
import type { ChannelEntry, ChannelList, ChannelReport, ChannelTest } from '../../shared/domain/channel-entry.ts';
import type { ChannelChoice } from '../../shared/domain/request-record.ts';
import { type Result, fail, succeed } from '../../shared/domain/result.ts';
import { unseenInFile } from '../../shared/domain/unseen-characters.ts';
import { createI18n } from '../../shared/i18n.ts';
import { OUTGOING_TEXTS } from '../../shared/locales/outgoing.ts';
import { ROBOT_KINDS } from '../../shared/robot-address.ts';
import { createWording } from '../../shared/wording.ts';
import type { Dependencies } from '../dependencies/dependencies.ts';
import { readJsonFile } from '../platform/read-json-file.ts';
import { Sequencer } from '../platform/sequencer.ts';
import type { Secrets } from '../signing/secret-store.ts';
import { createDeliveryRepository } from '../store/delivery-repository.ts';
import {
  channelSecretName,
  channelsFileIn,
  missingSecret,
  partRobotAddress,
  readChannels,
  readSecrets,
  saveChannels,
  secretsOf,
} from './channel-settings.ts';
import { folderTrouble } from './channels/folder.ts';
import { type EnteredChannel, enterChannel } from './enter-channel.ts';
import { createTestLimit } from './test-limit.ts';
import { tryChannel } from './try-channel.ts';

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
  /** The same with how they have been going. */
  report(): Promise<Result<ChannelList>>;
  /** Adds a channel or replaces the one with its id, as a file of an administrator describes it. */
  set(file: string): Promise<Result<ChannelSettings>>;
  /** The same as entered on the screen. @returns `channel-field-refused`, `channel-not-found`. */
  save(entry: ChannelEntry): Promise<Result<ChannelSettings>>;
  /** Sends a test message by what is entered, or by a stored channel of that id or title, and saves nothing. @returns as above, `channel-tested-too-often`. */
  test(channel: ChannelEntry | string, signal: AbortSignal): Promise<Result<ChannelTest>>;
  /** Removes a channel with its secrets; what still waits for it becomes visible as not sent. @returns `channel-not-found`. */
  remove(id: string): Promise<Result<null>>;
  /** Secrets are stored encrypted. */
  readonly encrypted: boolean;
}

type StoredSettings = Pick<Dependencies, 'dataDirectory' | 'settings' | 'secrets'>;
type SetupDependencies = StoredSettings &
  Pick<Dependencies, 'session' | 'now' | 'deviceKey' | 'station' | 'demo' | 'language'>;

/** @param changed is called when other channels are stored than before: whoever sends uses them from then on. */
export function createChannelSetup(deps: SetupDependencies, changed: () => Promise<unknown>): ChannelSetup {
  // Changes read all channels and write them back.
  const sequence = new Sequencer();
  const testLimit = createTestLimit();
  const change = <Value>(work: () => Promise<Result<Value>>): Promise<Result<Value>> =>
    sequence.run(async () => {
      const done = await work();
      if (done.ok) await changed();
      return done;
    });
  return {
    list: () => listChannels(deps),
    report: () => reportChannels(deps),
    set: (file) => change(() => setUpChannel(file, deps)),
    save: (entry) => change(() => saveEntry(entry, deps)),
    async test(channel, signal) {
      const found = typeof channel === 'string' ? await storedChannel(channel, deps) : await entered(channel, deps);
      if (!found.ok) return found;
      const allowed = testLimit();
      if (!allowed.ok) return allowed;
      const words = createWording(createI18n('zh-CN', OUTGOING_TEXTS), await deps.language());
      return succeed(await tryChannel(found.value, words, deps, signal));
    },
    remove: (id) => change(() => removeChannel(id, deps)),
    encrypted: deps.secrets.encrypted,
  };
}

async function listChannels(deps: StoredSettings): Promise<Result<ChannelChoice[]>> {
  const read = await readChannels(channelsFileIn(deps.dataDirectory));
  if (!read.ok) return read;
  const choices = read.value.channels.map(async (settings) => {
    const secrets = await readSecrets(channelSecretName(settings.id), deps);
    return { settings, secret: missingSecret(settings, secrets) === null };
  });
  return succeed(await Promise.all(choices));
}

/** Secrets go to the secret store, never into the settings. */
async function setUpChannel(file: string, deps: StoredSettings): Promise<Result<ChannelSettings>> {
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
  return await storeChannel({ settings: channel.data, secrets: parted.value.secrets }, deps);
}

/** Adds a channel, or replaces the one with its id in its place. */
async function storeChannel(
  { settings, secrets }: EnteredChannel,
  deps: StoredSettings,
): Promise<Result<ChannelSettings>> {
  const existing = await readChannels(channelsFileIn(deps.dataDirectory));
  if (!existing.ok) return existing;
  const name = channelSecretName(settings.id);
  const before = await deps.secrets.read(name);
  if (!before.ok) return before;
  // First the secret: a channel without one would be tried in vain.
  const stored = await deps.secrets.write(name, secrets);
  if (!stored.ok) return stored;
  const { channels } = existing.value;
  const isNew = channels.every(({ id }) => id !== settings.id);
  const next = isNew ? [...channels, settings] : channels.map((one) => (one.id === settings.id ? settings : one));
  const saved = await save({ ...existing.value, channels: next }, deps);
  if (!saved.ok) await putBack(name, before.value, deps);
  return saved.ok ? succeed(settings) : saved;
}

/** Looks at the stored channel that an entry changes as well. */
async function entered(entry: ChannelEntry, deps: StoredSettings): Promise<Result<EnteredChannel>> {
  const stored = entry.id === null ? succeed(null) : await storedChannel(entry.id, deps);
  return stored.ok ? enterChannel(entry, stored.value) : stored;
}

/** @param name its id, or its title where only one has it. */
async function storedChannel(name: string, deps: StoredSettings): Promise<Result<EnteredChannel>> {
  const read = await readChannels(channelsFileIn(deps.dataDirectory));
  if (!read.ok) return read;
  const { channels } = read.value;
  const titled = channels.filter(({ title }) => title === name);
  const settings = channels.find(({ id }) => id === name) ?? (titled.length === 1 ? titled[0] : undefined);
  if (settings === undefined) return fail('channel-not-found', { channel: name });
  const secrets = await deps.secrets.read(channelSecretName(settings.id));
  return secrets.ok ? succeed({ settings, secrets: secrets.value ?? {} }) : secrets;
}

const MAX_CHANNELS = 20;
/** For a share that does not answer. */
const FOLDER_TIMEOUT_MS = 5000;

async function saveEntry(entry: ChannelEntry, deps: StoredSettings): Promise<Result<ChannelSettings>> {
  const parted = await entered(entry, deps);
  if (!parted.ok) return parted;
  const { settings } = parted.value;
  const existing = await readChannels(channelsFileIn(deps.dataDirectory));
  if (!existing.ok) return existing;
  const before = existing.value.channels.find(({ id }) => id === settings.id);
  if (before === undefined && existing.value.channels.length >= MAX_CHANNELS)
    return fail('channel-field-refused', { field: 'channelTitle', reason: 'too-many' });
  // A stick that is not plugged in now may be there when its channel is renamed or switched off.
  if (settings.kind === 'folder' && !(before?.kind === 'folder' && before.folder === settings.folder)) {
    const reason = await folderTrouble(settings.folder, FOLDER_TIMEOUT_MS);
    if (reason !== null) return fail('channel-field-refused', { field: 'folder', reason });
  }
  return await storeChannel(parted.value, deps);
}

/** The channels that are set up, and how they have been going. */
export async function reportChannels(
  deps: StoredSettings & Pick<Dependencies, 'session'>,
): Promise<Result<ChannelList>> {
  const read = await readChannels(channelsFileIn(deps.dataDirectory));
  if (!read.ok) return read;
  const { channels } = read.value;
  const lanes = await deps.session.use((database) => {
    const deliveries = createDeliveryRepository(database);
    return new Map(channels.map(({ id }) => [id, { ...deliveries.lane(id), ...deliveries.lastTimes(id) }]));
  });
  const reports = channels.map(async (settings): Promise<ChannelReport> => {
    const secrets = await readSecrets(channelSecretName(settings.id), deps);
    const lane = lanes.ok ? lanes.value.get(settings.id) : undefined;
    const reason = lane?.reason ?? null;
    return {
      settings,
      secret: missingSecret(settings, secrets) === null,
      signs: secretsOf(settings).optional.some((name) => (secrets?.[name] ?? '') !== ''),
      deliveredAt: lane?.deliveredAt ?? null,
      trouble: reason === null ? null : { reason, detail: lane?.detail ?? '', at: lane?.triedAt ?? null },
      waiting: lane?.waiting ?? 0,
      stuck: lane?.stuck ?? 0,
    };
  });
  const problem = lanes.ok ? null : lanes.problem;
  return succeed({ channels: await Promise.all(reports), encrypted: deps.secrets.encrypted, problem });
}

/** Settings could not be saved: the channel goes on with the secrets it had. */
const putBack = (name: string, before: Secrets | null, { secrets }: StoredSettings): Promise<Result<unknown>> =>
  before === null ? secrets.remove(name) : secrets.write(name, before);

async function removeChannel(id: string, deps: StoredSettings): Promise<Result<null>> {
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

const save = (channels: Channels, { dataDirectory, settings }: StoredSettings): Promise<Result<Channels>> =>
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
