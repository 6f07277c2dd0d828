import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SectionContext, ShellAnswer } from '../../../../src/core/probes/adb/section.ts';
import { ADB_SECTIONS } from '../../../../src/core/probes/adb/sections/index.ts';
import type { AdbSectionName } from '../../../../src/shared/domain/adb-facts.ts';
import { contextOf, PICO_4, QUEST_3, rawAnswer } from '../../../support/adb/answers.ts';
import * as texts from '../../../support/adb/headset-texts.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

/** Other lines than the wanted ones, of which a real service writes thousands. */
const NOISE = '  mSomething=1\nLog of something: 12:00 Room\n';

/** What a headset has in its path: what each command prints, by its words. Anything else is not found. */
type Answers = Readonly<Record<string, string>>;

/** A folder with a program for each first word that prints what its other words ask for. */
function programs(answers: Answers): string {
  const folder = temporaryFolder();
  mkdirSync(path.join(folder, 'texts'), { recursive: true });
  const cases = new Map<string, string[]>();
  for (const [at, [words, text]] of Object.entries(answers).entries()) {
    const [program, ...rest] = words.split(' ');
    const file = path.join(folder, 'texts', String(at));
    writeFileSync(file, text);
    cases.set(program!, [...(cases.get(program!) ?? []), `"${rest.join(' ')}") exec cat "${file}";;`]);
  }
  for (const [program, lines] of cases) {
    const script = `#!/bin/sh\ncase "$*" in\n${lines.join('\n')}\n*) echo "Can't find service: $1" >&2; exit 20;;\nesac\n`;
    writeFileSync(path.join(folder, program), script, { mode: 0o755 });
  }
  return folder;
}

/** Runs the text for the shell in a real one, as a headset would. */
function ask(name: AdbSectionName, answers: Answers, context: SectionContext) {
  const reader = ADB_SECTIONS.find((one) => one.name === name)!;
  const { stdout, stderr } = spawnSync('sh', ['-c', reader.command(context)!], {
    env: { PATH: `${programs(answers)}:/usr/bin:/bin` },
    encoding: 'utf8',
  });
  const answer: ShellAnswer = { ...rawAnswer(stdout), stderr };
  return { stdout, section: reader.read(answer, context) };
}

describe('a shell runs what is asked, and leaves out what is not wanted', () => {
  const quest = contextOf(QUEST_3, { packages: ['com.example.lesson', 'VirtualDesktop.Android'] });
  const app = 'Unable to find package: VirtualDesktop.Android\n';

  it.each<[AdbSectionName, Answers, unknown]>([
    ['identity', { getprop: texts.QUEST_PROPERTIES }, { model: 'Quest 3', system: '207' }],
    ['battery', { 'dumpsys battery': texts.battery() }, { level: 81, charge: 'discharging' }],
    [
      'wifi',
      { 'cmd wifi status': texts.WIFI_STATUS, 'ip -4 addr show wlan0': texts.ADDRESS },
      { megahertz: 5180, sameNetworkAsPc: true },
    ],
    [
      'wifi',
      {
        'dumpsys wifi': NOISE + texts.WIFI_SERVICE + NOISE,
        'dumpsys connectivity': NOISE + texts.networks('CAPTIVE_PORTAL'),
      },
      { megahertz: 2447, captivePortal: true, randomisedAddress: true },
    ],
    ['wifi', { 'dumpsys CompanionService': NOISE + texts.COMPANION }, { enabled: true, connected: true, dBm: null }],
    [
      'controllers',
      { 'rstest info --json': texts.TESTED, 'dumpsys OVRRemoteService': texts.REMOTES_2024 },
      [
        { side: 'left', levelAgeS: 120 },
        { side: 'right', levelAgeS: 0 },
      ],
    ],
    [
      'controllers',
      { 'dumpsys OVRRemoteService': texts.REMOTES_PRO },
      [
        { side: 'right', charging: false, tracking: 'position' },
        { side: 'left', state: 'blocked' },
      ],
    ],
    [
      'wear',
      {
        'dumpsys power': `${NOISE}  mWakefulness=Awake\n${NOISE}`,
        'dumpsys oculus.internal.power.IVrPowerManager/default': `VR Power Manager State:\n  Virtual proximity state: CLOSE\n${NOISE}`,
        'getprop debug.oculus.guardian_pause': '1\n',
      },
      { awake: true, overridden: true, boundaryPaused: true },
    ],
    ['update', { 'dumpsys CompanionService': NOISE + texts.COMPANION }, { available: true, ready: false }],
    ['heat', { 'dumpsys thermalservice': NOISE + texts.THERMAL }, { status: 2, hottestCelsius: 61.25 }],
    [
      'apps',
      {
        'dumpsys package com.example.lesson': NOISE + texts.appDump('com.example.lesson'),
        'dumpsys package VirtualDesktop.Android': NOISE + app,
      },
      [{ version: '2.3.4', refused: ['android.permission.RECORD_AUDIO'] }],
    ],
    ['managed', { 'dpm list-owners': 'no owners\n' }, { owner: null, home: null }],
    [
      'managed',
      {
        'dumpsys device_policy': NOISE + texts.POLICY,
        'cmd package resolve-activity --brief -a android.intent.action.MAIN -c android.intent.category.HOME':
          texts.HOME,
      },
      { owner: 'app.example.mdm', home: 'com.example.home' },
    ],
    ['usb', { 'svc usb getUsbSpeed': 'high speed\n', 'getprop sys.usb.state': 'mtp,adb\n' }, { speed: 'high' }],
  ])('%s of %j', (name, answers, value) => {
    const { stdout, section } = ask(name, answers, quest);
    expect(section).toMatchObject({ status: 'read', value });
    expect(stdout).not.toContain('mSomething');
  });

  it.each(ADB_SECTIONS.map(({ name }) => name).filter((name) => !['clock', 'storage'].includes(name)))(
    '%s is absent where nothing is there',
    (name) => {
      expect(ask(name, { 'dumpsys x': '' }, quest).section).toEqual({ status: 'unread', reason: 'absent' });
    },
  );

  it('the storage and the clock of any system', () => {
    const here = contextOf(PICO_4);
    expect(ask('storage', { 'df -k /data': texts.SPACE }, here).section).toMatchObject({ status: 'read' });
    expect(ask('clock', { 'getprop persist.sys.timezone': 'Asia/Shanghai\n' }, here).section).toMatchObject({
      status: 'read',
      value: { timeZone: 'Asia/Shanghai' },
    });
  });
});
