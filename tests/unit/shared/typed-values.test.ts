import { describe, expect, it } from 'vitest';
import { createI18n } from '../../../src/shared/i18n.ts';
import { isPhone } from '../../../src/shared/phone.ts';
import { rangeInWords } from '../../../src/shared/range-words.ts';
import { proposedSeat } from '../../../src/shared/seat-number.ts';
import { createWording } from '../../../src/shared/wording.ts';

describe('a phone number', () => {
  it.each(['', '13812345678', '+86 138-1234-5678', '(010) 8123 4567', '81234567转802', '6021', '138＊＊＊＊5678'])(
    'may be %j',
    (text) => expect(isPhone(text)).toBe(true),
  );
  it.each(['abc', '12', '1381234567890123456', '王老师', '138a2345678', '转802'])('is not %j', (text) =>
    expect(isPhone(text)).toBe(false),
  );
});

it.each([
  ['7', '07'],
  ['７', '07'],
  ['7号', '07'],
  ['机位 12', '12'],
  ['007', '07'],
  ['07', null],
  ['12', null],
  ['A-07', null],
  ['', null],
  ['120', null],
])('the seat number %j is proposed as %j', (typed, proposed) => expect(proposedSeat(typed)).toBe(proposed));

it.each([
  ['>=551.23', '551.23 或更高'],
  ['>=3.4.0 <4', '3.4.0 或更高，且低于 4'],
  ['<2 || =3.1', '低于 2，或 3.1'],
  ['*', '不限'],
])('the range %j reads %j', (range, words) => {
  const { t } = createWording(createI18n('zh-CN', { 'zh-CN': {}, en: {} }), 'zh-CN');
  expect(rangeInWords(range, t)).toBe(words);
});
