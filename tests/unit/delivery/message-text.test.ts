import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutBytes, jsonBytes, utf8Bytes } from '../../../src/core/delivery/message/plain-text.ts';
import { messageText, type TextStyle } from '../../../src/core/delivery/message/message-text.ts';
import { requestEventTypeSchema } from '../../../src/shared/domain/request-lifecycle.ts';
import { LANGUAGES } from '../../../src/shared/domain/language.ts';
import {
  effectSchema,
  promiseKindSchema,
  requestKindSchema,
  scopeSchema,
  urgencySchema,
} from '../../../src/shared/domain/service-terms.ts';
import { wordsOf } from '../../support/request/channels.ts';
import { eventMessage, requestMessage } from '../../support/request/messages.ts';

const zh = wordsOf('zh-CN');
const en = wordsOf('en');
const once = { mayBeRepeated: false };
const STYLES: readonly TextStyle[] = ['mail', 'chat', 'markdown'];

describe('a message in words', () => {
  it('says all a desk needs, the number first', () => {
    expect(messageText(requestMessage(), once, zh, 'chat').split('\n')).toEqual([
      'VR-261122-7KQ3【重要】技术报修',
      '地点：示范中学、VR 教室 1、03',
      '问题：3 号机位头显没有画面',
      '影响：一个机位、部分教学受影响',
      '时限：首次响应 2026-11-22 10:30 前',
      '检测结果：',
      '- 没有找到头显（故障码 F4K2-9QXR-7M）',
      '设备：Valve Index (LHR-00000001)',
      '联系人：张三 13812345678',
      '登记时间：2026-11-22 08:30',
      '说明：上课前检测时发现，重新插拔过一次。',
    ]);
  });

  it('leaves out what is not known, and says where a deadline is not sure', () => {
    const [promise] = requestMessage().request.promises;
    const text = messageText(
      requestMessage({
        contact: null,
        place: null,
        symptoms: [],
        devices: [],
        description: '',
        promises: [{ ...promise!, certainty: 'unknown' }],
      }),
      once,
      zh,
      'chat',
    );
    expect(text).toContain('地点：未填');
    expect(text).toContain('首次响应 2026-11-22 10:30 前（暂按周末推算）');
    for (const label of ['联系人', '检测结果', '设备', '说明', 'null', 'undefined']) expect(text).not.toContain(label);
  });

  it('shows times of the schools whatever zone they are written in', () => {
    const text = messageText(requestMessage({ wantedBy: '2026-11-22T16:30:00Z' }), once, zh, 'chat');
    expect(text).toContain('期望完成时间：2026-11-23 00:30');
  });

  it('says of a training nothing that nobody was asked about', () => {
    const training = requestMessage({ kind: 'training', scope: 'lab', effect: 'none' });
    expect(messageText(training, once, zh, 'chat')).not.toContain('影响');
    expect(messageText(requestMessage({ kind: 'technical' }), once, zh, 'chat')).toContain('影响');
  });

  it('says that it is a demonstration', () => {
    expect(messageText(requestMessage({ demo: true }), once, zh, 'chat')).toMatch(
      /^VR-261122-7KQ3【演示，不是真实报修】/,
    );
  });

  it('tells what a teacher did', () => {
    expect(messageText(eventMessage({ type: 'rated', satisfaction: 90 }), once, en, 'chat').split('\n')).toEqual([
      'VR-261122-7KQ3 rated by the teacher',
      'Problem: 3 号机位头显没有画面',
      'When: 2026-11-22 09:00',
      'By: Teacher 张三',
      'Satisfaction: 90',
      'Text: 换了一根线还是不行',
    ]);
  });

  it.each(LANGUAGES)('has words for every term in %s', (language) => {
    const words = wordsOf(language);
    const [promise] = requestMessage().request.promises;
    const texts = [
      ...requestKindSchema.options.map((kind) => requestMessage({ kind })),
      ...urgencySchema.options.map((urgency) => requestMessage({ urgency })),
      ...scopeSchema.options.map((scope) => requestMessage({ scope })),
      ...effectSchema.options.map((effect) => requestMessage({ effect })),
      ...promiseKindSchema.options.map((kind) => requestMessage({ promises: [{ ...promise!, promise: kind }] })),
      ...requestEventTypeSchema.options.map((type) => eventMessage({ type })),
    ].map((message) => messageText(message, { mayBeRepeated: true }, words, 'mail'));
    for (const text of texts) {
      expect(text).not.toMatch(/message\.|\{\{|requests:/);
      expect(text).toMatch(language === 'en' ? /repetition/ : /可能是重复发送/);
    }
  });
});

describe('what somebody typed', () => {
  const NASTY = [
    '@all @所有人 @13812345678',
    '<@userid> <at user_id="all">所有人</at>',
    '[点这里](http://evil.example) ![](http://evil.example/x.png)',
    '**粗** _斜_ ~~删~~ `码` # 标题\n# 标题\n## 二级\n> 引用\n|表|格|\n---\n===',
    '<font color="red">红</font><img src=x onerror=alert(1)><script>',
    '&lt;at id=all&gt; &#64;all',
    '\\[a\\](b)',
    '$t(problems:cancelled.title) {{number}}',
  ].join('\n');

  it.each(STYLES)('comes out whole in %s: interpolation and nesting do nothing', (style) => {
    const text = messageText(requestMessage({ title: '$t(problems:cancelled.title) {{number}}' }), once, zh, style);
    expect(text).toContain(
      style === 'markdown' ? '$t(problems:cancelled.title)' : '$t(problems:cancelled.title) {{number}}',
    );
    expect(text).not.toContain('检测被取消');
  });

  it.each(['description', 'title'] as const)('mentions nobody in a chat, as %s', (field) => {
    for (const style of ['chat', 'markdown'] as const) {
      const text = messageText(requestMessage({ [field]: NASTY }), once, zh, style);
      expect(text).not.toMatch(/[@<]/);
    }
  });

  it('is no markup in Markdown', () => {
    const text = messageText(
      requestMessage({
        description: NASTY,
        title: NASTY,
        symptoms: [{ check: 'x', outcome: 'fail', cause: null, title: NASTY, faultCode: null }],
        contact: { name: '**x**', phone: '[1](2)' },
        devices: [{ model: 'x', name: '`x`', serial: '_1_' }],
      }),
      once,
      zh,
      'markdown',
    );
    // What is left of markup is ours: strong labels, and the dashes of the list.
    const ours = text.replaceAll(/^\*\*[^*]+\*\*/gm, '');
    expect(ours).not.toMatch(/[<>[\]*_`~|\\&@]/);
    expect(ours).not.toMatch(/^\s*#/m);
    expect(ours).not.toMatch(/^\s*(---|===)/m);
  });

  it('cannot pretend to be another line, nor turn the direction of one', () => {
    const text = messageText(
      requestMessage({ title: '坏了\n地点：别处\u2028联系人：李四\u202E倒', contact: null }),
      once,
      zh,
      'chat',
    );
    expect(text.split('\n').filter((line) => line.startsWith('地点'))).toEqual(['地点：示范中学、VR 教室 1、03']);
    expect(text).not.toMatch(/^联系人/m);
    expect(text).not.toMatch(/[\u202E\u2028]/);
  });

  it('keeps emoji and right-to-left words as they are', () => {
    const words = 'شاشة سوداء 👩🏽‍🏫🇨🇳 שלום';
    for (const style of STYLES)
      expect(messageText(requestMessage({ description: words }), once, zh, style)).toContain(words);
  });

  it('is counted, not listed, beyond ten symptoms', () => {
    const symptom = requestMessage().request.symptoms[0]!;
    const text = messageText(requestMessage({ symptoms: Array.from({ length: 64 }, () => symptom) }), once, zh, 'chat');
    expect(text.match(/没有找到头显/g)).toHaveLength(10);
    expect(text).toContain('- 另有 54 项');
  });
});

describe('cutting', () => {
  it('leaves alone what fits to the byte', () => {
    const text = '汉'.repeat(682);
    expect(utf8Bytes(text)).toBe(2046);
    expect(cutBytes(text, 2046, '…')).toBe(text);
    expect(cutBytes(text, 2045, '…')).toBe(`${'汉'.repeat(680)}…`);
  });

  it('cuts between signs as people see them', () => {
    const family = '👨‍👩‍👧‍👦';
    expect(cutBytes(family.repeat(3), utf8Bytes(family) * 2 + 3, '…')).toBe(`${family.repeat(2)}…`);
    expect(cutBytes(family.repeat(3), utf8Bytes(family) * 2 + 2, '…')).toBe(`${family}…`);
    expect(cutBytes('e\u0301'.repeat(5), 9, '')).toBe('e\u0301'.repeat(3));
  });

  it('never passes the limit, never breaks a sign, always ends with the ending', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 });
    const seen = { whole: 0, cut: 0 };
    fc.assert(
      fc.property(
        text,
        fc.integer({ min: 10, max: 400 }),
        fc.constantFrom(utf8Bytes, jsonBytes),
        (whole, limit, bytesOf) => {
          const cut = cutBytes(whole, limit, '…', bytesOf);
          expect(bytesOf(cut)).toBeLessThanOrEqual(Math.max(limit, bytesOf(whole) <= limit ? limit : 3));
          seen[cut === whole ? 'whole' : 'cut'] += 1;
          expect(cut === whole).toBe(bytesOf(whole) <= limit);
          if (cut === whole) return;
          expect(cut.endsWith('…')).toBe(true);
          expect(whole.startsWith(cut.slice(0, -1))).toBe(true);
          expect(cut.isWellFormed()).toBe(true);
        },
      ),
      // Short texts within long limits, and the other way round.
      {
        examples: [
          ['短', 400, utf8Bytes],
          ['长'.repeat(200), 10, jsonBytes],
        ],
      },
    );
    expect(seen.whole * seen.cut).toBeGreaterThan(0);
  });

  it.each(STYLES)('keeps the number in %s, whatever else there is', (style) => {
    for (const limit of [120, 300, 2048, 4096])
      for (const description of ['汉'.repeat(10_000), '👩🏽‍🏫'.repeat(1400), 'ﷺ'.repeat(5000), '*'.repeat(10_000)]) {
        const text = messageText(requestMessage({ description }), { mayBeRepeated: true }, zh, style, { bytes: limit });
        expect(utf8Bytes(text)).toBeLessThanOrEqual(limit);
        expect(text).toMatch(/^(\*\*)?VR-261122-7KQ3/);
        expect(text.endsWith('（内容过长，全文见报修单 VR-261122-7KQ3）')).toBe(true);
      }
  });
});
