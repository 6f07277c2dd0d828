import type { ServiceMessage } from '../../../shared/domain/request-lifecycle.ts';
import type { Wording } from '../../../shared/wording.ts';
import type { Try } from '../channel.ts';
import { cutBytes } from '../message/cut-bytes.ts';
import { headline, numberOf } from '../message/message-lines.ts';
import { messageText } from '../message/message-text.ts';
import { oneLine } from '../message/plain-signs.ts';

/** Long enough for a headline and a title of ordinary length. */
const SUBJECT_BYTES = 240;

export interface MailAddresses {
  readonly from: string;
  readonly to: readonly string[];
}

/**
 * A message as a mail: words for people, and the message itself attached. The same message has the same Message-ID, and the
 * mails of one request refer to one id, so that mail programs show them together.
 * @returns the bytes to send.
 */
export async function mailMessage(
  message: ServiceMessage,
  attempt: Try,
  { from, to }: MailAddresses,
  words: Wording,
  at: Date,
): Promise<Buffer> {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const domain = from.slice(from.lastIndexOf('@') + 1);
  const { request, title } =
    message.type === 'request'
      ? { request: message.request.id, title: message.request.title }
      : { request: message.event.request, title: message.title };
  const composer = new MailComposer({
    from,
    to: [...to],
    subject: cutBytes(oneLine(`${headline(message, words)} ${title}`), SUBJECT_BYTES, '…'),
    date: at,
    messageId: `<${message.id}@${domain}>`,
    references: [`<${request}.request@${domain}>`],
    text: `${messageText(message, attempt, words, 'mail')}\n`,
    attachments: [
      {
        filename: `${oneLine(numberOf(message)).replaceAll(/[^A-Za-z0-9-]+/g, '-')}.vrlab.json`,
        contentType: 'application/json',
        content: Buffer.from(JSON.stringify(message)),
      },
    ],
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return await composer.compile().build();
}
