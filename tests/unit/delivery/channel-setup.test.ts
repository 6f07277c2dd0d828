import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createRouterClient } from '@orpc/server';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { App } from '../../../src/core/app/app.ts';
import { createRouter } from '../../../src/core/app/router.ts';
import type { ChannelEntry } from '../../../src/shared/domain/channel-entry.ts';
import type { Problem } from '../../../src/shared/domain/problem.ts';
import { createI18n } from '../../../src/shared/i18n.ts';
import { createWording } from '../../../src/shared/wording.ts';
import { openLabSeat } from '../../support/lab/lab-seat.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { valueOf } from '../../support/value-of.ts';
import { MAIL_PASSWORD, MAIL_USER, startMailServer } from '../../simulators/mail-server.ts';
import { deadAddress } from '../../simulators/loopback-server.ts';
import { ROBOT_TOKEN, startDingTalkRobot, startFeishuRobot, startWeComRobot } from '../../simulators/robots.ts';
import { startWebhookReceiver, WEBHOOK_SECRET } from '../../simulators/webhook-receiver.ts';

async function openedPc(data = temporaryFolder()) {
  const app = await openLabSeat(data);
  onTestFinished(() => app.close());
  return { app, data, channels: createRouterClient(createRouter(app)).channels, folder: app.dataDirectory };
}

type OwnOf<Entry> = Entry extends ChannelEntry ? Omit<Entry, 'id' | 'title' | 'enabled'> : never;
const entry = (own: OwnOf<ChannelEntry>, common: Partial<Pick<ChannelEntry, 'id' | 'title' | 'enabled'>> = {}) => ({
  id: null,
  title: '报修群',
  enabled: true,
  ...own,
  ...common,
});
const mail = (port: number, changed: object = {}): ChannelEntry =>
  entry({
    kind: 'smtp',
    host: '127.0.0.1',
    port,
    security: 'none',
    user: '',
    from: 'lab@school.example',
    to: ['desk@school.example'],
    secret: '',
    ...changed,
  });

describe('a channel that is entered', () => {
  it('takes the pasted address of each robot apart, and a test message arrives by it', async () => {
    const { channels, folder } = await openedPc();
    const robots = [
      ['wecom', await startWeComRobot(), `?key=${ROBOT_TOKEN}`],
      ['dingtalk', await startDingTalkRobot({ secret: 'SECabcdef', keyword: 'VR-' }), `?access_token=${ROBOT_TOKEN}`],
      ['feishu', await startFeishuRobot({ secret: 'feishu-sign', keyword: 'VR-' }), `/${ROBOT_TOKEN}`],
    ] as const;
    for (const [kind, robot, key] of robots) {
      await using receiver = robot;
      const address = ` ${receiver.endpoint}${key}\n`.trim();
      const own =
        kind === 'wecom'
          ? { kind, address }
          : { kind, address, secret: kind === 'dingtalk' ? 'SECabcdef' : 'feishu-sign' };
      expect(valueOf(await channels.test(entry(own as OwnOf<ChannelEntry>)))).toMatchObject({ result: 'arrived' });
      expect(receiver.shown[0]).toMatch(/^VR-TEST 测试消息/);
      const saved = valueOf(await channels.save(entry(own as OwnOf<ChannelEntry>)));
      expect(saved.channels.at(-1)).toMatchObject({
        secret: true,
        signs: kind !== 'wecom',
        settings: { endpoint: receiver.endpoint },
      });
    }
    expect(readFileSync(path.join(folder, 'channels.json'), 'utf8')).not.toContain(ROBOT_TOKEN);
  });

  it('sends a test by mail, webhook and folder', async () => {
    const { channels } = await openedPc();
    await using server = await startMailServer();
    expect(valueOf(await channels.test(mail(server.port)))).toMatchObject({ result: 'arrived' });
    expect(server.mails).toHaveLength(1);
    await using desk = await startWebhookReceiver();
    const webhook = entry({ kind: 'webhook', address: `${desk.url}/requests`, secret: WEBHOOK_SECRET });
    expect(valueOf(await channels.test(webhook))).toMatchObject({ result: 'arrived' });
    const folder = temporaryFolder();
    expect(valueOf(await channels.test(entry({ kind: 'folder', folder })))).toMatchObject({
      result: 'arrived',
      detail: expect.stringMatching(/^VR-TEST-.*\.vrlab\.json$/) as string,
    });
    expect(valueOf(await channels.list()).channels).toEqual([]);
  });

  it('says why a test message did not arrive', async () => {
    const { channels } = await openedPc();
    const dead = `${await deadAddress()}/cgi-bin/webhook/send?key=k1234567`;
    expect(valueOf(await channels.test(entry({ kind: 'wecom', address: dead })))).toEqual({
      result: 'failed',
      reason: 'no-answer',
      detail: 'ECONNREFUSED',
    });
    await using robot = await startWeComRobot();
    const wrong = entry({ kind: 'wecom', address: `${robot.endpoint}?key=another-key` });
    expect(valueOf(await channels.test(wrong))).toMatchObject({ result: 'failed', reason: 'credentials' });
    robot.trouble = 'cut-after-taking';
    const cut = entry({ kind: 'wecom', address: `${robot.endpoint}?key=${ROBOT_TOKEN}` });
    expect(valueOf(await channels.test(cut))).toMatchObject({ result: 'doubtful', reason: 'connection-cut' });
  });

  it('ends when whoever asked hangs up', async () => {
    const { app } = await openedPc();
    await using robot = await startWeComRobot();
    robot.trouble = 'silent';
    const ending = new AbortController();
    const setup = await app.channels();
    const tested = setup.test(entry({ kind: 'wecom', address: `${robot.endpoint}?key=${ROBOT_TOKEN}` }), ending.signal);
    setTimeout(() => ending.abort(), 100);
    expect(valueOf(await tested)).toMatchObject({ result: 'doubtful', detail: 'cancelled' });
  });
});

