import type { ChannelKind, ChannelSettings } from '../../../shared/domain/channel.ts';
import type { Wording } from '../../../shared/wording.ts';
import type { Channel } from '../channel.ts';
import { missingSecret } from '../channel-secrets.ts';
import type { Secrets } from '../../signing/secret-store.ts';
import type { DeliverySurroundings } from '../surroundings.ts';
import { dingtalkDialect } from './dingtalk.ts';
import { feishuDialect } from './feishu.ts';
import { createFolder } from './folder.ts';
import { guarded } from './guarded-channel.ts';
import { createRobot } from './robot.ts';
import { createSmtp } from './smtp.ts';
import { createWebhook } from './webhook.ts';
import { wecomDialect } from './wecom.ts';

/**
 * A way out of the PC as it was set up.
 * @param secrets as kept under `channelSecretName`; a channel whose secrets are not complete says `no-secret` at every try.
 * @param words of the language in which people at the other end read.
 */
export function createChannel(
  settings: ChannelSettings,
  secrets: Secrets | null,
  words: Wording,
  surroundings: DeliverySurroundings,
): Channel {
  // Copied keys bring spaces and line ends along; a password may have been chosen with them.
  const given = Object.fromEntries(
    Object.entries(secrets ?? {}).map(([name, value]) => [name, name === 'password' ? value : value.trim()]),
  );
  const channel = made(settings, given, words, surroundings);
  return guarded(channel, missingSecret(settings, given), Object.values(given));
}

type Make<Kind extends ChannelKind> = (
  settings: Extract<ChannelSettings, { kind: Kind }>,
  secrets: Secrets,
  words: Wording,
  surroundings: DeliverySurroundings,
) => Channel;

const signed = (secrets: Secrets) => ({ token: secrets['token'] ?? '', secret: secrets['secret'] || null });

const MAKE: { readonly [Kind in ChannelKind]: Make<Kind> } = {
  webhook: ({ id, url }, secrets, _, surroundings) => createWebhook(id, url, secrets['secret'] ?? '', surroundings),
  smtp: (settings, secrets, words, surroundings) =>
    createSmtp(settings, secrets['password'] ?? null, words, surroundings),
  wecom: ({ id, endpoint }, secrets, words, surroundings) =>
    createRobot(id, wecomDialect(endpoint, secrets['key'] ?? '', words), surroundings),
  dingtalk: ({ id, endpoint }, secrets, words, surroundings) =>
    createRobot(id, dingtalkDialect(endpoint, signed(secrets), words), surroundings),
  feishu: ({ id, endpoint }, secrets, words, surroundings) =>
    createRobot(id, feishuDialect(endpoint, signed(secrets), words), surroundings),
  folder: ({ id, folder }, _secrets, _words, surroundings) => createFolder(id, folder, surroundings),
};

const made = <Kind extends ChannelKind>(...given: Parameters<Make<Kind>>): Channel => MAKE[given[0].kind](...given);
