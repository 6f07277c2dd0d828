import { describe, expect, it, vi } from 'vitest';
import { dingtalkSign } from '../../../src/core/delivery/channels/dingtalk.ts';
import { feishuSign } from '../../../src/core/delivery/channels/feishu.ts';
import { deadAddress, type Reply, type Trouble } from '../../simulators/loopback-server.ts';
import {
  type Robot,
  type RobotOptions,
  ROBOT_TOKEN,
  startDingTalkRobot,
  startFeishuRobot,
  startWeComRobot,
} from '../../simulators/robots.ts';
import { channel, patienceFor, send, testEnvironment } from '../../support/request/channels.ts';
import { requestMessage } from '../../support/request/messages.ts';

const HOUR_MS = 3_600_000;
const SECRET = 'SEC4f1d9b2c7a8e';
const ahead = (ms: number) => () => new Date(Date.now() + ms);

const MAKES = [
  { kind: 'wecom', start: startWeComRobot, perMinute: 20 },
  { kind: 'dingtalk', start: startDingTalkRobot, perMinute: 20 },
  { kind: 'feishu', start: startFeishuRobot, perMinute: 100 },
] as const;
type Kind = (typeof MAKES)[number]['kind'];

const SIGNING = MAKES.filter(({ kind }) => kind !== 'wecom');

/** The channel of a robot, with its secrets or others. */
const to = (
  kind: Kind,
  { endpoint }: Pick<Robot, 'endpoint'>,
  { token = ROBOT_TOKEN, secret }: { token?: string; secret?: string } = {},
  surroundings = testEnvironment(),
) =>
  channel(
    { kind, endpoint },
    kind === 'wecom' ? { key: token } : { token, ...(secret !== undefined && { secret }) },
    surroundings,
  );

it('signs as DingTalk and as Feishu want it, which is not the same', () => {
  expect(encodeURIComponent(dingtalkSign('SECtest', new Date(1_700_000_000_000)))).toBe(
    'aZLLrriXgn05YbwaGR7knYsLeJADjr9NwLaNNKpxh4g%3D',
  );
  expect(feishuSign('SECtest', 1_700_000_000)).toBe('G7XpBpG8NgG02fJOAhX6FRAObIljmFoxVReo8I62pEk=');
});

