import { describe, expect, it } from 'vitest';
import { batteryReader } from '../../../../src/core/probes/adb/sections/battery.ts';
import { clockReader } from '../../../../src/core/probes/adb/sections/clock.ts';
import { heatReader } from '../../../../src/core/probes/adb/sections/heat.ts';
import { storageReader } from '../../../../src/core/probes/adb/sections/storage.ts';
import { usbReader } from '../../../../src/core/probes/adb/sections/usb.ts';
import { answerOf, contextOf, FOCUS_3, nobody, PICO_4, QUEST_3, rawAnswer } from '../../../support/adb/answers.ts';
import { battery, PICO_FAN, SPACE, THERMAL } from '../../../support/adb/headset-texts.ts';

const context = contextOf(QUEST_3);

describe('the battery', () => {
  const readOf = (text: string) => batteryReader.read(answerOf(text), context);

  it('drains on a port that feeds too little', () => {
    expect(readOf(battery())).toEqual({
      status: 'read',
      value: { level: 81, charge: 'discharging', sources: ['usb'], health: 'good', celsius: 41.2, millivolts: 4100 },
    });
  });

  it.each([
    [
      { status: '2', 'AC powered': 'true', 'USB powered': 'false' },
      { charge: 'charging', sources: ['ac'] },
    ],
    [
      { status: '4', level: '100' },
      { charge: 'not-charging', level: 100 },
    ],
    [{ status: '5' }, { charge: 'full' }],
    [
      { status: '9', health: '1' },
      { charge: 'unknown', health: 'unknown' },
    ],
    [
      { health: '3', level: '0' },
      { health: 'overheat', level: 0 },
    ],
    [{ 'Wireless powered': 'true', 'Dock powered': 'true' }, { sources: ['usb', 'wireless', 'dock'] }],
    [{ level: '5', scale: '10' }, { level: 50 }],
    [
      { temperature: '-32000', voltage: '4' },
      { celsius: null, millivolts: null },
    ],
    [
      { temperature: 'hot', voltage: '' },
      { celsius: null, millivolts: null },
    ],
  ])('with %j is %j', (changes, value) => {
    expect(readOf(battery(changes))).toMatchObject({ status: 'read', value });
  });

  it.each([
    ['no level', battery().replace(/ {2}level.*\n/, ''), 'garbled'],
    ['a level above its scale', battery({ level: '101' }), 'garbled'],
    ['no scale at all', battery({ scale: '0' }), 'garbled'],
    [
      'values that were set for a test',
      battery().replace('\n', '\n  (UPDATES STOPPED -- use reset to restart)\n'),
      'garbled',
    ],
    ['no battery', battery({ present: 'false' }), 'absent'],
    ['no service', "Can't find service: battery\n", 'absent'],
    ['a refusal', 'Permission Denial: can not dump battery\n', 'denied'],
    ['words of another language', '无法读取\n', 'garbled'],
  ])('with %s is not read', (_, text, reason) => {
    expect(readOf(text)).toEqual({ status: 'unread', reason });
  });

  it('is not read of half an answer, however much of it came', () => {
    expect(batteryReader.read(rawAnswer(battery(), 'gone'), context)).toEqual({ status: 'unread', reason: 'gone' });
    expect(batteryReader.read(rawAnswer(`${battery()}@vrlab0:`, 'cut'), context)).toMatchObject({ reason: 'cut' });
    expect(batteryReader.read(answerOf(battery().replaceAll('\n', '\r\n')), context)).toMatchObject({ status: 'read' });
  });
});

