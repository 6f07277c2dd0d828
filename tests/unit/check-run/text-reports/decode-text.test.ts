import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../../src/core/check-run/text-reports/decode-text.ts';

const TEXT = '实例 ID:   USB\\VID_28DE&PID_2300\n状态: 已启动\n';
const utf16 = Buffer.from(TEXT, 'utf16le');
/** 实 例 状 态 已 启 动 in code page 936. */
const GBK = Buffer.from(
  `cab5c0fd204944${Buffer.from(':   USB\\VID_28DE&PID_2300\n').toString('hex')}d7b4ccac3a20d2d1c6f4b6af0a`,
  'hex',
);

describe('a text that somebody sent', () => {
  it.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${TEXT}`)],
    ['UTF-16 of PowerShell', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])],
    ['UTF-16 without a mark', utf16],
    ['UTF-16, the other way round', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()])],
    ['the other way round, without a mark', Buffer.from(utf16).swap16()],
    ['code page 936', GBK],
    ['with line ends of Windows', Buffer.from(TEXT.replaceAll('\n', '\r\n'))],
    ['with doubled ones', Buffer.from(TEXT.replaceAll('\n', '\r\r\n'))],
  ])('is read in %s', (_, bytes) => {
    expect(decodeText(bytes)).toBe(TEXT);
  });

  it('loses colours, titles and characters that nobody sees', () => {
    const coloured = '\u001B]0;title\u0007\u001B[1;31mBus\u001B[0m 001\u202E Device\u00A0002:\u0007';
    expect(decodeText(Buffer.from(coloured))).toBe('Bus 001 Device 002:');
  });

  it('may end within a character', () => {
    expect(decodeText(Buffer.from('状态').subarray(0, 5))).toBe('状');
  });

  it('in a Western code page keeps its ASCII', () => {
    expect(decodeText(Buffer.from('Ger\u00FF te: 1', 'latin1'))).toContain('te: 1');
  });

  it('is none where there are zeros in it', () => {
    expect(decodeText(Buffer.from('Bus 001 Device 002: ID 28de:2300 \0 and much more text'))).toBeNull();
    expect(decodeText(Buffer.alloc(1000))).toBeNull();
  });
});
