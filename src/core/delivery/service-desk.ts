import { type FSWatcher, watch } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Channels, ChannelSettings } from '../../shared/domain/channel.ts';
import type { DeliveryState, OutboxState } from '../../shared/domain/delivery.ts';
import type { ImportReport } from '../../shared/domain/request-record.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import type { Wording } from '../../shared/wording.ts';
import type { Dependencies } from '../dependencies/dependencies.ts';
import { Sequencer } from '../platform/sequencer.ts';
import { readApart } from '../platform/untrusted/read-apart.ts';
import { VERSION } from '../platform/version.ts';
import type { DeskKey } from '../published/policy-schema.ts';
import type { Secrets } from '../signing/secret-store.ts';
import { MAX_SIGNED_BYTES } from '../signing/signed-file.ts';
import { REQUEST_MARK_NAME } from '../store/chain-mark.ts';
import type { RequestStore } from '../store/request-store.ts';
import { type Channel, type ChannelEnvironment, channelEnvironment } from './channel.ts';
import { channelSecretName, channelsFileIn, readChannels, readSecrets } from './channel-settings.ts';
import { createChannel } from './channels/create-channel.ts';
import { exchange, isSafeUrl } from './http/exchange.ts';
import { isHtml } from './http/judge-answer.ts';
import type { Outbox } from './outbox/outbox.ts';
import type { RequestUpdates, VerifiedUpdates } from './status-updates.ts';
import { statusUpdatesReader } from './untrusted-readers.ts';

/*
 * The way to the service desk and back: the outbox gets the channels as they are set up, and updates are imported from files or asked
 * for at an address.
 */

type DeskDependencies = Pick<Dependencies, 'dataDirectory' | 'secrets' | 'publication' | 'now' | 'deviceKey'>;
type ImportUpdates = (updates: RequestUpdates) => Promise<Result<ImportReport>>;

/** Channels that are switched on. */
export async function enabledChannels({
  dataDirectory,
}: Pick<Dependencies, 'dataDirectory'>): Promise<Result<ChannelSettings[]>> {
  const read = await readChannels(channelsFileIn(dataDirectory));
  return read.ok ? succeed(read.value.channels.filter(({ enabled }) => enabled)) : read;
}

/** Gives the outbox the channels of the settings, as often as they may have changed. */
export type ApplyChannels = () => Promise<Result<void>>;

/**
 * Settings that cannot be read change nothing, and a channel that is what it was goes on as it is.
 * @param wording of the language in which people at the other end read.
 */
export function channelApplier(outbox: Outbox, wording: () => Promise<Wording>, deps: DeskDependencies): ApplyChannels {
  let made: ReadonlyMap<string, { readonly from: string; readonly channel: Channel }> = new Map();
  // What was read first is applied first.
  const sequence = new Sequencer();
  return () =>
    sequence.run(async () => {
      const settings = await readChannels(channelsFileIn(deps.dataDirectory));
      if (!settings.ok) return settings;
      const words = await wording();
      const { channels } = settings.value;
      const environment = channelEnvironment(deps);
      const enabled = channels
        .filter((channel) => channel.enabled)
        .map(async (channel) => {
          const secrets = await readSecrets(channelSecretName(channel.id), deps);
          const from = JSON.stringify([channel, secrets, words.language]);
          const before = made.get(channel.id);
          return before?.from === from
            ? before
            : { from, channel: createChannel(channel, secrets, words, environment) };
        });
      const all = await Promise.all(enabled);
      made = new Map(all.map((one) => [one.channel.id, one]));
      const paused = channels.filter((channel) => !channel.enabled).map(({ id }) => id);
      return await outbox.setChannels(
        all.map(({ channel }) => channel),
        paused,
      );
    });
}

/** Sends what waits and asks for updates, until the signal is aborted; ends when the outbox has drained. */
export async function deliver(
  outbox: Outbox,
  { applyChannels, importUpdates }: { readonly applyChannels: ApplyChannels; readonly importUpdates: ImportUpdates },
  deps: DeskDependencies,
  signal: AbortSignal,
): Promise<void> {
  await applyChannels();
  watchFilings(deps.dataDirectory, signal, {
    filed: () => outbox.wake(),
    channelsChanged: () => void applyChannels(),
  });
  await Promise.all([outbox.start(signal), followUpdates(importUpdates, deps, signal)]);
}

/** How often it is looked where nothing is told. */
const LOOK_MS = 60_000;

/**
 * Calls when a program files something into this data folder, or sets up its channels, this one or another: the mark and the settings
 * are written anew each time. Where the folder cannot be watched, it calls once a minute.
 */
export function watchFilings(
  dataDirectory: string,
  signal: AbortSignal,
  { filed, channelsChanged }: { readonly filed: () => void; readonly channelsChanged: () => void },
): void {
  const lookNowAndThen = () => {
    if (signal.aborted) return;
    const timer = setInterval(() => {
      filed();
      channelsChanged();
    }, LOOK_MS);
    timer.unref();
    signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  };
  let watcher: FSWatcher;
  try {
    watcher = watch(dataDirectory, { signal, persistent: false });
  } catch {
    lookNowAndThen();
    return;
  }
  const channelsFile = path.basename(channelsFileIn(dataDirectory));
  watcher.on('change', (_, name) => {
    if (name === REQUEST_MARK_NAME) filed();
    if (name === channelsFile) channelsChanged();
  });
  watcher.on('error', () => {
    watcher.close();
    lookNowAndThen();
  });
}