describe.each(MAKES)('$kind', ({ kind, start, perMinute }) => {
  it('takes a message, says how often it may be asked, and knows no repetitions', async () => {
    await using robot = await start();
    const by = to(kind, robot);
    expect([by.id, by.idempotent, by.perMinute]).toEqual(['desk', false, perMinute]);
    expect(await send(by)).toEqual({ result: 'delivered', receipt: null });
    expect(await send(by, requestMessage(), true)).toMatchObject({ result: 'delivered' });
    expect(robot.shown).toHaveLength(2);
    const [first = '', again = ''] = robot.shown;
    expect(first).toMatch(/^VR-261122-7KQ3【重要】/);
    expect(first).toContain('F4K2-9QXR-7M');
    expect(first).not.toContain('重复');
    expect(again).toContain('可能是重复发送');
  });

  it('is of no use with a token that is not its own, until somebody mends it', async () => {
    await using robot = await start();
    expect(await send(to(kind, robot, { token: 'other' }))).toMatchObject({
      result: 'channel-unusable',
      reason: 'credentials',
    });
    expect(robot.shown).toEqual([]);
  });

  it('asks to wait when it is asked too often', async () => {
    await using robot = await start({ most: 1 });
    const by = to(kind, robot);
    expect(await send(by)).toMatchObject({ result: 'delivered' });
    expect(await send(by)).toMatchObject({
      result: 'later',
      reason: 'throttled',
      retryAfterMs: kind === 'dingtalk' ? 600_000 : 60_000,
    });
  });

  it('gets any text within its limit of bytes, the number always', async () => {
    await using robot = await start();
    const by = to(kind, robot);
    for (const sign of ['汉', '👩🏽‍🏫', '"', '\n', 'ﷺ', '\u0001', '\\'])
      expect(await send(by, requestMessage({ description: sign.repeat(10_000 / sign.length) })), sign).toMatchObject({
        result: 'delivered',
      });
    expect(robot.shown).toHaveLength(7);
    for (const text of robot.shown) expect(text).toContain('VR-261122-7KQ3');
    expect(robot.shown[0]).toMatch(/汉…\n（内容过长，全文见报修单 VR-261122-7KQ3）$/);
  });

  it.each<[Trouble, object]>([
    ['captive-portal', { result: 'unreachable', reason: 'captive-portal' }],
    ['redirect', { result: 'unreachable', reason: 'captive-portal' }],
    [{ status: 403, headers: { 'content-type': 'text/html' }, body: '<p>blocked' }, { result: 'unreachable' }],
    [
      { status: 511, body: '' },
      { result: 'unreachable', reason: 'captive-portal' },
    ],
    ['cut-at-once', { result: 'uncertain', reason: 'connection-cut' }],
    ['cut-in-request', { result: 'uncertain', reason: 'connection-cut' }],
    ['cut-after-taking', { result: 'uncertain', reason: 'connection-cut' }],
    ['cut-in-answer', { result: 'uncertain', reason: 'connection-cut' }],
    ['silent-after-taking', { result: 'uncertain', reason: 'no-answer' }],
    ['endless-answer', { result: 'uncertain', reason: 'not-our-answer' }],
    ['not-http', { result: 'uncertain', reason: 'not-our-answer' }],
    [{ body: '' }, { result: 'uncertain', reason: 'not-our-answer' }],
    [{ body: '{}' }, { result: 'uncertain', reason: 'not-our-answer' }],
    [{ body: '[0]' }, { result: 'uncertain', reason: 'not-our-answer' }],
    [{ body: '{"errcode":"0","code":"0"}' }, { result: 'uncertain', reason: 'not-our-answer' }],
    [{ status: 404 }, { result: 'later', reason: 'not-our-answer' }],
    [{ status: 403 }, { result: 'later', reason: 'not-our-answer' }],
    [{ status: 413 }, { result: 'rejected', reason: 'too-large' }],
    [
      { status: 429, headers: { 'retry-after': '17' } },
      { result: 'later', reason: 'throttled', retryAfterMs: 17_000 },
    ],
    [{ status: 503 }, { result: 'later', reason: 'server-trouble', retryAfterMs: null }],
    [{ status: 502, headers: { 'content-type': 'text/html' }, body: '<html>' }, { result: 'uncertain' }],
  ])('never takes %j for success', async (trouble, outcome) => {
    await using robot = await start();
    robot.trouble = trouble;
    const by = to(kind, robot, {}, testEnvironment({ timeoutMs: patienceFor(trouble) }));
    expect(await send(by)).toMatchObject(outcome);
    robot.trouble = null;
    expect(await send(by)).toMatchObject({ result: 'delivered' });
  });

  it('that nobody serves was not reached', async () => {
    const endpoint = `${await deadAddress()}/hook`;
    expect(await send(to(kind, { endpoint }))).toEqual({
      result: 'unreachable',
      reason: 'no-answer',
      detail: 'ECONNREFUSED',
    });
  });

  it('ends soon after it is cancelled', async () => {
    await using robot = await start();
    robot.trouble = 'silent-after-taking';
    const controller = new AbortController();
    const sent = to(kind, robot).send(requestMessage(), { mayBeRepeated: false }, controller.signal);
    await vi.waitUntil(() => robot.received.length > 0, 10_000);
    controller.abort();
    expect(await sent).toEqual({ result: 'uncertain', reason: 'no-answer', detail: 'cancelled' });
    const before = await to(kind, robot).send(requestMessage(), { mayBeRepeated: false }, AbortSignal.abort());
    expect(before).toMatchObject({ result: 'unreachable', detail: 'cancelled' });
  });

  it('says no-secret before it asks anybody', async () => {
    await using robot = await start();
    expect(await send(channel({ kind, endpoint: robot.endpoint }, null))).toMatchObject({ reason: 'no-secret' });
    expect(await send(to(kind, robot, { token: ' ' }))).toMatchObject({
      result: 'channel-unusable',
      reason: 'no-secret',
    });
    expect(robot.received).toEqual([]);
  });

  it('is asked by https, which must be right', async () => {
    await using robot = await start({ https: true });
    expect(await send(to(kind, robot))).toMatchObject({ result: 'delivered' });
    const untrusting = testEnvironment({ extraCertificates: [] });
    expect(await send(to(kind, robot, {}, untrusting))).toMatchObject({ result: 'unreachable', reason: 'tls' });
    expect(robot.shown).toHaveLength(1);
  });
});

describe.each(SIGNING)('$kind with signatures', ({ kind, start }) => {
  const signed: RobotOptions = { secret: SECRET };

  it('admits with the right secret only', async () => {
    await using robot = await start(signed);
    expect(await send(to(kind, robot, { secret: SECRET }))).toMatchObject({ result: 'delivered' });
    for (const secret of ['SECother', undefined])
      expect(await send(to(kind, robot, secret === undefined ? {} : { secret }))).toMatchObject({
        result: 'channel-unusable',
        reason: 'credentials',
      });
  });

  it.each([3 * HOUR_MS, -26 * HOUR_MS, 400 * 24 * HOUR_MS])(
    'is reached with a clock that is %d ms wrong, and asked rightly from then on',
    async (ms) => {
      await using robot = await start(signed);
      const by = to(kind, robot, { secret: SECRET }, testEnvironment({ now: ahead(ms) }));
      expect(await send(by)).toMatchObject({ result: 'delivered' });
      expect(robot.received).toHaveLength(2);
      expect(await send(by)).toMatchObject({ result: 'delivered' });
      expect(robot.received).toHaveLength(3);
      expect(robot.shown).toHaveLength(2);
    },
  );

  it('is reached when the clock is set right afterwards', async () => {
    await using robot = await start(signed);
    let wrongBy = 5 * HOUR_MS;
    const by = to(kind, robot, { secret: SECRET }, testEnvironment({ now: () => ahead(wrongBy)() }));
    expect(await send(by)).toMatchObject({ result: 'delivered' });
    wrongBy = 0;
    expect(await send(by)).toMatchObject({ result: 'delivered' });
  });

  it('with a wrong clock and a wrong secret says clock, then credentials', async () => {
    await using robot = await start(signed);
    const by = to(kind, robot, { secret: 'SECother' }, testEnvironment({ now: ahead(5 * HOUR_MS) }));
    expect(await send(by)).toMatchObject({ result: 'later', reason: 'clock' });
    expect(await send(by)).toMatchObject({ result: 'channel-unusable', reason: 'credentials' });
  });

  it('is of no use when it wants a keyword that we do not say', async () => {
    await using robot = await start({ keyword: '报销' });
    expect(await send(to(kind, robot))).toMatchObject({ result: 'channel-unusable', reason: 'credentials' });
    await using fitting = await start({ keyword: 'VR-' });
    expect(await send(to(kind, fitting))).toMatchObject({ result: 'delivered' });
  });
});

