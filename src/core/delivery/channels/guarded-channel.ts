import { messageOf } from '../../platform/message-of.ts';
import type { Channel, TryOutcome } from '../channel.ts';
import { oneLine } from '../message/plain-signs.ts';

/** Of what a receiver said, this much is kept. */
const LONGEST_DETAIL = 300;

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
  const clean = (text: string) => withoutSecrets(text, secrets).slice(0, LONGEST_DETAIL);
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
