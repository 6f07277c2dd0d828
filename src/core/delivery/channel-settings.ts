import path from 'node:path';
import {
  CHANNELS_SCHEMA,
  type ChannelKind,
  type ChannelSettings,
  type Channels,
  channelsSchema,
} from '../../shared/domain/channel.ts';
import { type Result, fail, succeed } from '../../shared/domain/result.ts';
import type { RobotKind } from '../../shared/robot-address.ts';
import type { Dependencies } from '../dependencies/dependencies.ts';
import { validate } from '../platform/read-json-file.ts';
import {
  type SettingsRecord,
  type SettingsWriter,
  readSettings,
  saveSettings,
  settingsFileIn,
} from '../settings/settings-files.ts';
import type { Secrets } from '../signing/secret-store.ts';
import { isLoopback, isSafeUrl } from './http/exchange.ts';

export const channelsFileIn = (dataDirectory: string): string => settingsFileIn(dataDirectory, 'channels');

const NONE: Channels = { schema: CHANNELS_SCHEMA, channels: [], updates: null };

const CHANNELS: SettingsRecord<'channels'> = {
  name: 'channels',
  schemaName: CHANNELS_SCHEMA,
  schema: async () => channelsSchema,
  notSaved: 'channels-not-saved',
};

/** @returns no channels when none were ever set up; a problem naming file and field when the file cannot be used. */
export async function readChannels(file: string): Promise<Result<Channels>> {
  const read = await readSettings(file, CHANNELS);
  return read.ok ? checkChannels(file, read.value ?? NONE) : read;
}

/** Saves channels. A damaged file is retained beside the new one; a newer one is left alone. */
export async function saveChannels(
  file: string,
  channels: Channels,
  settings: SettingsWriter,
): Promise<Result<Channels>> {
  const valid = validate(file, channels, channelsSchema);
  const checked = valid.ok ? checkChannels(file, valid.value) : valid;
  return checked.ok ? await saveSettings(file, CHANNELS, checked.value, settings) : checked;
}

/** What the schema does not see: nothing readable on the way, no secrets in this file. */
function checkChannels(file: string, channels: Channels): Result<Channels> {
  for (const [at, channel] of channels.channels.entries()) {
    const refused = refusal(channel);
    if (refused !== null) return fail(refused.code, { file, field: `channels.${at}.${refused.field}` });
  }
  if (channels.updates !== null && !isSafe(channels.updates.url))
    return fail('channel-address-unsafe', { file, field: 'updates.url' });
  return succeed(channels);
}

const isSafe = (address: string): boolean => {
  const url = URL.parse(address);
  return url !== null && isSafeUrl(url);
};

type Refusal = {
  readonly code:
    | 'channel-address-unsafe'
    | 'channel-address-holds-secret'
    | 'channel-password-unprotected'
    | 'channel-folder-relative';
  readonly field: string;
} | null;
const unsafe = (field: string, address: string): Refusal =>
  isSafe(address) ? null : { code: 'channel-address-unsafe', field };
const robot = ({ kind, endpoint }: { kind: RobotKind; endpoint: string }): Refusal =>
  unsafe('endpoint', endpoint) ??
  (holdsRobotSecret(kind, endpoint) ? { code: 'channel-address-holds-secret', field: 'endpoint' } : null);

const RULES: { [Kind in ChannelKind]: (channel: Extract<ChannelSettings, { kind: Kind }>) => Refusal } = {
  webhook: ({ url }) => unsafe('url', url),
  smtp: ({ security, user, host }) =>
    security === 'none' && user !== null && !isLoopback(host)
      ? { code: 'channel-password-unprotected', field: 'security' }
      : null,
  wecom: robot,
  dingtalk: robot,
  feishu: robot,
  folder: ({ folder }) => (path.isAbsolute(folder) ? null : { code: 'channel-folder-relative', field: 'folder' }),
};

const refusal = <Kind extends ChannelKind>(channel: Extract<ChannelSettings, { kind: Kind }>): Refusal =>
  RULES[channel.kind](channel);

/** Parameter of a robot's address that holds its secret, and the name under which the secret is stored. */
const QUERY_SECRETS: Readonly<Record<'wecom' | 'dingtalk', { parameter: string; name: string }>> = {
  wecom: { parameter: 'key', name: 'key' },
  dingtalk: { parameter: 'access_token', name: 'token' },
};
const FEISHU_TOKEN = /^(.*\/hook)\/([^/]+)\/?$/;

/** Addresses of robots hold a secret: splits one as it was copied into what may be stored in settings and what may not. */
export function partRobotAddress(kind: RobotKind, copied: string): Result<{ endpoint: string; secrets: Secrets }> {
  const url = URL.parse(copied.trim());
  if (url === null || !isSafeUrl(url)) return fail('channel-address-unusable', { kind });
  if (kind === 'feishu') {
    const [, endpoint, token] = FEISHU_TOKEN.exec(url.pathname) ?? [];
    if (endpoint === undefined || token === undefined) return fail('channel-address-unusable', { kind });
    return succeed({ endpoint: `${url.origin}${endpoint}`, secrets: { token } });
  }
  const { parameter, name } = QUERY_SECRETS[kind];
  const secret = url.searchParams.get(parameter);
  if (secret === null || secret === '') return fail('channel-address-unusable', { kind });
  return succeed({ endpoint: `${url.origin}${url.pathname}`, secrets: { [name]: secret } });
}

/** True for an address that would put a robot's secret into a settings file. */
export const holdsRobotSecret = (kind: RobotKind, endpoint: string): boolean =>
  kind === 'feishu' ? FEISHU_TOKEN.test(URL.parse(endpoint)?.pathname ?? '') : URL.parse(endpoint)?.search !== '';

/** Under which name a channel's secrets are stored. */
export const channelSecretName = (id: string): string => `channel.${id}`;

/** Stored secrets; null where there are none, or none that can be read. */
export async function readSecrets(name: string, { secrets }: Pick<Dependencies, 'secrets'>): Promise<Secrets | null> {
  const read = await secrets.read(name);
  return read.ok ? read.value : null;
}

const NO_SECRETS = { needed: [], optional: [] };

/**
 * Names of the secrets a channel takes. WeCom: `key` of its address. DingTalk: `token` of its address. Feishu: `token` at the end
 * of its address. Both: `secret` where they are set to sign. Webhook: `secret`, `whsec_…`.
 */
const SECRETS: Readonly<Record<ChannelKind, { needed: readonly string[]; optional: readonly string[] }>> = {
  webhook: { needed: ['secret'], optional: [] },
  smtp: { needed: ['password'], optional: [] },
  wecom: { needed: ['key'], optional: [] },
  dingtalk: { needed: ['token'], optional: ['secret'] },
  feishu: { needed: ['token'], optional: ['secret'] },
  folder: NO_SECRETS,
};

/** A mail server that takes mail from anybody needs no password. */
export const secretsOf = (settings: ChannelSettings): { needed: readonly string[]; optional: readonly string[] } =>
  settings.kind === 'smtp' && settings.user === null ? NO_SECRETS : SECRETS[settings.kind];

/** The first secret that is needed and not there; null: complete. */
export const missingSecret = (settings: ChannelSettings, secrets: Secrets | null): string | null =>
  secretsOf(settings).needed.find((name) => (secrets?.[name] ?? '') === '') ?? null;
