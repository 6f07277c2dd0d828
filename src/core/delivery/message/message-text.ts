import type { ServiceMessage } from '../../../shared/domain/request-lifecycle.ts';
import type { Wording } from '../../../shared/wording.ts';
import type { Try } from '../channel.ts';
import { cutBytes, utf8Bytes } from './cut-bytes.ts';
import { messageLines, type MessageLine, numberOf } from './message-lines.ts';
import { plainSigns, withoutMarkup, withoutMentions } from './plain-signs.ts';

/** How a text may look: for mail, for chats without markup, for chats with. */
export type TextStyle = 'mail' | 'chat' | 'markdown';

const SAFE: Readonly<Record<TextStyle, (text: string) => string>> = {
  mail: plainSigns,
  chat: (text) => withoutMentions(plainSigns(text)),
  markdown: (text) => withoutMarkup(plainSigns(text)),
};

export interface TextLimit {
  readonly bytes: number;
  /** How the receiver counts; UTF-8 unless said. */
  readonly bytesOf?: (text: string) => number;
}

/** A message in words of one language. Nothing in it that somebody typed is markup or a mention for whoever shows it. */
export function messageText(
  message: ServiceMessage,
  attempt: Try,
  words: Wording,
  style: TextStyle,
  limit: TextLimit | null = null,
): string {
  const text = messageLines(message, attempt, words)
    .map((line, at) => rendered(line, at === 0, style, words))
    .join('\n');
  if (limit === null) return text;
  const ending = words.t('outgoing:message.cut', { number: SAFE[style](numberOf(message)) });
  return cutBytes(text, limit.bytes, ending, limit.bytesOf ?? utf8Bytes);
}

function rendered({ label, value }: MessageLine, first: boolean, style: TextStyle, { t, labelled }: Wording): string {
  const safe = value.startsWith('\n') ? `\n${SAFE[style](value)}` : SAFE[style](value);
  const strong = (text: string) => (style === 'markdown' ? t('outgoing:message.strong', { text }) : text);
  if (label === null) return first ? strong(safe) : safe;
  return labelled(strong(label), safe);
}
