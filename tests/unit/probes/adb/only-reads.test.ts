import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askHeadset, CommandRefused } from '../../../../src/core/probes/adb/ask-headset.ts';
import { commandsIn, onlyReads } from '../../../../src/core/probes/adb/only-reads.ts';
import { ADB_SECTIONS } from '../../../../src/core/probes/adb/sections/index.ts';
import type { SectionContext } from '../../../../src/core/probes/adb/section.ts';

const HARMLESS = [
  'getprop',
  'getprop ro.product.model',
  'dumpsys battery',
  'dumpsys -t 5 wifi',
  "dumpsys OVRRemoteService | grep 'Paired device'",
  'dumpsys DumpsysProxy OculusUpdater',
  'dumpsys package com.oculus.systemux | grep -m1 versionName',
  'df -k /data; echo MARK; dumpsys battery',
  'stat -fc %S:%b:%a /data 2>/dev/null || df -k /data',
  'date +%s',
  "dumpsys wifi 2>&1 | grep -E '^Wi-Fi is |mWifiInfo'; echo @mark''0:$?@",
  'svc usb getUsbSpeed',
  'pm list packages -d | grep -i updater',
  'settings get global http_proxy',
  'dpm list-owners',
  'cat /proc/net/dev | head -n 20',
  'rstest info --json 2>&1 | head -c 200000',
];

/** Each of them changes a headset, tells a secret, or may. */
const CHANGES = [
  'dumpsys battery set level 5',
  'dumpsys battery unplug',
  'dumpsys deviceidle force-idle',
  'svc usb setFunctions mtp',
  'svc wifi disable',
  'svc power reboot',
  'setprop debug.oculus.guardian_pause 1',
  'settings put global http_proxy 192.0.2.1:80',
  'settings delete global http_proxy',
  'am start -a android.intent.action.VIEW',
  'am broadcast -a com.oculus.vrpowermanager.prox_close',
  'pm disable com.oculus.updater',
  'pm enable com.oculus.updater',
  'pm clear com.oculus.updater',
  'pm grant a.b c',
  'dpm set-device-owner a/b',
  'dpm remove-active-admin a/b',
  'stationclient_test controllerver',
  'stationclient_test reset',
  'pxrconfigservicetest',
  'cmd wifi set-wifi-enabled disabled',
  'cmd package uninstall a.b',
  'date 010112002027',
  'date -s 2027-01-01',
  'reboot',
  'su',
  'rm -rf /sdcard',
  'input keyevent 26',
  'logcat -c',
  'cat /sdcard/Download/list.txt',
  'cat /sys/class/thermal/../../../data/x',
  'echo 1 > /sys/class/x',
  'echo x >> /sdcard/x',
  'getprop; reboot',
  'getprop && reboot',
  'getprop || reboot',
  'getprop | sh',
  'getprop\nreboot',
  'getprop &',
  'echo $(reboot)',
  'echo `reboot`',
  'echo "$(reboot)"',
  'echo $HOME',
  'echo $?(reboot)',
  'echo $(id)$?',
  'getprop 2>/sdcard/x',
  'getprop 2>&1 > /sdcard/x',
  'grep x /data/secret',
  'getprop | grep x /data/secret',
  'getprop | tee /sdcard/x',
  'toString',
  '__proto__ x',
  '',
  ';',
];

describe('commands to headsets', () => {
  it.each(HARMLESS)('may be: %s', (line) => expect(onlyReads(line)).toBe(true));
  it.each(CHANGES)('may not be: %s', (line) => expect(onlyReads(line)).toBe(false));

  it('are refused where they are sent, before anything is opened', async () => {
    let opened = false;
    const line = { shellV2: true, open: () => ((opened = true), Promise.reject(new Error('never'))) };
    await expect(askHeadset(line, 'svc wifi disable', 100, new AbortController().signal)).rejects.toThrow(
      CommandRefused,
    );
    expect(opened).toBe(false);
  });

  it('of every section only read', () => {
    const context: SectionContext = { identity: null, networksOfPc: [], packages: ['com.example.lesson'] };
    const commands = ['Oculus', 'Pico', 'HTC', 'YVR', null].flatMap((manufacturer) =>
      ADB_SECTIONS.map(({ command }) =>
        command({ ...context, identity: { manufacturer } as SectionContext['identity'] }),
      ),
    );
    expect(commands.filter((command) => command !== null && !onlyReads(command))).toEqual([]);
  });

  it('with anything added that the shell acts on are refused or still only read', () => {
    const bits = fc.constantFrom(
      ';',
      '|',
      '&',
      '&&',
      '||',
      '>',
      '<',
      '`',
      '$',
      '(',
      ')',
      '\\',
      "'",
      '"',
      '\n',
      ' ',
      '*',
      '#',
      'reboot',
      'sh',
      '2>/dev/null',
      '/data/x',
    );
    fc.assert(
      fc.property(fc.constantFrom(...HARMLESS), fc.array(bits, { minLength: 1, maxLength: 6 }), (line, more) => {
        const text = `${line} ${more.join(' ')}`;
        if (!onlyReads(text)) return;
        const programs = commandsIn(text)!.map(({ words }) => words[0]);
        expect(programs).not.toContain('reboot');
        expect(programs).not.toContain('sh');
        expect(
          text
            .replaceAll(/'[^']*'|"[^"]*"/g, '')
            .replaceAll(/2>(?:\/dev\/null|&1)/g, '')
            .replaceAll('$?', ''),
        ).not.toMatch(/[<>`$()\\*#]/);
      }),
      { numRuns: 2000 },
    );
  });
});
