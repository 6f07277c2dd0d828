import { setTimeout as wait } from 'node:timers/promises';
import type { Channels } from '../../shared/domain/channel.ts';
import type { ChannelChoice, ImportReport } from '../../shared/domain/request-record.ts';
import { type Result, succeed } from '../../shared/domain/result.ts';
import type { Wording } from '../../shared/wording.ts';
import { channelSecretName, missingSecret } from '../delivery/channel-secrets.ts';
import { channelsFileIn, readChannels } from '../delivery/channel-settings.ts';
import { createChannel } from '../delivery/channels/create-channel.ts';
import type { DeskKey } from '../published/policy-schema.ts';
import type { Outbox } from '../delivery/outbox/outbox.ts';
import { watchFilings } from '../delivery/outbox/watch-filings.ts';
import { pollUpdates, UPDATES_SECRET } from '../delivery/poll-updates.ts';
import type { SecretStore, Secrets } from '../signing/secret-store.ts';
import type { RequestUpdates } from '../delivery/status-updates.ts';
import type { DeliverySurroundings } from '../delivery/surroundings.ts';
import { readApart } from '../platform/untrusted/read-apart.ts';
import { statusUpdatesReader } from '../delivery/untrusted-readers.ts';

/** The channels as they are set up, the outbox that uses them, and where news is asked for. */
export interface ChannelDesk {
  /** Reads the settings and tells the outbox. Settings that cannot be read change nothing. */
  apply(): Promise<Result<void>>;
  list(): Promise<Result<ChannelChoice[]>>;
  takeFile(bytes: Uint8Array): Promise<Result<ImportReport>>;
  deliver(signal: AbortSignal): Promise<void>;
}

export interface ChannelDeskParts {
  readonly outbox: Outbox;
  readonly secrets: SecretStore;
  readonly dataDirectory: string;
  readonly deskKeys: readonly DeskKey[];
  readonly surroundings: DeliverySurroundings;
  readonly wording: () => Promise<Wording>;
  taken(updates: RequestUpdates): Promise<Result<ImportReport>>;
}

const MINUTE_MS = 60_000;
/** Name of a handed-over file in problems: the browser tells us no better. */
const HANDED_OVER = 'vrlab.request-updates';

export function createChannelDesk(parts: ChannelDeskParts): ChannelDesk {
  const { outbox, secrets, dataDirectory, deskKeys, surroundings } = parts;
  const read = (): Promise<Result<Channels>> => readChannels(channelsFileIn(dataDirectory));
  const secretsFor = async (name: string): Promise<Secrets | null> => {
    const kept = await secrets.read(name);
    return kept.ok ? kept.value : null;
  };

  const apply = async (): Promise<Result<void>> => {
    const settings = await read();
    if (!settings.ok) return settings;
    const words = await parts.wording();
    const enabled = settings.value.channels.filter((channel) => channel.enabled);
    const paused = settings.value.channels.filter((channel) => !channel.enabled);
    const channels = await Promise.all(
      enabled.map(async (channel) =>
        createChannel(channel, await secretsFor(channelSecretName(channel.id)), words, surroundings),
      ),
    );
    return await outbox.setChannels(
      channels,
      paused.map(({ id }) => id),
    );
  };

  /** Asks for news at the pace of the settings; what goes wrong is tried again at the next turn. */
  const listen = async (signal: AbortSignal): Promise<void> => {
    let etag: string | null = null;
    const ask = async (endpoint: NonNullable<Channels['updates']>): Promise<void> => {
      const polled = await pollUpdates(
        { url: endpoint.url, secrets: await secretsFor(UPDATES_SECRET), etag },
        deskKeys,
        surroundings,
        signal,
      );
      const fresh = polled.ok ? polled.value.updates : null;
      const taken = fresh === null ? null : await parts.taken(fresh.updates);
      // An answer that could not be kept is asked for again.
      if (polled.ok && taken?.ok !== false) etag = polled.value.etag;
    };
    while (!signal.aborted) {
      const settings = await read();
      const endpoint = settings.ok ? settings.value.updates : null;
      if (endpoint === null) return;
      // Whatever an answer does to us: the next one is asked for all the same.
      await ask(endpoint).catch(() => undefined);
      await wait(endpoint.everyMinutes * MINUTE_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  };

  return {
    apply,
    async list() {
      const settings = await read();
      if (!settings.ok) return settings;
      return succeed(
        await Promise.all(
          settings.value.channels.map(async (channel) => ({
            settings: channel,
            secret: missingSecret(channel, await secretsFor(channelSecretName(channel.id))) === null,
          })),
        ),
      );
    },
    async takeFile(bytes) {
      const updates = await readApart(statusUpdatesReader, { file: HANDED_OVER, bytes, deskKeys });
      return updates.ok ? await parts.taken(updates.value.updates) : updates;
    },
    async deliver(signal) {
      await apply();
      watchFilings(dataDirectory, signal, () => outbox.wake());
      await Promise.all([outbox.start(signal), listen(signal)]);
    },
  };
}
