import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { Wording } from '../../../shared/wording.ts';
import { jsonBytes } from '../message/plain-text.ts';
import { messageText } from '../message/message-text.ts';
import type { SignedRobotSecrets } from './dingtalk.ts';
import { answerDetail, MINUTE_MS, type RobotDialect, robotVerdict, soundsThrottled } from './robot.ts';

/** The body may have 20 kB; what surrounds the text is short. */
const TEXT_BYTES = 20_000 - 300;

/** 11232, 99991400 too often. */
const THROTTLED: ReadonlySet<number> = new Set([11232, 99991400]);
/** 19001 no such token, 19022 address not listed, 19024 keyword missing. */
const NOT_ADMITTED: ReadonlySet<number> = new Set([19001, 19022, 19024]);
/** Signature or time: reported with one code and one text. */
const SIGNATURE = 19021;
const ROBOT_STOPPED = 19007;
/** "Bad Request", and what an overloaded gateway says. */
const BAD_REQUEST = 9499;

const answerSchema = z.union([
  z.object({ code: z.int(), msg: z.string().default('') }),
  z
    .object({ StatusCode: z.int(), StatusMessage: z.string().default('') })
    .transform(({ StatusCode: code, StatusMessage: msg }) => ({ code, msg })),
]);

/** open.feishu.cn, custom bot guide: seconds and the secret are the key, nothing is what is signed. */
export const feishuSign = (secret: string, seconds: number): string =>
  createHmac('sha256', `${seconds}\n${secret}`).update('').digest('base64');

/** Group robot of Feishu (飞书). */
export function feishuDialect(endpoint: string, { token, secret }: SignedRobotSecrets, words: Wording): RobotDialect {
  return {
    perMinute: 100,
    compose(message, attempt, at) {
      const url = new URL(`${endpoint.replace(/\/+$/, '')}/${encodeURIComponent(token)}`);
      const text = messageText(message, attempt, words, 'chat', { bytes: TEXT_BYTES, bytesOf: jsonBytes });
      const seconds = Math.floor(at.getTime() / 1000);
      const signed = secret === null ? {} : { timestamp: String(seconds), sign: feishuSign(secret, seconds) };
      return { url, body: JSON.stringify({ ...signed, msg_type: 'text', content: { text } }) };
    },
    readAnswer(json) {
      const { data } = answerSchema.safeParse(json);
      return data === undefined ? null : { code: data.code, text: data.msg };
    },
    judge(answer) {
      const { code, text } = answer;
      const detail = answerDetail(answer);
      if (THROTTLED.has(code) || soundsThrottled(text)) return robotVerdict.throttled(detail, MINUTE_MS);
      if (code === SIGNATURE) return 'signature';
      if (code === ROBOT_STOPPED) return robotVerdict.gone(detail);
      if (NOT_ADMITTED.has(code)) return robotVerdict.credentials(detail);
      if (code === BAD_REQUEST && /too large|too long|exceed/i.test(text)) return robotVerdict.tooLarge(detail);
      return robotVerdict.refused(detail);
    },
  };
}
