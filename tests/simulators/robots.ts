import { createHmac } from 'node:crypto';
import {
  type LoopbackOptions,
  type LoopbackServer,
  type Received,
  type Reply,
  startServer,
} from './loopback-server.ts';

/** How a robot was set up in its group. Its errors are spelled as the real ones spell them. */
export interface RobotOptions extends LoopbackOptions {
  /** In its address. */
  readonly token?: string;
  /** Null: it does not ask for signatures. */
  readonly secret?: string | null;
  /** Messages without this word are refused; null: none. */
  readonly keyword?: string | null;
  /** Refuses beyond this; messages are counted over the life of the simulator. */
  readonly most?: number;
  /** The robot's clock, also in its `Date`. */
  readonly now?: () => Date;
}

export interface Robot extends LoopbackServer {
  /** What goes into settings. */
  readonly endpoint: string;
  /** Texts in the group, oldest first, repetitions too: no robot knows them. */
  readonly shown: readonly string[];
}

export const ROBOT_TOKEN = 'tok-3f9c2a7e-5b1d';
const HOUR_MS = 3_600_000;

interface Checked {
  readonly token: string | null;
  readonly text: string | undefined;
  /** Null: fine. */
  readonly signature: Reply | null;
}

interface Make {
  readonly path: string;
  readonly read: (request: Received, options: Required<RobotOptions>) => Checked;
  readonly taken: Reply;
  readonly refusals: Readonly<Record<'token' | 'keyword' | 'throttled' | 'tooLong' | 'empty', Reply>>;
  readonly maxBytes: (request: Received, text: string) => boolean;
}

async function startRobot(make: Make, given: RobotOptions): Promise<Robot> {
  const options: Required<RobotOptions> = {
    token: ROBOT_TOKEN,
    secret: null,
    keyword: null,
    most: Number.POSITIVE_INFINITY,
    now: () => new Date(),
    https: false,
    ...given,
  };
  const shown: string[] = [];
  const take = (request: Received): Reply => {
    const { token, text, signature } = make.read(request, options);
    if (token !== options.token) return make.refusals.token;
    if (signature !== null) return signature;
    if (text === undefined || text === '') return make.refusals.empty;
    if (!make.maxBytes(request, text)) return make.refusals.tooLong;
    if (options.keyword !== null && !text.includes(options.keyword)) return make.refusals.keyword;
    if (shown.length >= options.most) return make.refusals.throttled;
    shown.push(text);
    return make.taken;
  };
  const dated = (reply: Reply): Reply => ({
    ...reply,
    headers: { ...reply.headers, date: options.now().toUTCString() },
  });
  const server = await startServer((request) => dated(take(request)), given);
  return Object.assign(server, { endpoint: server.url + make.path, shown });
}

const json = (value: object, status = 200): Reply => ({ status, body: JSON.stringify(value) });
const bytes = (text: string) => Buffer.byteLength(text);
const hint = 'hint: [1763800000_50_0123456789abcdef], from ip: 192.0.2.7';

function parsed(body: string): Record<string, Record<string, string>> {
  try {
    return JSON.parse(body) as Record<string, Record<string, string>>;
  } catch {
    return {};
  }
}

/** WeCom group robot (企业微信). */
export const startWeComRobot = (options: RobotOptions = {}): Promise<Robot> =>
  startRobot(
    {
      path: '/cgi-bin/webhook/send',
      read({ url, body }) {
        const { text, markdown } = parsed(body);
        return {
          token: url.searchParams.get('key'),
          text: text?.['content'] ?? markdown?.['content'],
          signature: null,
        };
      },
      taken: json({ errcode: 0, errmsg: 'ok' }),
      refusals: {
        token: json({ errcode: 93000, errmsg: `invalid webhook url, ${hint}` }),
        keyword: json({ errcode: 44004, errmsg: `content is empty, ${hint}` }),
        throttled: json({ errcode: 45009, errmsg: `api freq out of limit, ${hint}` }),
        tooLong: json({ errcode: 40058, errmsg: `markdown.content exceed max length 4096. ${hint}` }),
        empty: json({ errcode: 44004, errmsg: `content is empty, ${hint}` }),
      },
      maxBytes: ({ body }, text) => bytes(text) <= (parsed(body)['text'] === undefined ? 4096 : 2048),
    },
    // WeCom's robots know no keywords.
    { ...options, keyword: null },
  );

/** DingTalk group robot (钉钉). */
export const startDingTalkRobot = (options: RobotOptions = {}): Promise<Robot> =>
  startRobot(
    {
      path: '/robot/send',
      read({ url, body }, { secret, now }) {
        const timestamp = Number(url.searchParams.get('timestamp'));
        const expected = createHmac('sha256', secret ?? '')
          .update(`${timestamp}\n${secret}`)
          .digest('base64');
        const refused = (errmsg: string) => json({ errcode: 310000, errmsg });
        const signature =
          secret === null
            ? null
            : Math.abs(now().getTime() - timestamp) > HOUR_MS
              ? refused('invalid timestamp, more: [https://ding-doc.example/]')
              : url.searchParams.get('sign') === expected
                ? null
                : refused('sign not match, more: [https://ding-doc.example/]');
        return { token: url.searchParams.get('access_token'), text: parsed(body)['text']?.['content'], signature };
      },
      taken: json({ errcode: 0, errmsg: 'ok' }),
      refusals: {
        token: json({ errcode: 300005, errmsg: 'token is not exist' }),
        keyword: json({ errcode: 310000, errmsg: 'keywords not in content' }),
        throttled: json({ errcode: 130101, errmsg: 'send too fast, exceed 20 times per minute' }),
        tooLong: json({ errcode: 460101, errmsg: 'message too long, exceed 20000 bytes' }),
        empty: json({ errcode: 40035, errmsg: '缺少参数 text' }),
      },
      maxBytes: ({ body }) => bytes(body) <= 20_000,
    },
    options,
  );

/** Feishu group robot (飞书). */
export const startFeishuRobot = (options: RobotOptions = {}): Promise<Robot> =>
  startRobot(
    {
      path: '/open-apis/bot/v2/hook',
      read({ url, body }, { secret, now }) {
        const { timestamp, sign, content } = parsed(body) as unknown as {
          timestamp?: string;
          sign?: string;
          content?: { text?: string };
        };
        const expected = createHmac('sha256', `${timestamp}\n${secret}`).update('').digest('base64');
        const late = Math.abs(now().getTime() - Number(timestamp) * 1000) > HOUR_MS;
        const wrong = secret !== null && (late || sign !== expected);
        return {
          token: url.pathname.split('/').at(-1) ?? null,
          text: content?.text,
          signature: wrong
            ? json({
                code: 19021,
                data: {},
                msg: 'sign match fail or timestamp is not within one hour from current time',
              })
            : null,
        };
      },
      taken: json({ StatusCode: 0, StatusMessage: 'success', code: 0, data: {}, msg: 'success' }),
      refusals: {
        token: json({ code: 19001, data: {}, msg: 'param invalid: incoming webhook access token invalid' }, 400),
        keyword: json({ code: 19024, data: {}, msg: 'Key Words Not Found' }),
        throttled: json({ code: 11232, msg: 'frequency limited psm[lark.oapi.app_platform_runtime]appID[1500]' }),
        tooLong: json({ code: 9499, msg: 'Bad Request: request body too large', data: {} }, 400),
        empty: json({ code: 19002, msg: 'param invalid: content' }),
      },
      maxBytes: ({ body }) => bytes(body) <= 20_000,
    },
    options,
  );
