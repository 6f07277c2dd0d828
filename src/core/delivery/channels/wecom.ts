import type { Wording } from '../../../shared/wording.ts';
import { messageText } from '../message/message-text.ts';
import { utf8Bytes } from '../message/plain-text.ts';
import { answerDetail, errcodeAnswer, MINUTE_MS, type RobotDialect, robotVerdict, soundsThrottled } from './robot.ts';

/** developer.work.weixin.qq.com, path 99110. */
const TEXT_BYTES = 2048;
const MARKDOWN_BYTES = 4096;

/** -1 busy; 45009 too often, 45033 too many at once; 45002 too long; 93000 unknown key, 93004 stopped, 93008 not in the group. */
const BUSY = -1;
const THROTTLED: ReadonlySet<number> = new Set([45009, 45033]);
const WRONG_KEY = 93000;
const GONE: ReadonlySet<number> = new Set([93004, 93008]);
const TOO_LONG = 45002;

/** Group robot of WeCom (企业微信). Its key is in the address; it signs nothing. */
export function wecomDialect(endpoint: string, key: string, words: Wording): RobotDialect {
  return {
    perMinute: 20,
    compose(message, attempt) {
      const url = new URL(endpoint);
      url.searchParams.set('key', key);
      const text = messageText(message, attempt, words, 'chat');
      // Text is read everywhere; Markdown, which the WeChat plug-in does not show, holds twice as much.
      if (utf8Bytes(text) <= TEXT_BYTES)
        return { url, body: JSON.stringify({ msgtype: 'text', text: { content: text } }) };
      const content = messageText(message, attempt, words, 'markdown', { bytes: MARKDOWN_BYTES });
      return { url, body: JSON.stringify({ msgtype: 'markdown', markdown: { content } }) };
    },
    readAnswer: errcodeAnswer,
    judge(answer) {
      const { code, text } = answer;
      const detail = answerDetail(answer);
      // Also said under 93000 and 40058.
      if (code === TOO_LONG || /exceed max length/i.test(text)) return robotVerdict.tooLarge(detail);
      if (THROTTLED.has(code) || soundsThrottled(text)) return robotVerdict.throttled(detail, MINUTE_MS);
      if (code === BUSY) return robotVerdict.busy(detail);
      if (GONE.has(code)) return robotVerdict.gone(detail);
      return code === WRONG_KEY ? robotVerdict.credentials(detail) : robotVerdict.refused(detail);
    },
  };
}
