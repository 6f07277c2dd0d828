import { Readable } from 'node:stream';
import type { ChannelSettings } from '../../../shared/domain/channel.ts';
import type { DeliveryReason } from '../../../shared/domain/delivery.ts';
import type { Wording } from '../../../shared/wording.ts';
import {
  type Channel,
  type ChannelMessage,
  type Try,
  type TryOutcome,
  type ChannelEnvironment,
  trustedBesides,
} from '../channel.ts';
import { troubleWith } from '../http/exchange.ts';
import { cutBytes, oneLine } from '../message/plain-text.ts';
import { headline, messageText, numberOf } from '../message/message-text.ts';

export type SmtpSettings = Extract<ChannelSettings, { kind: 'smtp' }>;

/** A conversation has a dozen answers to wait for; each is limited by itself. */
const CONVERSATION = 3;
/** For the answer to a good-bye, which changes nothing any more. */
const GOODBYE_MS = 1000;

/** Mail to the desk. Taken once the server says 250 to the whole message. */
export const createSmtp = (
  settings: SmtpSettings,
  password: string | null,
  words: Wording,
  environment: ChannelEnvironment,
): Channel => ({
  id: settings.id,
  // Some mail servers drop a second mail of the same Message-ID; none has to.
  idempotent: false,
  perMinute: null,
  async send(message, attempt, signal) {
    const { from, to } = settings;
    const mail = await mailMessage(message, attempt, { from, to }, words, environment.now());
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(environment.timeoutMs * CONVERSATION)]);
    return await converse(settings, password, mail, environment, deadline);
  },
});

async function converse(
  { host, port, security, user, from, to }: SmtpSettings,
  password: string | null,
  mail: Buffer,
  { timeoutMs, extraCertificates }: ChannelEnvironment,
  signal: AbortSignal,
): Promise<TryOutcome> {
  const { default: SMTPConnection } = await import('nodemailer/lib/smtp-connection');
  const connection = new SMTPConnection({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    socketCloseTimeout: 0,
    tls: extraCertificates.length > 0 ? { ca: trustedBesides(extraCertificates) } : {},
  });
  let dataBegan = false;
  // Read only once the server has asked for the data.
  const data = new Readable({
    read() {
      dataBegan = true;
      this.push(mail);
      this.push(null);
    },
  });
  return await new Promise<TryOutcome>((resolve) => {
    const fail = (cause: unknown) => {
      resolve(judgeSmtpFailure(cause, dataBegan));
      connection.close();
    };
    const cancel = () => fail(signal.reason);
    if (signal.aborted) return cancel();
    signal.addEventListener('abort', cancel, { once: true });
    connection.on('error', fail);
    // Where the conversation ends without a word; a word may follow in the same turn.
    connection.on('end', () => setImmediate(fail, Object.assign(new Error('closed'), { code: 'ECONNECTION' })));

    const send = () =>
      connection.send({ from, to: [...to], size: mail.length }, data, (error, info) => {
        if (error) return fail(error);
        const { response, rejected } = info;
        resolve({ result: 'delivered', receipt: [response, ...rejected.map((address) => `✗ ${address}`)].join(' ') });
        connection.quit();
        setTimeout(() => connection.close(), GOODBYE_MS).unref();
      });
    connection.connect((error) => {
      if (error) fail(error);
      else if (user === null) send();
      else connection.login({ user, pass: password ?? '' }, (refused) => (refused ? fail(refused) : send()));
    });
  });
}

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
  message: ChannelMessage,
  attempt: Try,
  { from, to }: MailAddresses,
  words: Wording,
  at: Date,
): Promise<Buffer> {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const domain = from.slice(from.lastIndexOf('@') + 1);
  const { request, title } = subjectOf(message);
  const fileName = (number: string) => `${oneLine(number).replaceAll(/[^A-Za-z0-9-]+/g, '-')}.vrlab.json`;
  const report = message.type === 'request' ? message.request.report : undefined;
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
        filename: fileName(numberOf(message)),
        contentType: 'application/json',
        content: Buffer.from(JSON.stringify(message)),
      },
      // The record file alone, to verify or archive.
      ...(report?.file
        ? [{ filename: fileName(report.number), contentType: 'application/json', content: Buffer.from(report.file) }]
        : []),
    ],
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return await composer.compile().build();
}

/** What a mail is about: id and title of its request; a test is about itself. */
function subjectOf(message: ChannelMessage): { request: string; title: string } {
  if (message.type === 'request') return { request: message.request.id, title: message.request.title };
  if (message.type === 'event') return { request: message.event.request, title: message.title };
  return { request: message.id, title: '' };
}

/** What nodemailer reports of a failure. */
interface SmtpFailure {
  /** `EAUTH`, `ETLS`, `ESOCKET` … */
  readonly code?: string;
  /** What the operating system called it. */
  readonly originalCode?: string;
  readonly command?: string;
  /** The server's answer and its number. */
  readonly response?: string;
  readonly responseCode?: number;
  readonly message?: string;
}

/** 552 and 523: more than the server takes; 530, 534, 535, 538: not without other credentials. */
const TOO_LARGE: ReadonlySet<number> = new Set([552, 523]);
const CREDENTIALS: ReadonlySet<number> = new Set([530, 534, 535, 538]);

const OWN_WORDS: Readonly<Record<string, DeliveryReason>> = {
  ECONNECTION: 'connection-cut',
  EPROTOCOL: 'not-our-answer',
};

/** @param dataBegan the server had asked for the message: it may have it whole. */
export function judgeSmtpFailure(cause: unknown, dataBegan: boolean): TryOutcome {
  const { code, originalCode, response, responseCode, command, message } = (cause ?? {}) as SmtpFailure;
  const detail = response ?? message ?? String(cause);
  if (responseCode !== undefined && code !== 'ETLS') {
    if (responseCode < 500) return { result: 'later', reason: 'server-trouble', detail, retryAfterMs: null };
    if (TOO_LARGE.has(responseCode)) return { result: 'rejected', reason: 'too-large', detail };
    if (code === 'EAUTH' || CREDENTIALS.has(responseCode))
      return { result: 'channel-unusable', reason: 'credentials', detail };
    // Refused before it heard of the message: it wants nothing of this PC.
    if (command === 'CONN' || command === 'EHLO' || command === 'HELO')
      return { result: 'channel-unusable', reason: 'refused', detail };
    return { result: 'rejected', reason: 'refused', detail };
  }
  if (code === 'EAUTH') return { result: 'channel-unusable', reason: 'credentials', detail };
  if (code === 'ETLS') return { result: 'unreachable', reason: 'tls', detail };
  // The server announced how much it takes.
  if (code === 'EMESSAGE') return { result: 'rejected', reason: 'too-large', detail };
  if (code === 'EENVELOPE') return { result: 'rejected', reason: 'refused', detail };
  const trouble = troubleWith(originalCode === undefined ? cause : { code: originalCode }, dataBegan);
  const reason = OWN_WORDS[code ?? ''] ?? trouble.reason;
  return { result: dataBegan ? 'uncertain' : 'unreachable', reason, detail };
}
