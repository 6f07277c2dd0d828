import type { ChannelKind, ChannelSettings } from '../../../shared/domain/channel.ts';
import type { Wording } from '../../../shared/wording.ts';
import { messageOf } from '../../platform/message-of.ts';
import type { Secrets } from '../../signing/secret-store.ts';
import { missingSecret } from '../channel-settings.ts';
import type { Channel, TryOutcome, ChannelEnvironment } from '../channel.ts';
import { oneLine } from '../message/plain-text.ts';
import { dingtalkDialect } from './dingtalk.ts';
import { feishuDialect } from './feishu.ts';
import { createFolder } from './folder.ts';
import { createRobot } from './robot.ts';
import { createSmtp } from './smtp.ts';
import { createWebhook } from './webhook.ts';
import { wecomDialect } from './wecom.ts';

/**
 * A way out of the PC as it was set up.
 * @param secrets as stored under `channelSecretName`; a channel whose secrets are not complete answers `no-secret` at every attempt.
 * @param words of the language in which people at the other end read.
 */
export function createChannel(
  settings: ChannelSettings,
  secrets: Secrets | null,
  words: Wording,
  environment: ChannelEnvironment,
): Channel {
  // Copied keys bring spaces and line ends along; a password may have been chosen with them.
  const given = Object.fromEntries(
    Object.entries(secrets ?? {}).map(([name, value]) => [name, name === 'password' ? value : value.trim()]),
  );
  const channel = made(settings, given, words, environment);
  return guarded(channel, missingSecret(settings, given), Object.values(given));
}

type Make<Kind extends ChannelKind> = (
  settings: Extract<ChannelSettings, { kind: Kind }>,
  secrets: Secrets,
  words: Wording,
  environment: ChannelEnvironment,
) => Channel;

const signed = (secrets: Secrets) => ({ token: secrets['token'] ?? '', secret: secrets['secret'] || null });

const MAKE: { readonly [Kind in ChannelKind]: Make<Kind> } = {
  webhook: ({ id, url }, secrets, _, environment) => createWebhook(id, url, secrets['secret'] ?? '', environment),
  smtp: (settings, secrets, words, environment) =>
    createSmtp(settings, secrets['password'] ?? null, words, environment),
  wecom: ({ id, endpoint }, secrets, words, environment) =>
    createRobot(id, wecomDialect(endpoint, secrets['key'] ?? '', words), environment),
  dingtalk: ({ id, endpoint }, secrets, words, environment) =>
    createRobot(id, dingtalkDialect(endpoint, signed(secrets), words), environment),
  feishu: ({ id, endpoint }, secrets, words, environment) =>
    createRobot(id, feishuDialect(endpoint, signed(secrets), words), environment),
  folder: ({ id, folder }, _secrets, _words, environment) => createFolder(id, folder, environment),
};

const made = <Kind extends ChannelKind>(...given: Parameters<Make<Kind>>): Channel => MAKE[given[0].kind](...given);

/** Characters of what a receiver said that are stored. */
const MAX_DETAIL_LENGTH = 300;

/** Forms in which a secret comes back: as it is, without its prefix, in an address, in JSON, inside base64 as SMTP sends it. */
function formsOf(secret: string): string[] {
  const bare = secret.replace(/^whsec_/, '');
  const inside = [0, 1, 2].map((shift) => base64Inside(secret, shift)).filter((form) => form.length >= 4);
  const forms = [secret, bare, encodeURIComponent(secret), encodeURI(secret), JSON.stringify(secret).slice(1, -1)];
  return [...new Set([...forms, ...inside])].filter((form) => form !== '').toSorted((a, b) => b.length - a.length);
}

/** What a secret looks like in base64 of something that holds it, by where in a group of three bytes it begins. */
function base64Inside(secret: string, shift: number): string {
  const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(secret)]);
  return bytes.toString('base64').slice(Math.ceil((shift * 8) / 6), Math.floor((bytes.length * 8) / 6));
}

/** Takes secrets out of what others said. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  // Before and after: cleaning must not put together what was apart.
  const hide = (said: string) => secrets.flatMap(formsOf).reduce((rest, form) => rest.replaceAll(form, '***'), said);
  return hide(oneLine(hide(text)));
}

/**
 * What every channel owes the port, in one place: it never throws, says which secret is missing before it does anything, and
 * never repeats a secret, whoever said it.
 */
export function guarded(channel: Channel, missing: string | null, secrets: readonly string[]): Channel {
  const clean = (text: string) => withoutSecrets(text, secrets).slice(0, MAX_DETAIL_LENGTH);
  return {
    ...channel,
    async send(message, attempt, signal): Promise<TryOutcome> {
      if (missing !== null) return { result: 'channel-unusable', reason: 'no-secret', detail: missing };
      try {
        const outcome = await channel.send(message, attempt, signal);
        if (outcome.result === 'delivered')
          return { ...outcome, receipt: outcome.receipt === null ? null : clean(outcome.receipt) };
        return { ...outcome, detail: clean(outcome.detail) };
      } catch (cause) {
        // Nobody knows how far it had come.
        return { result: 'uncertain', reason: 'no-answer', detail: clean(messageOf(cause)) };
      }
    },
  };
}
