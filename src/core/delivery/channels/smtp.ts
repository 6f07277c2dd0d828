import { Readable } from 'node:stream';
import type { ChannelSettings } from '../../../shared/domain/channel.ts';
import type { Wording } from '../../../shared/wording.ts';
import type { Channel, TryOutcome } from '../channel.ts';
import type { DeliverySurroundings } from '../surroundings.ts';
import { trustedBesides } from '../trusted-certificates.ts';
import { mailMessage } from './mail-message.ts';
import { judgeSmtpFailure } from './smtp-failure.ts';

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
  surroundings: DeliverySurroundings,
): Channel => ({
  id: settings.id,
  // Some mail servers drop a second mail of the same Message-ID; none has to.
  idempotent: false,
  perMinute: null,
  async send(message, attempt, signal) {
    const { from, to } = settings;
    const mail = await mailMessage(message, attempt, { from, to }, words, surroundings.now());
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(surroundings.timeoutMs * CONVERSATION)]);
    return await converse(settings, password, mail, surroundings, deadline);
  },
});

async function converse(
  { host, port, security, user, from, to }: SmtpSettings,
  password: string | null,
  mail: Buffer,
  { timeoutMs, extraCertificates }: DeliverySurroundings,
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
