import { describe, expect, it } from 'vitest';
import { withoutSecrets } from '../../../src/core/delivery/channels/create-channel.ts';
import type { Secrets } from '../../../src/core/signing/secret-store.ts';
import type { Channel } from '../../../src/core/delivery/channel.ts';
import { type LoopbackServer, type Received, startServer, type Trouble } from '../../simulators/loopback-server.ts';
import { MAIL_PASSWORD, MAIL_USER, type MailTrouble, startMailServer } from '../../simulators/mail-server.ts';
import { startDingTalkRobot, startFeishuRobot, startWeComRobot } from '../../simulators/robots.ts';
import { startWebhookReceiver } from '../../simulators/webhook-receiver.ts';
import { channel, send, testEnvironment } from '../../support/request/channels.ts';

const TOKEN = 'k3y/W+4f7a-0c1e=9b';
const SECRET = 'SECret+8d/2b5c=äé"x';
const WHSEC = `whsec_${Buffer.from('thirty-two bytes that are secret').toString('base64')}`;

/** Any run of so many signs of a secret is too much. */
const RUN = 6;
function pieces(secret: string): string[] {
  const forms = [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64'), JSON.stringify(secret)];
  return forms.flatMap((form) => Array.from({ length: form.length - RUN + 1 }, (_, at) => form.slice(at, at + RUN)));
}
/** Words of ours and of the simulators that happen to be in a secret. */
const INNOCENT = new Set(['whsec_']);

/** What of secrets can be read in something. */
function leaksOf(secrets: Secrets, said: unknown): string[] {
  const text = JSON.stringify(said);
  return Object.values(secrets)
    .flatMap(pieces)
    .filter((piece) => !INNOCENT.has(piece) && text.includes(piece));
}

/** Says back everything it was sent, as careless servers do in their errors. */
const echo = ({ url, headers, body }: Received): string =>
  JSON.stringify({
    errcode: 310000,
    code: 19021,
    errmsg: `sign not match ${url.href} ${url.search} ${JSON.stringify(headers)} ${body}`,
    msg: `sign match fail ${url.href} ${decodeURIComponent(url.href)}`,
  });

const TROUBLES: readonly Trouble[] = [
  'captive-portal',
  'redirect',
  'cut-at-once',
  'cut-in-request',
  'cut-after-taking',
  'cut-in-answer',
  'silent',
  'endless-answer',
  'not-http',
  { status: 401 },
  { status: 500, body: TOKEN + SECRET + WHSEC },
  { status: 200, body: JSON.stringify({ errcode: 1, code: 1, errmsg: TOKEN + SECRET, msg: WHSEC + SECRET }) },
];

const OVER_HTTP: [
  string,
  Secrets,
  () => Promise<LoopbackServer & { endpoint?: string }>,
  (url: string, s: Secrets) => Channel,
][] = [
  ['webhook', { secret: WHSEC }, () => startWebhookReceiver(), (url, s) => channel({ kind: 'webhook', url }, s, brisk)],
  ['wecom', { key: TOKEN }, startWeComRobot, (endpoint, s) => channel({ kind: 'wecom', endpoint }, s, brisk)],
  [
    'dingtalk',
    { token: TOKEN, secret: SECRET },
    () => startDingTalkRobot({ secret: 'other' }),
    (endpoint, s) => channel({ kind: 'dingtalk', endpoint }, s, brisk),
  ],
  [
    'feishu',
    { token: TOKEN, secret: SECRET },
    () => startFeishuRobot({ secret: 'other' }),
    (endpoint, s) => channel({ kind: 'feishu', endpoint }, s, brisk),
  ],
];
const brisk = testEnvironment({ timeoutMs: 250, now: () => new Date(Date.now() + 7_200_000) });

describe.each(OVER_HTTP)('%s says nothing of its secrets', (_, secrets, start, make) => {
  it('whatever goes wrong', async () => {
    await using server = await start();
    const by = make(server.endpoint ?? server.url, secrets);
    expect(leaksOf(secrets, await send(by))).toEqual([]);
    for (const trouble of TROUBLES) {
      server.trouble = trouble;
      const outcome = await send(by);
      expect(leaksOf(secrets, outcome)).toEqual([]);
    }
    await server.close();
    expect(leaksOf(secrets, await send(by))).toEqual([]);
    expect(leaksOf(secrets, by)).toEqual([]);
  });

  it('when the receiver says back what it was sent', async () => {
    await using server = await startServer((request) => ({ body: echo(request) }));
    expect(leaksOf(secrets, await send(make(server.url, secrets)))).toEqual([]);
  });

  it('when the address cannot be used', async () => {
    expect(leaksOf(secrets, await send(make('not an address', secrets)))).toEqual([]);
    expect(leaksOf(secrets, await send(make('http://192.0.2.1/', secrets)))).toEqual([]);
  });
});

describe('mail says nothing of its password', () => {
  const secrets: Secrets = { password: MAIL_PASSWORD };
  const to = (
    port: number,
    user = MAIL_USER,
    security: 'none' | 'tls' | 'starttls' = 'none',
    password = MAIL_PASSWORD,
  ) =>
    channel(
      {
        kind: 'smtp',
        host: '127.0.0.1',
        port,
        security,
        user,
        from: 'lab@school.example',
        to: ['desk@service.example'],
      },
      { password },
      brisk,
    );

  it('whatever goes wrong', async () => {
    const troubles: (MailTrouble | null)[] = ['sign-in-later', 'busy', 'cut-in-conversation', 'cut-after-taking', null];
    await using server = await startMailServer({ signIn: true });
    for (const trouble of troubles) {
      server.trouble = trouble;
      expect(leaksOf(secrets, await send(to(server.port)))).toEqual([]);
    }
    // Quoted by the server: "Wrong: user password".
    const wrong = await send(to(server.port, 'somebody@school.example'));
    expect(wrong).toMatchObject({
      result: 'channel-unusable',
      detail: expect.stringMatching(/Wrong: .*\*\*\*/) as unknown,
    });
    expect(leaksOf(secrets, wrong)).toEqual([]);
    for (const security of ['tls', 'starttls'] as const)
      expect(leaksOf(secrets, await send(to(server.port, MAIL_USER, security)))).toEqual([]);
  });

  it('as SMTP sends it, in any place of a group of three bytes', () => {
    for (const user of ['', 'a', 'ab', 'abc', 'lab@school.example']) {
      const plain = Buffer.from(`\0${user}\0${MAIL_PASSWORD}`).toString('base64');
      expect(
        leaksOf(secrets, withoutSecrets(`500 5.5.1 unrecognised command AUTH PLAIN ${plain}`, [MAIL_PASSWORD])),
      ).toEqual([]);
    }
  });
});

it('finds what has leaked, in whatever form', () => {
  for (const text of [TOKEN, encodeURIComponent(SECRET), Buffer.from(WHSEC).toString('base64'), SECRET.slice(3, 9)])
    expect(leaksOf({ token: TOKEN, secret: SECRET, key: WHSEC }, { detail: `x${text}x` })).not.toEqual([]);
});

describe('taking secrets out', () => {
  it('does not put together what was apart', () => {
    expect(withoutSecrets('to\u0000k\u202Een', ['token'])).not.toContain('token');
  });

  it('leaves the rest, and cannot be overdone by an empty secret', () => {
    expect(withoutSecrets('errcode 93000 for k at 10:00', ['', 'secret'])).toBe('errcode 93000 for k at 10:00');
  });
});
