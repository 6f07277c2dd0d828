import path from 'node:path';
import {
  type ChannelKind,
  type Channels,
  CHANNELS_SCHEMA,
  channelsSchema,
  type ChannelSettings,
} from '../../shared/domain/channel.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { validate } from '../platform/read-json-file.ts';
import type { SettingsWriter } from '../settings/settings-files.ts';
import { readSettings, saveSettings, settingsFileIn, type SettingsRecord } from '../settings/settings-record.ts';
import { holdsRobotSecret, type RobotKind } from './channel-address.ts';
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

/** Saves channels. A damaged file is kept beside the new one; a newer one is left alone. */
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