describe('secrets', () => {
  const KEY = 'a-key-nobody-reads-9c81';

  it('go in only: no answer holds one, and one that is stored stays when its field is left empty', async () => {
    const { channels } = await openedPc();
    await using robot = await startDingTalkRobot({ token: KEY, secret: 'SEC-signing-77aa' });
    const answers: unknown[] = [];
    const heard = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
      answers.push(await answer);
      return await answer;
    };
    const own = {
      kind: 'dingtalk',
      address: `${robot.endpoint}?access_token=${KEY}`,
      secret: 'SEC-signing-77aa',
    } as const;
    const saved = valueOf(await heard(channels.save(entry(own))));
    const { id } = saved.channels[0]!.settings;
    const unchanged = entry({ kind: 'dingtalk', address: '', secret: '' }, { id, title: '新名称' });
    await heard(channels.save(unchanged));
    expect(valueOf(await heard(channels.test(unchanged)))).toMatchObject({ result: 'arrived' });
    await heard(channels.save(entry({ kind: 'dingtalk', address: '', secret: null }, { id })));
    expect(valueOf(await heard(channels.test(unchanged)))).toMatchObject({ result: 'failed', reason: 'credentials' });
    robot.trouble = { status: 200, body: JSON.stringify({ errcode: 1, errmsg: `no ${KEY}` }) };
    await heard(channels.test(unchanged));
    await heard(channels.list());
    await heard(channels.remove({ id }));
    expect(JSON.stringify(answers)).not.toMatch(new RegExp(`${KEY}|SEC-signing`));
    expect(JSON.stringify(answers)).toContain('新名称');
  });

  it('a stored password is sent to no other server than the one it was entered for', async () => {
    const { channels } = await openedPc();
    await using server = await startMailServer({ signIn: true });
    const user = { user: MAIL_USER, secret: MAIL_PASSWORD };
    const saved = valueOf(await channels.save(mail(server.port, user)));
    const { id } = saved.channels[0]!.settings;
    expect(valueOf(await channels.test(mail(server.port, { ...user, secret: '', id })))).toMatchObject({
      result: 'arrived',
    });
    await using other = await startMailServer({ signIn: true });
    expect(await channels.test(mail(other.port, { ...user, secret: '', id }))).toMatchObject({
      problem: { code: 'channel-field-refused', params: { field: 'secret', reason: 'server-changed' } },
    });
    expect(other.mails).toEqual([]);
  });
});

