import type { ChannelEnvironment, Channel, TryOutcome } from '../../../src/core/delivery/channel.ts';
import { createChannel } from '../../../src/core/delivery/channels/create-channel.ts';
import type { Secrets } from '../../../src/core/signing/secret-store.ts';
import { generateSigningKey } from '../../../src/core/signing/signing-key.ts';
import type { ChannelSettings } from '../../../src/shared/domain/channel.ts';
import type { Language } from '../../../src/shared/domain/language.ts';
import type { ServiceMessage } from '../../../src/shared/domain/request-lifecycle.ts';
import { succeed } from '../../../src/shared/domain/result.ts';
import { createI18n } from '../../../src/shared/i18n.ts';
import { OUTGOING_TEXTS } from '../../../src/shared/locales/outgoing.ts';
import { type Wording, createWording } from '../../../src/shared/wording.ts';
import { LOOPBACK_CERTIFICATE } from '../../simulators/loopback-certificate.ts';
import { requestMessage } from './messages.ts';

export const wordsOf = (language: Language): Wording => createWording(createI18n(language, OUTGOING_TEXTS), language);

/** Of a PC that trusts the loopback servers and waits for none of them for long. */
export function testEnvironment(changed: Partial<ChannelEnvironment> = {}): ChannelEnvironment {
  const { key } = generateSigningKey();
  return {
    now: () => new Date(),
    timeoutMs: 5000,
    extraCertificates: [LOOPBACK_CERTIFICATE.cert],
    deviceKey: () => Promise.resolve(succeed(key)),
    ...changed,
  };
}

/** Milliseconds to wait in this trouble: briefly for an answer that never comes, else as long as a busy machine may take. */
export const patienceFor = (trouble: unknown): number =>
  typeof trouble === 'string' && trouble.startsWith('silent') ? 500 : 15_000;

type Own<Settings> = Settings extends ChannelSettings ? Omit<Settings, 'id' | 'title' | 'enabled'> : never;

/** A channel as set up on this PC. */
export const channel = (
  own: Own<ChannelSettings>,
  secrets: Secrets | null,
  environment = testEnvironment(),
  language: Language = 'zh-CN',
): Channel =>
  createChannel({ id: 'desk', title: '客服', enabled: true, ...own }, secrets, wordsOf(language), environment);

export const never = new AbortController().signal;

/** One try. */
export const send = (
  by: Channel,
  message: ServiceMessage = requestMessage(),
  mayBeRepeated = false,
): Promise<TryOutcome> => by.send(message, { mayBeRepeated }, never);