describe('the storage', () => {
  const readOf = (...texts: (string | number)[]) => storageReader.read(answerOf(...texts), context);

  it.each([
    ['df', SPACE, 1, 110_000_000 * 1024, 50_000_000 * 1024],
    ['a name of several words', SPACE.replace('/dev/block/dm-37', 'a b c'), 1, 110_000_000 * 1024, 50_000_000 * 1024],
    ['stat, where df is refused', "df: '/data': Permission denied\n", '4096:1000:500\n', 4_096_000, 2_048_000],
  ])('comes of %s', (_, space, blocks, totalBytes, freeBytes) => {
    expect(readOf(space, blocks)).toEqual({ status: 'read', value: { totalBytes, freeBytes } });
  });

  it.each([
    ['another place', SPACE.replace('/data', '/system'), 'garbled'],
    ['more free than there is', SPACE.replace('50000000', '990000000'), 'garbled'],
    ['a refusal', "df: '/data': Permission denied\n", 'denied'],
    ['numbers that no disk has', SPACE.replace('110000000', '999999999999999'), 'garbled'],
  ])('with %s is not read', (_, space, reason) => {
    expect(readOf(space, 1)).toEqual({ status: 'unread', reason });
  });
});

describe('the clock', () => {
  const seconds = (offset: number) => `${Date.UTC(2026, 10, 30, 8) / 1000 + offset}\n`;

  it('is ahead or behind, as exactly as it was asked', () => {
    const behind = clockReader.read(answerOf(seconds(-3600), 'Asia/Shanghai\n'), context);
    expect(behind).toEqual({
      status: 'read',
      value: { aheadMs: -3_599_520, uncertainMs: 520, timeZone: 'Asia/Shanghai' },
    });
    expect(clockReader.read(answerOf(seconds(0), '\n'), context)).toMatchObject({
      value: { aheadMs: 480, timeZone: null },
    });
  });

  it('is not read of anything but a number', () => {
    for (const text of ['+%s\n', '', '-1\n', '1.5\n', '9'.repeat(40)])
      expect(clockReader.read(answerOf(text, ''), context)).toMatchObject({ status: 'unread' });
  });
});

describe('the cable, as the headset sees it', () => {
  it.each([
    ['high speed', 'high'],
    ['480', 'high'],
    ['super speed', 'super'],
    ['5120', 'super'],
    ['super speed (10G)', 'super-plus'],
    ['SUPER_SPEED_PLUS'.replaceAll('_', ' '), 'super-plus'],
    ['10240', 'super-plus'],
    ['full speed', 'full'],
    ['low speed', 'low'],
    ['unknown speed', null],
    ['-1', null],
    ['usage: svc usb [setFunctions|getUsbSpeed] high speed '.repeat(9), null],
  ])('%s is %s', (text, speed) => {
    expect(usbReader.read(answerOf(`${text}\n`, 'mtp,adb\n'), context)).toEqual({
      status: 'read',
      value: { speed, functions: ['mtp', 'adb'] },
    });
  });

  it('is not read where neither is told', () => {
    expect(usbReader.read(answerOf('', 'none\n'), context)).toEqual({ status: 'unread', reason: 'absent' });
    expect(usbReader.read(answerOf('/system/bin/svc: not found\n', '\n'), context)).toMatchObject({ reason: 'absent' });
  });
});

describe('the heat', () => {
  it('of Android is what is measured now, without sensors that measure nothing', () => {
    expect(heatReader.read(answerOf(THERMAL), context)).toEqual({
      status: 'read',
      value: { status: 2, hottestCelsius: 61.25, fanPercent: null },
    });
    const cached = THERMAL.slice(0, THERMAL.indexOf('Current'));
    expect(heatReader.read(answerOf(cached), contextOf(FOCUS_3))).toMatchObject({ value: { hottestCelsius: 91 } });
    expect(heatReader.read(answerOf('Thermal Status: 7\n'), context)).toMatchObject({ status: 'unread' });
  });

  it('of PICO comes with its fan', () => {
    expect(heatReader.read(answerOf(PICO_FAN), contextOf(PICO_4))).toEqual({
      status: 'read',
      value: { status: null, hottestCelsius: 71.5, fanPercent: 45 },
    });
    const broken = PICO_FAN.replaceAll('status=ok', 'status=error').replace('=45', '=145');
    expect(heatReader.read(answerOf(broken), contextOf(PICO_4))).toMatchObject({ reason: 'garbled' });
  });

  it('is not there on systems without the service', () => {
    expect(heatReader.read(answerOf("Can't find service: thermalservice\n"), contextOf(nobody))).toMatchObject({
      reason: 'absent',
    });
  });
});