const STUCK: ReadonlySet<DeliveryState> = new Set(['rejected', 'dead']);
/** Nothing is due sooner than this: every lane has had its attempt. */
const SOON_MS = 1500;
const POLLED_MS = 100;

/**
 * Puts what is stuck back into its lane, of one request or of all, and sends until nothing more is due now.
 * @param id of a request; null: all. @returns `request-not-found`.
 */
export async function sendWaiting(
  id: string | null,
  { store, outbox }: { readonly store: Pick<RequestStore, 'get'>; readonly outbox: Outbox },
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
  // Another program may do the work as well, which only polling shows.
  while (!ended.aborted && (await isBusy(outbox))) await wait(POLLED_MS, undefined, { signal }).catch(() => undefined);
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

/** Name of an imported file in problems: a browser does not report its own. */
const IMPORTED_FILE = 'vrlab.request-updates';

/** What is wrong with a file that was never one of the service desk's: its fields are nothing a person could mend. */
const OTHER_FILE: ReadonlySet<string> = new Set(['file-not-json', 'file-not-utf8', 'file-invalid-field']);

/** Updates of the service desk out of a signed file that a person chose. @returns `updates-other-file` and its other refusals. */
export async function importUpdatesFile(
  bytes: Uint8Array,
  importUpdates: ImportUpdates,
  { publication }: Pick<Dependencies, 'publication'>,
): Promise<Result<ImportReport>> {
  const { deskKeys } = publication;
  const updates = await readApart(statusUpdatesReader, { file: IMPORTED_FILE, bytes, deskKeys });
  if (!updates.ok) return OTHER_FILE.has(updates.problem.code) ? fail('updates-other-file') : updates;
  return await importUpdates(updates.value.updates);
}

const MINUTE_MS = 60_000;

/** Asks for updates at the pace of the settings; what goes wrong is tried again the next time. */
async function followUpdates(importUpdates: ImportUpdates, deps: DeskDependencies, signal: AbortSignal): Promise<void> {
  let etag: string | null = null;
  const ask = async (endpoint: NonNullable<Channels['updates']>): Promise<void> => {
    const polled = await pollUpdates(
      { url: endpoint.url, secrets: await readSecrets(UPDATES_SECRET, deps), etag },
      deps.publication.deskKeys,
      channelEnvironment(deps),
      signal,
    );
    const fresh = polled.ok ? polled.value.updates : null;
    const imported = fresh === null ? null : await importUpdates(fresh.updates);
    // An answer that could not be imported is asked for again.
    if (polled.ok && imported?.ok !== false) etag = polled.value.etag;
  };
  while (!signal.aborted) {
    const settings = await readChannels(channelsFileIn(deps.dataDirectory));
    const endpoint = settings.ok ? settings.value.updates : null;
    if (endpoint === null) return;
    // Whatever an answer does to us: the next one is asked for all the same.
    await ask(endpoint).catch(() => undefined);
    await wait(endpoint.everyMinutes * MINUTE_MS, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

/** Name under which the secret of the endpoint is stored: `{ token }`, sent as a bearer token. */
const UPDATES_SECRET = 'updates';

interface UpdatesEndpoint {
  readonly url: string;
  /** Null: it asks for none. */
  readonly secrets: Secrets | null;
  /** Of the last answer; null at first. */
  readonly etag: string | null;
}

/** `updates` is null when nothing changed since that ETag. */
interface Poll {
  readonly updates: VerifiedUpdates | null;
  readonly etag: string | null;
}

/** Asks the endpoint once for status updates: the same signed file as by hand, verified the same way. */
export async function pollUpdates(
  { url, secrets, etag }: UpdatesEndpoint,
  deskKeys: readonly DeskKey[],
  { timeoutMs, extraCertificates }: ChannelEnvironment,
  signal: AbortSignal,
): Promise<Result<Poll>> {
  const address = URL.parse(url);
  if (address === null || !isSafeUrl(address)) return fail('updates-address-unusable');
  // The query of an address may hold a secret.
  const place = `${address.origin}${address.pathname}`;
  const unreachable = (detail: string) => fail('updates-unreachable', { address: place, detail });
  const token = secrets?.['token']?.trim();
  const asked = await exchange({
    method: 'GET',
    url: address,
    headers: {
      accept: 'application/json',
      'user-agent': `vrlab-check/${VERSION}`,
      ...(etag !== null && { 'if-none-match': etag }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    maxBytes: MAX_SIGNED_BYTES,
    timeoutMs,
    signal,
    extraCertificates,
  });
  if ('silence' in asked) return unreachable(asked.silence.detail);
  const { answer } = asked;
  const { status } = answer;
  if (status === 304 && etag !== null) return succeed({ updates: null, etag });
  if (status === 401 || status === 403) return fail('updates-refused', { address: place, status });
  if (status !== 200) return unreachable(`HTTP ${status}`);
  if (isHtml(answer)) return fail('updates-captive-portal', { address: place });
  if (answer.cut) return fail('signed-file-too-large', { file: place, kilobytes: MAX_SIGNED_BYTES / 1000 });
  const updates = await readApart(statusUpdatesReader, { file: place, bytes: answer.body, deskKeys }, signal);
  return updates.ok ? succeed({ updates: updates.value, etag: answer.headers.etag ?? null }) : updates;
}
