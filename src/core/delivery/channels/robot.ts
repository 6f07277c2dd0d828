import { z } from 'zod';
import type { ChannelEnvironment, Channel, ChannelMessage, Try, TryOutcome } from '../channel.ts';
import { type Answer, postJson } from '../http/exchange.ts';
import { ServerClock, isHtml, judgeStatus, silent } from '../http/judge-answer.ts';

/** What a robot answered in its own terms. */
export interface RobotAnswer {
  /** 0: taken. */
  readonly code: number;
  readonly text: string;
}

/** What a code means. `signature`: refused for its signature or time, which a wrong clock causes as well. */
export type RobotVerdict = 'signature' | Exclude<TryOutcome, { result: 'delivered' }>;

/** What is particular to one make of robot. */
export interface RobotDialect {
  readonly perMinute: number;
  /** Signed for that instant where the robot is set to. */
  compose(message: ChannelMessage, attempt: Try, at: Date): { url: URL; body: string };
  /** Null: not in the form this robot answers in. */
  readAnswer(json: unknown): RobotAnswer | null;
  /** @param answer of a code other than 0. */
  judge(answer: RobotAnswer): RobotVerdict;
}

export const MINUTE_MS = 60_000;

/** Verdicts that several robots give. */
export const robotVerdict = {
  throttled: (detail: string, retryAfterMs: number): RobotVerdict => ({
    result: 'later',
    reason: 'throttled',
    detail,
    retryAfterMs,
  }),
  busy: (detail: string): RobotVerdict => ({ result: 'later', reason: 'server-trouble', detail, retryAfterMs: null }),
  credentials: (detail: string): RobotVerdict => ({ result: 'channel-unusable', reason: 'credentials', detail }),
  gone: (detail: string): RobotVerdict => ({ result: 'channel-unusable', reason: 'gone', detail }),
  tooLarge: (detail: string): RobotVerdict => ({ result: 'rejected', reason: 'too-large', detail }),
  refused: (detail: string): RobotVerdict => ({ result: 'rejected', reason: 'refused', detail }),
};

/** Robots change their codes more often than their words. */
export const soundsThrottled = (text: string): boolean =>
  /too (fast|many|frequent)|freq(uency)? (out of )?limit|rate limit|频率|限流|太快/i.test(text);

export const answerDetail = ({ code, text }: RobotAnswer): string => `${code} ${text}`;

/** Chat robots answer 200 to everything; what counts is the code in their answer. None recognises a repetition. */
export function createRobot(id: string, dialect: RobotDialect, environment: ChannelEnvironment): Channel {
  const clock = new ServerClock(environment.now);

  function judged(answer: Answer): { outcome: TryOutcome } | { signature: RobotAnswer } {
    const said = isHtml(answer) ? null : dialect.readAnswer(jsonOf(answer));
    if (said === null) return { outcome: withoutCode(answer, environment.now()) };
    if (said.code === 0) return { outcome: { result: 'delivered', receipt: null } };
    const verdict = dialect.judge(said);
    return verdict === 'signature' ? { signature: said } : { outcome: verdict };
  }

  return {
    id,
    idempotent: false,
    perMinute: dialect.perMinute,
    async send(message, attempt, signal) {
      let corrected = false;
      for (;;) {
        const { url, body } = dialect.compose(message, attempt, clock.now());
        const posted = await postJson(url, body, {}, environment, signal);
        if ('silence' in posted) return silent(posted.silence);
        const result = judged(posted.answer);
        if ('outcome' in result) return result.outcome;
        // Refused for sure, so sending again cannot double it.
        const detail = answerDetail(result.signature);
        if (corrected) return { result: 'later', reason: 'clock', detail, retryAfterMs: null };
        if (!clock.correctBy(posted.answer.headers.date))
          return { result: 'channel-unusable', reason: 'credentials', detail };
        corrected = true;
      }
    },
  };
}

/** What to make of an answer that is none of the robot's: a block page, a gateway in trouble, nothing at all. */
function withoutCode(answer: Answer, now: Date): TryOutcome {
  const detail = `HTTP ${answer.status}`;
  if (isHtml(answer) && answer.status < 500) return { result: 'unreachable', reason: 'captive-portal', detail };
  const judged = judgeStatus(answer, now);
  if (judged === null) return { result: 'uncertain', reason: 'not-our-answer', detail };
  // Robots refuse keys and contents by code.
  const byOthers =
    judged.result === 'channel-unusable' || (judged.result === 'rejected' && judged.reason === 'refused');
  return byOthers ? { result: 'later', reason: 'not-our-answer', detail, retryAfterMs: null } : judged;
}

function jsonOf({ body, cut }: Answer): unknown {
  if (cut) return null;
  try {
    return JSON.parse(Buffer.from(body).toString('utf8')) as unknown;
  } catch {
    return null;
  }
}

const errcodeSchema = z.object({ errcode: z.int(), errmsg: z.string().default('') });

/** `{ errcode, errmsg }`, as WeCom and DingTalk answer. */
export function errcodeAnswer(json: unknown): RobotAnswer | null {
  const { data } = errcodeSchema.safeParse(json);
  return data === undefined ? null : { code: data.errcode, text: data.errmsg };
}