describe('codes', () => {
  const answers = (kind: Kind, code: number, text: string): Reply => ({
    body: JSON.stringify(kind === 'feishu' ? { code, msg: text } : { errcode: code, errmsg: text }),
  });

  it.each<[Kind, number, string, string, string]>([
    ['wecom', -1, 'system busy', 'later', 'server-trouble'],
    ['wecom', 45033, 'concurrent limit', 'later', 'throttled'],
    ['wecom', 99999, 'api freq out of limit', 'later', 'throttled'],
    ['wecom', 45002, 'content size out of limit', 'rejected', 'too-large'],
    ['wecom', 93000, 'Invalid input : content exceed max length. invalid Request Parameter', 'rejected', 'too-large'],
    ['wecom', 93004, 'robot stopped', 'channel-unusable', 'gone'],
    ['wecom', 93008, 'not in group', 'channel-unusable', 'gone'],
    ['wecom', 40008, 'invalid message type', 'rejected', 'refused'],
    ['dingtalk', -1, '系统繁忙', 'later', 'server-trouble'],
    ['dingtalk', 410100, '发送速度太快而限流', 'later', 'throttled'],
    ['dingtalk', 310000, 'ip 192.0.2.7 not in whitelist', 'channel-unusable', 'credentials'],
    ['dingtalk', 310000, '机器人发送签名不匹配', 'channel-unusable', 'credentials'],
    ['dingtalk', 300001, 'token is not exist', 'channel-unusable', 'credentials'],
    ['dingtalk', 400102, '机器人已停用', 'channel-unusable', 'gone'],
    ['dingtalk', 430102, 'improper content', 'rejected', 'refused'],
    ['feishu', 9499, 'Bad Request', 'rejected', 'refused'],
    ['feishu', 9499, 'too many request', 'later', 'throttled'],
    ['feishu', 19022, 'Ip Not Allowed', 'channel-unusable', 'credentials'],
    ['feishu', 19007, 'Bot Not Enabled', 'channel-unusable', 'gone'],
    ['feishu', 99991400, 'request trigger frequency limit', 'later', 'throttled'],
    ['feishu', 4711, 'never heard of', 'rejected', 'refused'],
  ])('%s %d %s means %s, %s', async (kind, code, text, result, reason) => {
    await using robot = await MAKES.find((make) => make.kind === kind)!.start();
    robot.trouble = answers(kind, code, text);
    expect(await send(to(kind, robot))).toMatchObject({ result, reason, detail: `${code} ${text}` });
  });

  it('understands the gateway of DingTalk, which has no errcode', async () => {
    await using robot = await startDingTalkRobot();
    robot.trouble = { body: '{"status":1111,"wait":5,"source":"x5","punish":"deny","uuid":"0"}' };
    expect(await send(to('dingtalk', robot))).toMatchObject({ result: 'later', reason: 'throttled' });
  });

  it('understands the old form of Feishu, and believes the code where both differ', async () => {
    await using robot = await startFeishuRobot();
    robot.trouble = { body: '{"StatusCode":0,"StatusMessage":"success"}' };
    expect(await send(to('feishu', robot))).toMatchObject({ result: 'delivered' });
    robot.trouble = { body: '{"StatusCode":0,"code":19024,"msg":"Key Words Not Found"}' };
    expect(await send(to('feishu', robot))).toMatchObject({ result: 'channel-unusable' });
  });
});

it('sends WeCom text while it fits, then Markdown, which holds more', async () => {
  await using robot = await startWeComRobot();
  const by = to('wecom', robot);
  const description = (length: number) => requestMessage({ description: '汉'.repeat(length) });
  await send(by, description(100));
  await send(by, description(900));
  await send(by, description(5000));
  const types = robot.received.map(({ body }) => (JSON.parse(body) as { msgtype: string }).msgtype);
  expect(types).toEqual(['text', 'markdown', 'markdown']);
  expect(robot.shown[1]).toContain('汉'.repeat(900));
  expect(Buffer.byteLength(robot.shown[2]!)).toBeGreaterThan(4000);
});
