import { describe, expect, test } from 'vitest';
import { maskPersonal } from '../../../src/core/incidents/mask-personal.ts';

const masked = (text: string) => maskPersonal(text, '/srv/people/wang-li');

describe('masking personal data', () => {
  test.each([
    ['the home folder of this account', '/srv/people/wang-li/.local/share/vrlab-check/x', 'wang-li'],
    ['a home folder of Windows', String.raw`EPERM: C:\Users\张老师\AppData\Local`, '张老师'],
    ['a home folder of Windows, escaped', String.raw`open "C:\\Users\\zhangwei\\x.json"`, 'zhangwei'],
    ['a home folder of Linux', 'at file:///home/zhangwei/app/index.js:1:2', 'zhangwei'],
    ['a home folder of macOS', '/Users/zhangwei/Library', 'zhangwei'],
    ['the token in an address', 'http://127.0.0.1:4711/#token=abcDEF0123456789abcDEF0123456789', 'abcDEF'],
    ['a token by itself', 'refused abcDEF0123456789abcDEF01234567_9', 'abcDEF'],
    ['a token as sub-protocol', 'token.short1 was refused', 'short1'],
    ['a secret by name', 'Authorization: Basic4711', 'Basic4711'],
    ['a mobile number', 'contact 13812345678 is wrong', '138'],
    ['a telephone number with area', 'call 021-6543 2100 now', '6543'],
    ['an address of mail', 'mail to li.wang@school.example failed', 'li.wang'],
    ['Chinese words', 'Cannot read 王老师 of undefined', '王老师'],
    ['a cited sentence', "Invalid value 'Mr Wang called'", 'Wang'],
    ['JSON that V8 cites', `Unexpected token 'x', ..."name": "Wang Li", x"... is not valid JSON`, 'Wang'],
    ['JSON that V8 cites from its start', `Unexpected token 'W', "Wang Li 138" is not valid JSON`, 'Wang'],
  ])('%s', (_what, text, secret) => {
    expect(text).toContain(secret);
    expect(masked(text)).not.toContain(secret);
  });
});

test('what an engineer needs stays', () => {
  for (const text of [
    "TypeError: Cannot read properties of undefined (reading 'map')",
    '    at Dk (app://vrlab/assets/InspectionsScreen-BSWQZjHk.js:12:3456)',
    "ENOENT: no such file or directory, open '/srv/data/vrlab.sqlite'",
    'Failed to fetch dynamically imported module: http://127.0.0.1:40123/assets/StationPage-Ab12Cd34.js',
    'SqliteError: database disk image is malformed',
  ])
    expect(masked(text)).toBe(text);
});

test('long texts of one kind are masked in time', () => {
  const began = performance.now();
  for (const unit of ['a', 'a-', '"', "'a", '1 ', 'a@', 'token=', 'C:\\Users\\', '王'])
    maskPersonal(unit.repeat(6000 / unit.length));
  expect(performance.now() - began).toBeLessThan(5000);
});
