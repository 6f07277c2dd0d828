import { type AddressInfo, type Socket, createServer } from 'node:net';
import PostalMime from 'postal-mime';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SmtpSettings } from '../../../src/core/delivery/channels/smtp.ts';
import { serviceMessageSchema } from '../../../src/shared/domain/request-lifecycle.ts';
import {
  MAIL_PASSWORD,
  MAIL_USER,
  type MailServer,
  type MailServerOptions,
  type MailTrouble,
  startMailServer,
} from '../../simulators/mail-server.ts';
import { channel, patienceFor, send, testEnvironment } from '../../support/request/channels.ts';
import { eventMessage, requestMessage } from '../../support/request/messages.ts';

/** A channel to a server on this machine. */
const to = (
  { port }: Pick<MailServer, 'port'>,
  changed: Partial<SmtpSettings> = {},
  password: string | null = null,
  surroundings = testEnvironment(),
) =>
  channel(
    {
      kind: 'smtp',
      host: '127.0.0.1',
      port,
      security: 'none',
      user: null,
      from: 'lab@school.example',
      to: ['desk@service.example'],
      ...changed,
    },
    password === null ? null : { password },
    surroundings,
  );

/** A server of a few lines: what it says at once, then after each line it gets. */
async function talker(
  greeting: string,
  answer: (line: string, socket: Socket) => string | null,
): Promise<{ port: number }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    if (greeting !== '') socket.write(`${greeting}\r\n`);
    socket.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\r\n').filter(Boolean)) {
        const said = answer(line, socket);
        if (said !== null && !socket.destroyed) socket.write(`${said}\r\n`);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { port: (server.address() as AddressInfo).port };
}

describe('a mail', () => {
  it('has words for people and the message for machines', async () => {
    await using server = await startMailServer();
    expect(await send(to(server, { to: ['desk@service.example', 'night@service.example'] }))).toEqual({
      result: 'delivered',
      receipt: expect.stringContaining('250') as unknown,
    });
    const [sent] = server.mails;
    expect(sent).toMatchObject({ from: 'lab@school.example', to: ['desk@service.example', 'night@service.example'] });
    const mail = await PostalMime.parse(sent!.raw);
    expect(mail.subject).toBe('VR-261122-7KQ3【重要】技术报修 3 号机位头显没有画面');
    expect(mail.messageId).toBe('<01KAMTZ5ZG0000000000000003@school.example>');
    expect(mail.text).toContain('说明：上课前检测时发现，重新插拔过一次。');
    expect(mail.html).toBeUndefined();
    const [attachment] = mail.attachments;
    expect(attachment).toMatchObject({ filename: 'VR-261122-7KQ3.vrlab.json', mimeType: 'application/json' });
    const attached = JSON.parse(Buffer.from(attachment!.content as ArrayBuffer).toString('utf8')) as unknown;
    expect(serviceMessageSchema.parse(attached)).toEqual(requestMessage());
  });

  it('has the same Message-ID at every try, and those of one request belong together', async () => {
    await using server = await startMailServer();
    const by = to(server);
    expect(by.idempotent).toBe(false);
    await send(by);
    await send(by, requestMessage(), true);
    await send(by, eventMessage());
    const [first, again, event] = await Promise.all(server.mails.map(({ raw }) => PostalMime.parse(raw)));
    expect(again!.messageId).toBe(first!.messageId);
    expect(first!.text).not.toContain('重复');
    expect(again!.text).toContain('可能是重复发送');
    expect(event!.messageId).not.toBe(first!.messageId);
    expect(event!.references).toBe(first!.references);
    expect(first!.references).toContain(requestMessage().request.id);
  });

  it('cannot be given headers, recipients or lines of SMTP by what somebody typed', async () => {
    await using server = await startMailServer();
    const nasty = 'x\r\nBcc: evil@evil.example\r\n\r\n.\r\nRCPT TO:<evil@evil.example>\r\nDATA\r\n\u202Egpj';
    const message = requestMessage({ title: nasty, description: nasty, number: `VR-1\r\nX-Evil: 1` });
    expect(await send(to(server), message)).toMatchObject({ result: 'delivered' });
    const [sent] = server.mails;
    expect(sent!.to).toEqual(['desk@service.example']);
    const { headers, attachments, text, subject } = await PostalMime.parse(sent!.raw);
    expect(headers.map(({ key }) => key).toSorted()).toEqual(
      ['content-type', 'date', 'from', 'message-id', 'mime-version', 'references', 'subject', 'to'].toSorted(),
    );
    expect(subject).toMatch(/^VR-1 X-Evil: 1/);
    expect(subject).not.toMatch(/[\u202E\r\n]/);
    expect(text).toContain('RCPT TO:<evil@evil.example>');
    expect(attachments[0]!.filename).toBe('VR-1-X-Evil-1.vrlab.json');
  });

  it('may be as long as a request may be', async () => {
    await using server = await startMailServer();
    await send(to(server), requestMessage({ description: '👩🏽‍🏫汉"\n.\n'.repeat(900), title: '汉'.repeat(120) }));
    const mail = await PostalMime.parse(server.mails[0]!.raw);
    expect(mail.text).toContain('👩🏽‍🏫汉"\n.\n'.repeat(800));
    expect(mail.subject!.endsWith('…')).toBe(true);
  });
});

