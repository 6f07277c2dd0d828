import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { Wording } from '../../../shared/wording.ts';
import { jsonBytes } from '../message/plain-text.ts';
import { messageText } from '../message/message-text.ts';
import {
  answerDetail,
  errcodeAnswer,
  MINUTE_MS,
  type RobotAnswer,
  type RobotDialect,
  robotVerdict,
  soundsThrottled,
} from './robot.ts';

/** "message too long, exceed 20000 bytes" (460101), less what surrounds the text. */
const TEXT_BYTES = 19_800;
/** Who sends more than 20 a minute is not heard for ten (130101). */
const THROTTLE_MS = 10 * MINUTE_MS;

const BUSY = -1;
const THROTTLED: ReadonlySet<number> = new Set([130101, 410100]);
/** 300001, 300005, 400101 no such token; 40035 none given. */
const WRONG_TOKEN: ReadonlySet<number> = new Set([300001, 300005, 400101, 40035]);
/** 400013 group dissolved, 400102 robot stopped, 400106 no such robot. */
const GONE: ReadonlySet<number> = new Set([400013, 400102, 400106]);
/** Signature, time, keyword or address list: only the text distinguishes them. */
const NOT_ADMITTED = 310000;
const TOO_LONG = 460101;

/** The gateway before the robots answers like this, without `errcode`, to a PC that asks too often. */
const THROTTLED_BY_GATEWAY = 1111;
const punishSchema = z.object({ punish: z.string() });

/** open.dingtalk.com, custom robot access: the secret is the key, milliseconds and the secret are what is signed. */
export const dingtalkSign = (secret: string, at: Date): string =>
  createHmac('sha256', secret).update(`${at.getTime()}\n${secret}`).digest('base64');

export interface SignedRobotSecrets {
  readonly token: string;
  /** Null: the robot admits by keyword or address instead. */
  readonly secret: string | null;
}

/** Group robot of DingTalk (钉钉). */
export function dingtalkDialect(endpoint: string, { token, secret }: SignedRobotSecrets, words: Wording): RobotDialect {
  return {
    perMinute: 20,
    compose(message, attempt, at) {
      const url = new URL(endpoint);
      url.searchParams.set('access_token', token);
      if (secret !== null) {
        url.searchParams.set('timestamp', String(at.getTime()));
        url.searchParams.set('sign', dingtalkSign(secret, at));
      }
      const content = messageText(message, attempt, words, 'chat', { bytes: TEXT_BYTES, bytesOf: jsonBytes });
      return { url, body: JSON.stringify({ msgtype: 'text', text: { content }, at: { isAtAll: false } }) };
    },
    readAnswer(json) {
      const punished = punishSchema.safeParse(json);
      return punished.success ? { code: THROTTLED_BY_GATEWAY, text: punished.data.punish } : errcodeAnswer(json);
    },
    judge: judgeDingtalk,
  };
}

function judgeDingtalk(answer: RobotAnswer): ReturnType<RobotDialect['judge']> {
  const { code, text } = answer;
  const detail = answerDetail(answer);
  if (code === THROTTLED_BY_GATEWAY) return robotVerdict.throttled(detail, MINUTE_MS);
  if (THROTTLED.has(code) || soundsThrottled(text)) return robotVerdict.throttled(detail, THROTTLE_MS);
  if (code === TOO_LONG) return robotVerdict.tooLarge(detail);
  if (code === BUSY) return robotVerdict.busy(detail);
  if (code === NOT_ADMITTED)
    return /sign|timestamp|签名|时间戳/i.test(text) ? 'signature' : robotVerdict.credentials(detail);
  if (GONE.has(code)) return robotVerdict.gone(detail);
  return WRONG_TOKEN.has(code) ? robotVerdict.credentials(detail) : robotVerdict.refused(detail);
}
