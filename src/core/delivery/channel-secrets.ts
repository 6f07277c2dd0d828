import type { ChannelKind, ChannelSettings } from '../../shared/domain/channel.ts';
import type { Secrets } from '../signing/secret-store.ts';

/** Under which name a channel's secrets are kept. */
export const channelSecretName = (id: string): string => `channel.${id}`;

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