describe('the way to the mail server', () => {
  const SECURE: MailServerOptions[] = [{ security: 'tls' }, { security: 'starttls' }];

  it.each(SECURE)('is encrypted as set: $security', async ({ security }) => {
    await using server = await startMailServer({ security: security!, signIn: true });
    const by = to(server, { security: security!, user: MAIL_USER }, MAIL_PASSWORD);
    expect(await send(by)).toMatchObject({ result: 'delivered' });
    expect(server.mails.map(({ encrypted }) => encrypted)).toEqual([true]);
  });

  it.each(SECURE)('is not taken with a certificate nobody vouches for: $security', async ({ security }) => {
    await using server = await startMailServer({ security: security!, signIn: true });
    const untrusting = testEnvironment({ extraCertificates: [] });
    const by = to(server, { security: security!, user: MAIL_USER }, MAIL_PASSWORD, untrusting);
    expect(await send(by)).toMatchObject({ result: 'unreachable', reason: 'tls' });
    expect(server.mails).toEqual([]);
  });

  it('is never unencrypted where STARTTLS is set and the server, or somebody in between, offers none', async () => {
    await using server = await startMailServer({ signIn: true });
    const by = to(server, { security: 'starttls', user: MAIL_USER }, MAIL_PASSWORD);
    expect(await send(by)).toMatchObject({ result: 'unreachable', reason: 'tls' });
    expect(server.mails).toEqual([]);
  });

  it('with TLS to a port without is refused', async () => {
    await using server = await startMailServer();
    expect(await send(to(server, { security: 'tls' }))).toMatchObject({ result: 'unreachable', reason: 'tls' });
  });
});

describe('a mail server that', () => {
  it.each<[MailTrouble, object, number]>([
    ['greylisting', { result: 'later', reason: 'server-trouble', detail: '450 Greylisted, come again' }, 0],
    ['busy', { result: 'later', reason: 'server-trouble' }, 0],
    ['recipients-refused', { result: 'rejected', reason: 'refused', detail: '550 No such user' }, 0],
    ['content-refused', { result: 'rejected', reason: 'refused', detail: '554 Rejected as spam' }, 0],
    ['cut-in-conversation', { result: 'unreachable', reason: 'connection-cut' }, 0],
    ['cut-after-taking', { result: 'uncertain', reason: 'connection-cut' }, 1],
    ['silent-after-taking', { result: 'uncertain', reason: 'no-answer' }, 1],
  ])('is in trouble: %s', async (trouble, outcome, mails) => {
    await using server = await startMailServer();
    server.trouble = trouble;
    expect(await send(to(server, {}, null, testEnvironment({ timeoutMs: patienceFor(trouble) })))).toMatchObject(
      outcome,
    );
    expect(server.mails).toHaveLength(mails);
    server.trouble = null;
    expect(await send(to(server))).toMatchObject({ result: 'delivered' });
  });

  it('refuses one of several recipients has taken it, and says whom it refused', async () => {
    await using server = await startMailServer();
    server.trouble = 'one-recipient-refused';
    const by = to(server, { to: ['gone@service.example', 'desk@service.example'] });
    expect(await send(by)).toMatchObject({
      result: 'delivered',
      receipt: expect.stringMatching(/^250 .*gone@service\.example/) as unknown,
    });
  });

  it('takes only small ones says so before and after', async () => {
    await using server = await startMailServer({ size: 4000 });
    const long = requestMessage({ description: '汉'.repeat(9000) });
    expect(await send(to(server), long)).toMatchObject({ result: 'rejected', reason: 'too-large' });
    // One that did not announce its limit.
    const silentLimit = await talker('220 mail', (line) => (/^(EHLO|RCPT)/.test(line) ? '250 ok' : '552 too large'));
    expect(await send(to(silentLimit))).toMatchObject({ result: 'rejected', reason: 'too-large' });
  });

  it('does not know the password is of no use until somebody mends it; one that cannot tell now is tried later', async () => {
    await using server = await startMailServer({ signIn: true });
    const by = (password: string) => to(server, { user: MAIL_USER }, password);
    expect(await send(by('wrong password'))).toMatchObject({ result: 'channel-unusable', reason: 'credentials' });
    server.trouble = 'sign-in-later';
    expect(await send(by(MAIL_PASSWORD))).toMatchObject({ result: 'later', reason: 'server-trouble' });
    server.trouble = null;
    expect(await send(by(MAIL_PASSWORD))).toMatchObject({ result: 'delivered' });
    expect(await send(to(server))).toMatchObject({ result: 'channel-unusable', reason: 'credentials' });
    expect(await send(to(server, { user: MAIL_USER }))).toEqual({
      result: 'channel-unusable',
      reason: 'no-secret',
      detail: 'password',
    });
  });

  it('wants nothing of this PC is of no use', async () => {
    const closed = await talker('554 go away', () => null);
    expect(await send(to(closed))).toMatchObject({ result: 'channel-unusable', reason: 'refused' });
  });

  it('is none at all was not reached', async () => {
    const web = await talker('<html>', () => null);
    expect(await send(to(web))).toMatchObject({ result: 'unreachable', reason: 'not-our-answer' });
    const mute = await talker('', () => null);
    expect(await send(to(mute, {}, null, testEnvironment({ timeoutMs: 200 })))).toMatchObject({
      result: 'unreachable',
      reason: 'no-answer',
    });
    await using server = await startMailServer();
    await server.close();
    expect(await send(to(server))).toMatchObject({ result: 'unreachable', reason: 'no-answer' });
  });

  it('keeps waiting is left when somebody cancels', async () => {
    const mute = await talker('', () => null);
    const controller = new AbortController();
    const sent = to(mute).send(requestMessage(), { mayBeRepeated: false }, controller.signal);
    setTimeout(() => controller.abort(), 100);
    expect(await sent).toMatchObject({
      result: 'unreachable',
      reason: 'no-answer',
      detail: expect.any(String) as unknown,
    });
  });
});