describe('what cannot be used', () => {
  const KEY = '?key=k1234567';
  const wecom = (address: string) => entry({ kind: 'wecom', address });
  const REFUSED: readonly (readonly [string, ChannelEntry, field: string, reason: string])[] = [
    ['nothing', wecom(''), 'address', 'missing'],
    ['a space', wecom(`https://qyapi.weixin.qq.com/cgi-bin/ webhook/send${KEY}`), 'address', 'spaces'],
    ['no address', wecom('qyapi.weixin.qq.com'), 'address', 'not-an-address'],
    ['another scheme', wecom(`ftp://qyapi.weixin.qq.com/cgi-bin/webhook/send${KEY}`), 'address', 'wrong-scheme'],
    ['plain http', wecom(`http://qyapi.weixin.qq.com/cgi-bin/webhook/send${KEY}`), 'address', 'plain-http'],
    ['plain http within the school', wecom(`http://192.168.1.5/cgi-bin/webhook/send${KEY}`), 'address', 'plain-http'],
    ['a user', wecom(`https://me:pw@qyapi.weixin.qq.com/cgi-bin/webhook/send${KEY}`), 'address', 'names-a-user'],
    ['no key', wecom('https://qyapi.weixin.qq.com/cgi-bin/webhook/send'), 'address', 'no-key'],
    ['another robot', wecom('https://oapi.dingtalk.com/robot/send?access_token=k1'), 'address', 'other-kind'],
    ['far too long', wecom(`https://qyapi.weixin.qq.com/${'x'.repeat(9000)}${KEY}`), 'address', 'too-long'],
    ['no name', entry({ kind: 'wecom', address: 'https://x.example' }, { title: ' ' }), 'channelTitle', 'missing'],
    [
      'a long name',
      entry({ kind: 'wecom', address: 'https://x.example' }, { title: '渠'.repeat(81) }),
      'channelTitle',
      'too-long',
    ],
    [
      'a password as secret',
      entry({ kind: 'webhook', address: 'https://desk.example', secret: 'hello' }),
      'secret',
      'secret-form',
    ],
    ['no secret', entry({ kind: 'webhook', address: 'https://desk.example', secret: '' }), 'secret', 'missing'],
    ['a web address as server', mail(25, { host: 'https://mail.example' }), 'host', 'not-a-server'],
    ['no port', mail(0), 'port', 'out-of-range'],
    ['a sender that is none', mail(25, { from: 'lab' }), 'from', 'not-a-mail-address'],
    ['nobody to send to', mail(25, { to: [' '] }), 'to', 'missing'],
    ['one of two recipients', mail(25, { to: ['a@b.example', 'b'] }), 'to', 'not-a-mail-address'],
    [
      'an open password',
      mail(25, { host: 'mail.example', user: 'me', secret: 'pw' }),
      'security',
      'password-unprotected',
    ],
    ['no password', mail(25, { user: 'me', secret: '' }), 'secret', 'missing'],
    ['half a path', entry({ kind: 'folder', folder: 'requests' }), 'folder', 'folder-relative'],
    ['a folder that is not there', entry({ kind: 'folder', folder: '/no/such/folder' }), 'folder', 'folder-missing'],
    ['a folder nobody can write', entry({ kind: 'folder', folder: '/proc/self' }), 'folder', 'folder-not-writable'],
  ];

  it('is refused with its field and a reason in words, and nothing is lost', async () => {
    const { channels } = await openedPc();
    const kept = entry({ kind: 'wecom', address: `https://qyapi.weixin.qq.com/cgi-bin/webhook/send${KEY}` });
    const before = valueOf(await channels.save(kept));
    const words = (['zh-CN', 'en'] as const).map((language) =>
      createWording(createI18n(language, { 'zh-CN': {}, en: {} }), language),
    );
    for (const [what, given, field, reason] of REFUSED) {
      if (process.platform === 'win32' && what === 'a folder nobody can write') continue;
      const answer = await channels.save(given);
      expect([what, answer]).toEqual([
        what,
        { ok: false, problem: { code: 'channel-field-refused', params: { field, reason } } },
      ]);
      const { problem } = answer as { problem: Problem };
      for (const { problem: word, t } of words) {
        const { title } = word(problem);
        expect(title, what).not.toContain(`“${field}”`);
        expect(title, what).not.toContain(t('problems:reason.other'));
      }
    }
    const unseen = await channels.save(wecom('https://qyapi.weixin.qq.com/\u202Ecgi-bin'));
    expect(unseen).toMatchObject({ problem: { code: 'text-unseen-character', params: { field: 'address' } } });
    expect(valueOf(await channels.list())).toEqual(before);
  });

  it('an address within the school is as good as any, encrypted', async () => {
    const { channels } = await openedPc();
    const inside = wecom(`https://10.1.2.3:8443/cgi-bin/webhook/send${KEY}`);
    expect(valueOf(await channels.save(inside)).channels).toHaveLength(1);
  });

  it('a folder channel can be renamed while its stick is not there', async () => {
    const { channels } = await openedPc();
    const folder = temporaryFolder();
    const { id } = valueOf(await channels.save(entry({ kind: 'folder', folder }))).channels[0]!.settings;
    const { rmSync } = await import('node:fs');
    rmSync(folder, { recursive: true });
    expect(await channels.save(entry({ kind: 'folder', folder }, { id, title: 'U 盘' }))).toMatchObject({ ok: true });
  });

  it('two changes at once are both made', async () => {
    const { channels } = await openedPc();
    const one = (key: string) => channels.save(wecom(`https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${key}`));
    await Promise.all([one('k1'), one('k2'), one('k3')]);
    expect(valueOf(await channels.list()).channels).toHaveLength(3);
  });
});

describe('the doctor', () => {
  const channelsIn = async (app: App) =>
    (await app.examine())
      .filter(({ id }) => id.includes('channel'))
      .map(({ id, state, problem }) => [id, state, problem?.params]);

  it('looks at each channel without sending anything', async () => {
    const { app, channels } = await openedPc();
    await using robot = await startWeComRobot();
    valueOf(await channels.save(entry({ kind: 'wecom', address: `${robot.endpoint}?key=${ROBOT_TOKEN}` })));
    expect(await channelsIn(app)).toEqual([['unused-channel', 'ok', undefined]]);
    expect(robot.received).toEqual([]);
    await robot.close();
    expect(await channelsIn(app)).toEqual([['channel', 'attention', { channel: '报修群', cause: 'no-answer' }]]);
  });
});
