import { describe, expect, it } from 'vitest';
import { onlyReads } from '../../../../src/core/probes/adb/only-reads.ts';
import { ADB_COMMANDS, writtenMark } from '../../../../src/core/probes/adb/sections/commands.ts';
import { ADB_SECTIONS } from '../../../../src/core/probes/adb/sections/index.ts';
import { adbSectionsSchema } from '../../../../src/shared/domain/adb-facts.ts';
import { contextOf, FOCUS_3, nobody, PICO_4, QUEST_3 } from '../../../support/adb/answers.ts';

const packages = [
  'VirtualDesktop.Android',
  'com.example.lesson',
  'com.example.$(reboot)',
  'a.b; reboot',
  'a.b\nreboot',
];

describe('what headsets are asked', () => {
  it.each([QUEST_3, PICO_4, FOCUS_3, nobody, null])('is on the list, whoever it is: $model', (identity) => {
    const commands = ADB_SECTIONS.map(({ command }) => command(contextOf(identity, { packages })));
    const asked = commands.filter((command) => command !== null);
    expect(asked.filter((command) => !onlyReads(command))).toEqual([]);
    expect(asked.length).toBeGreaterThanOrEqual(10);
  });

  it('is every section, in order', () => {
    expect(ADB_SECTIONS.map(({ name }) => name)).toEqual(Object.keys(adbSectionsSchema.shape));
  });

  it('is about packages only by their names', () => {
    const apps = ADB_SECTIONS.find(({ name }) => name === 'apps')!;
    const asked = apps.command(contextOf(QUEST_3, { packages }))!;
    expect(asked.match(/dumpsys package \S+/g)).toEqual([
      'dumpsys package VirtualDesktop.Android',
      'dumpsys package com.example.lesson',
    ]);
    expect(asked).not.toContain('reboot');
    expect(apps.command(contextOf(QUEST_3))).toBeNull();
  });

  it('only reads', () => {
    const words = Object.values(ADB_COMMANDS).map((command) => command.words);
    expect(words.filter((one) => one.startsWith('svc'))).toEqual(['svc usb getUsbSpeed']);
    for (const one of words)
      expect(one).not.toMatch(
        /\b(setprop|put|am|enable|disable|set|reset|unplug|stationclient_test|pxrconfigservicetest|su|root)\b/,
      );
  });

  it.each([
    'svc wifi disable',
    'svc usb setFunctions mtp',
    'dumpsys battery set level 3',
    'dumpsys battery unplug',
    'stationclient_test controllerver',
    'pxrconfigservicetest',
    'setprop debug.oculus.guardian_pause 1',
    'settings put global adb_enabled 0',
    'am start -n com.example.lesson/.Main',
    'pm disable-user com.example.lesson',
    'dpm set-device-owner com.example.lesson/.Admin',
    'dumpsys package com.example.lesson; reboot',
    'dumpsys package $(reboot)',
    'dumpsys package `reboot`',
    'getprop > /sdcard/x',
    'getprop && reboot',
    'getprop | sh',
  ])('never has %s in it', (words) => {
    for (const script of [words, `${words} 2>&1`, `${words} 2>&1; ${writtenMark(0)}`])
      expect(onlyReads(script)).toBe(false);
    const allowed = `getprop 2>&1; ${writtenMark(0)}`;
    expect(onlyReads(allowed)).toBe(true);
    for (const script of [`${allowed}; ${words}`, `${words}; ${allowed}`, `${allowed}\n${words}`])
      expect(onlyReads(script)).toBe(false);
  });
});
