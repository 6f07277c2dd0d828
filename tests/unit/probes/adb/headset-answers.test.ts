import { describe, expect, it } from 'vitest';
import { answerLine } from '../../../../src/core/world/adb/headset-answers.ts';
import { quest3 } from '../../../support/adb/described.ts';

const headset = quest3('1WMHH000X00001', {
  storage: { total: 4096 * 1000, free: 4096 * 100 },
  clockAheadMs: 90_000,
  answers: { 'dumpsys wifi': ['Wi-Fi is enabled', 'noise'], 'rstest info --json': { stderr: 'no\n', exit: 5 } },
});
const answer = (line: string) => answerLine(headset, line, Date.parse('2026-12-01T00:00:00Z'));

describe('a described headset', () => {
  it.each([
    ['getprop ro.product.model', 'Quest 3\n', 0],
    ['date +%s', '1796083290\n', 0],
    ['stat -fc %S:%b:%a /data', '4096:1000:100\n', 0],
    ["dumpsys wifi | grep -E '^Wi-Fi is '", 'Wi-Fi is enabled\n', 0],
    ['dumpsys wifi | grep -v Wi-Fi | head -n 1', 'noise\n', 0],
    ['dumpsys wifi | grep nothing', '', 1],
    ['getprop no.such; echo MARK', '\nMARK\n', 0],
    ["rstest info --json 2>&1; echo @mark''0:$?@", 'no\n@mark0:5@\n', 0],
    ["dumpsys wear 2>&1 | grep -E 'find service'; echo $?", "Can't find service: wear\n0\n", 0],
    ['rstest info --json 2>/dev/null || date +%s', '1796083290\n', 0],
    ['rstest info --json 2>/dev/null && date +%s', '', 5],
  ])('answers %s', (line, stdout, exit) => expect(answer(line)).toMatchObject({ stdout, stderr: '', exit }));

  it('says what it does not have as Android does', () => {
    expect(answer('rstest')).toMatchObject({
      stderr: '/system/bin/sh: rstest: inaccessible or not found\n',
      exit: 127,
    });
    expect(answer('dumpsys OVRRemoteService')).toMatchObject({
      stderr: "Can't find service: OVRRemoteService\n",
      exit: 0,
    });
  });
});
