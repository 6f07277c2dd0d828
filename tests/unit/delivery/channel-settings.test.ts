import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  channelsFileIn,
  holdsRobotSecret,
  missingSecret,
  partRobotAddress,
  readChannels,
  saveChannels,
} from '../../../src/core/delivery/channel-settings.ts';
import { createConfWriter } from '../../../src/core/settings/settings-files.ts';
import { CHANNELS_SCHEMA, type ChannelSettings, type Channels } from '../../../src/shared/domain/channel.ts';
import { deliveryReasonSchema } from '../../../src/shared/domain/delivery.ts';
import { LANGUAGES } from '../../../src/shared/domain/language.ts';
import { problemParam } from '../../../src/shared/domain/problem.ts';
import { keyFromData } from '../../../src/shared/locales/text-keys.ts';
import { ROBOT_TOKEN, startDingTalkRobot, startFeishuRobot, startWeComRobot } from '../../simulators/robots.ts';
import { channel, send, wordsOf } from '../../support/request/channels.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const common = { id: 'desk', title: '客服', enabled: true };
const EVERY: ChannelSettings[] = [
  { ...common, id: 'hook', kind: 'webhook', url: 'https://desk.example/requests' },
  {
    ...common,
    id: 'mail',
    kind: 'smtp',
    host: 'smtp.example',
    port: 465,
    security: 'tls',
    user: 'lab@school.example',
    from: 'lab@school.example',
    to: ['desk@service.example'],
  },
  { ...common, id: 'wecom', kind: 'wecom', endpoint: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send' },
  { ...common, id: 'ding', kind: 'dingtalk', endpoint: 'https://oapi.dingtalk.com/robot/send' },
  { ...common, id: 'feishu', kind: 'feishu', endpoint: 'https://open.feishu.cn/open-apis/bot/v2/hook' },
  { ...common, id: 'stick', kind: 'folder', folder: path.resolve('/media/stick') },
];
const [HOOK, MAIL, WECOM, , FEISHU, STICK] = EVERY as [
  Extract<ChannelSettings, { kind: 'webhook' }>,
  Extract<ChannelSettings, { kind: 'smtp' }>,
  ChannelSettings,
  ChannelSettings,
  ChannelSettings,
  ChannelSettings,
];
const channels = (...list: object[]): Channels =>
  ({ schema: CHANNELS_SCHEMA, channels: list, updates: null }) as unknown as Channels;

async function read(content: object): Promise<unknown> {
  const file = channelsFileIn(temporaryFolder());
  writeFileSync(file, JSON.stringify(content));
  const result = await readChannels(file);
  return result.ok ? result.value : [result.problem.code, problemParam(result.problem, 'field')];
}

describe('the channels file', () => {
  it('is written by conf and read back; none at all is no channels', async () => {
    const folder = temporaryFolder();
    const file = channelsFileIn(folder);
    expect(await readChannels(file)).toEqual({ ok: true, value: channels() });
    const all = { ...channels(...EVERY), updates: { url: 'https://desk.example/updates', everyMinutes: 15 } };
    expect(await saveChannels(file, all, createConfWriter(folder, '0.1.0'))).toEqual({ ok: true, value: all });
    expect(await readChannels(file)).toEqual({ ok: true, value: all });
    expect(readdirSync(folder)).toEqual(['channels.json']);
  });

  it.each<[string, object, string, string]>([
    ['twice the same id', channels(HOOK, { ...MAIL, id: 'hook' }), 'file-invalid-field', 'channels.1.id'],
    ['an unknown kind', channels({ ...HOOK, kind: 'fax' }), 'file-invalid-field', 'channels.0.kind'],
    ['a field too many', channels({ ...HOOK, password: 'x' }), 'file-invalid-field', 'channels.0.password'],
    ['no address', channels({ ...HOOK, url: 'desk.example' }), 'file-invalid-field', 'channels.0.url'],
    ['plain http', channels({ ...HOOK, url: 'http://desk.example/' }), 'channel-address-unsafe', 'channels.0.url'],
    [
      'http to a look-alike',
      channels({ ...HOOK, url: 'http://127.0.0.1.evil.example/' }),
      'channel-address-unsafe',
      'channels.0.url',
    ],
    [
      'a password in it',
      channels(HOOK, { ...FEISHU, endpoint: 'https://a:b@x.example/hook' }),
      'channel-address-unsafe',
      'channels.1.endpoint',
    ],
    [
      'plain http for updates',
      { ...channels(), updates: { url: 'http://desk.example/', everyMinutes: 5 } },
      'channel-address-unsafe',
      'updates.url',
    ],
    [
      'the key of a robot',
      channels({ ...WECOM, endpoint: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k' }),
      'channel-address-holds-secret',
      'channels.0.endpoint',
    ],
    [
      'the token of a robot',
      channels({ ...FEISHU, endpoint: 'https://open.feishu.cn/open-apis/bot/v2/hook/t' }),
      'channel-address-holds-secret',
      'channels.0.endpoint',
    ],
    [
      'a password sent in the open',
      channels({ ...MAIL, security: 'none' }),
      'channel-password-unprotected',
      'channels.0.security',
    ],
    ['half a path', channels({ ...STICK, folder: 'stick' }), 'channel-folder-relative', 'channels.0.folder'],
    ['a newer schema', { ...channels(), schema: 'vrlab.channels/2' }, 'file-newer-schema', 'schema'],
  ])('names file and field when it has %s', async (_, content, code, field) => {
    expect(await read(content)).toEqual([code, field]);
  });

  it.each([
    { ...MAIL, security: 'none', host: '127.0.0.1' },
    { ...MAIL, security: 'none', user: null },
    { ...HOOK, url: 'http://127.0.0.1:8080/x' },
    { ...HOOK, url: 'http://[::1]:8080/x' },
    { ...HOOK, url: 'https://desk.example/requests?school=7' },
  ])('takes what stays on this PC or holds no secret: %j', async (settings) => {
    expect(await read(channels(settings))).toEqual(channels(settings));
  });

  it('is not saved with what would be refused when read', async () => {
    const folder = temporaryFolder();
    const file = channelsFileIn(folder);
    const bad = channels({ ...HOOK, url: 'http://desk.example/' });
    expect(await saveChannels(file, bad, createConfWriter(folder, '0.1.0'))).toMatchObject({ ok: false });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('replaces an unsafe one, keeps a damaged one beside it, and leaves a newer one alone', async () => {
    const folder = temporaryFolder();
    const file = channelsFileIn(folder);
    const save = () => saveChannels(file, channels(HOOK), createConfWriter(folder, '0.1.0'));
    writeFileSync(file, JSON.stringify(channels({ ...HOOK, url: 'http://desk.example/' })));
    expect(await save()).toMatchObject({ ok: true });
    expect(readdirSync(folder)).toEqual(['channels.json']);
    writeFileSync(file, '{"schema"');
    expect(await save()).toMatchObject({ ok: true });
    expect(readdirSync(folder)).toEqual(['channels.json', expect.stringMatching(/^channels\.json\.damaged-/)]);
    const newer = '{"schema":"vrlab.channels/9"}';
    writeFileSync(file, newer);
    expect(await save()).toMatchObject({ ok: false, problem: { code: 'file-newer-schema' } });
    expect(readFileSync(file, 'utf8')).toBe(newer);
  });
});

describe('an address as copied from a robot', () => {
  it.each([
    ['wecom', startWeComRobot, (endpoint: string) => `${endpoint}?key=${ROBOT_TOKEN}`],
    ['dingtalk', startDingTalkRobot, (endpoint: string) => `${endpoint}?access_token=${ROBOT_TOKEN}`],
    ['feishu', startFeishuRobot, (endpoint: string) => `${endpoint}/${ROBOT_TOKEN}`],
  ] as const)('of %s is parted into what reaches it', async (kind, start, copied) => {
    await using robot = await start();
    const address = copied(robot.endpoint);
    const parted = partRobotAddress(kind, ` ${address}\n`);
    if (!parted.ok) throw new Error(parted.problem.code);
    const { endpoint, secrets } = parted.value;
    expect(endpoint).toBe(robot.endpoint);
    expect([holdsRobotSecret(kind, endpoint), holdsRobotSecret(kind, address)]).toEqual([false, true]);
    expect(await send(channel({ kind, endpoint }, secrets))).toMatchObject({ result: 'delivered' });
  });

  it.each(['', 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send', 'http://qyapi.weixin.qq.com/?key=k', 'key=k'])(
    'that is none is refused, and not repeated: %j',
    (address) => {
      for (const kind of ['wecom', 'dingtalk', 'feishu'] as const)
        expect(partRobotAddress(kind, address)).toEqual({
          ok: false,
          problem: { code: 'channel-address-unusable', params: { kind } },
        });
    },
  );
});

it('knows which secrets are missing', () => {
  const missing = EVERY.map((settings) => missingSecret(settings, null));
  expect(missing).toEqual(['secret', 'password', 'key', 'token', 'token', null]);
  expect(missingSecret({ ...MAIL, user: null }, null)).toBeNull();
  expect(missingSecret(MAIL, { password: '' })).toBe('password');
});

it.each(LANGUAGES)('has words for every reason and every kind of channel in %s', (language) => {
  const { t } = wordsOf(language);
  const keys = [
    ...deliveryReasonSchema.options.flatMap((reason) => [
      `delivery.reason.${reason}.title`,
      `delivery.reason.${reason}.next`,
    ]),
    ...EVERY.map(({ kind }) => `channels.kind.${kind}`),
  ];
  for (const key of keys) expect(t(keyFromData(`requests:${key}`)), key).not.toContain(key);
});
