import { describe, expect, it } from 'vitest';
import { appsReader } from '../../../../src/core/probes/adb/sections/apps.ts';
import { managedReader } from '../../../../src/core/probes/adb/sections/managed.ts';
import { updateReader } from '../../../../src/core/probes/adb/sections/update.ts';
import { wearReader } from '../../../../src/core/probes/adb/sections/wear.ts';
import { answerOf, contextOf, FOCUS_3, PICO_4, QUEST_3, rawAnswer } from '../../../support/adb/answers.ts';
import { appDump, COMPANION, HOME, POLICY } from '../../../support/adb/headset-texts.ts';

describe('programs', () => {
  const packages = ['com.example.lesson', 'VirtualDesktop.Android'];
  const context = contextOf(QUEST_3, { packages });
  const missing = 'Unable to find package: VirtualDesktop.Android\n';

  it('have the version in use, and the permissions that its user refused', () => {
    expect(appsReader.read(answerOf(appDump('com.example.lesson'), missing), context)).toEqual({
      status: 'read',
      value: [
        {
          package: 'com.example.lesson',
          version: '2.3.4',
          versionCode: 5000,
          enabled: true,
          refused: ['android.permission.RECORD_AUDIO'],
        },
      ],
    });
  });

  it.each([
    ['enabled=0', 'enabled=2', { enabled: false }],
    ['enabled=0', 'enabled=1', { enabled: true }],
    [' enabled=0', '', { enabled: null }],
    ['versionName=2.3.4', 'versionName=', { version: null }],
    ['versionCode=5000', 'versionCode=many', { versionCode: null }],
  ])('with %s as %s: %j', (from, to, value) => {
    const text = appDump('com.example.lesson').replace(from, to);
    const section = appsReader.read(answerOf(text, missing), context);
    const value0 = section.status === 'read' ? section.value[0] : undefined;
    // The version of the one it replaced is never taken for its own.
    expect(value0).toMatchObject(value);
  });

  it('that were taken off for the user are not there', () => {
    const text = appDump('com.example.lesson').replace('installed=true', 'installed=false');
    expect(appsReader.read(answerOf(text, missing), context)).toEqual({ status: 'read', value: [] });
  });

  it('are not read where one of them has no answer', () => {
    const reasonOf = (...texts: string[]) => appsReader.read(answerOf(...texts), context);
    expect(reasonOf(appDump('com.example.lesson'))).toEqual({ status: 'unread', reason: 'garbled' });
    expect(reasonOf(appDump('com.example.other'), missing)).toEqual({ status: 'unread', reason: 'garbled' });
    expect(reasonOf(missing, 'Permission Denial: can not dump\n')).toEqual({ status: 'unread', reason: 'denied' });
    expect(appsReader.read(rawAnswer(missing, 'no-answer'), context)).toMatchObject({ reason: 'no-answer' });
    expect(appsReader.read(answerOf(), contextOf(QUEST_3))).toEqual({ status: 'unread', reason: 'not-asked' });
  });
});

describe('who manages a headset', () => {
  const readOf = (...texts: (string | number)[]) => managedReader.read(answerOf(...texts), contextOf(QUEST_3));
  const UNKNOWN = "Error: unknown command 'list-owners'\n";

  it.each([
    ['1 owner:\nUser  0: admin=app.example.mdm/.AdminReceiver,DeviceOwner\n', '', 'app.example.mdm'],
    ['1 owner:\nUser  0: admin=app.example.mdm/.AdminReceiver,DeviceOwner,Affiliated\n', '', 'app.example.mdm'],
    ['no owners\n', POLICY, null],
    ['1 owner:\nUser 10: admin=app.example.work/.Admin,ProfileOwner\n', '', null],
    [UNKNOWN, POLICY, 'app.example.mdm'],
    [UNKNOWN, POLICY.replace(/ {4}admin.*\n/, ''), 'app.example.mdm'],
    [UNKNOWN, POLICY.replaceAll(/ {2}Device Owner[^]*User ID: 0\n/g, ''), null],
    [UNKNOWN, POLICY.replace('Device Owner:', 'Profile Owner (User 10):'), null],
  ])('%j', (owners, policy, owner) => {
    expect(readOf(owners, policy, HOME)).toEqual({ status: 'read', value: { owner, home: 'com.example.home' } });
  });

  it.each([
    [UNKNOWN, 'Permission Denial: can not dump\n', 'denied'],
    [UNKNOWN, POLICY.replaceAll(/(admin|package)=.*\n/g, '\n'), 'garbled'],
    // The owner of a profile is never taken for that of the headset.
    [
      UNKNOWN,
      'Device Owner:\n  admin=ComponentInfo{?}\nProfile Owner (User 10):\n  admin=ComponentInfo{app.example.work/.A}\n',
      'garbled',
    ],
    ['1 owner:\nUser  0: admin=?/.Admin,DeviceOwner\n', '', 'absent'],
  ])('is not read of %j', (owners, policy, reason) => {
    expect(readOf(owners, policy, HOME)).toEqual({ status: 'unread', reason });
  });

  it.each([
    ['No activity found\n', null],
    ['android/com.android.internal.app.ResolverActivity\n', null],
    ['com.example.kiosk/com.example.kiosk.Main$Start\n', 'com.example.kiosk'],
  ])('has the home screen of %j', (home, expected) => {
    expect(readOf('no owners\n', '', home)).toMatchObject({ value: { home: expected } });
  });

  it('of a PICO has the home screen that PICO starts', () => {
    const answer = answerOf('no owners\n', '', HOME, 'com.example.school\n');
    expect(managedReader.read(answer, contextOf(PICO_4))).toMatchObject({ value: { home: 'com.example.school' } });
    expect(managedReader.read(answerOf('no owners\n', '', HOME, '\n'), contextOf(PICO_4))).toMatchObject({
      value: { home: 'com.example.home' },
    });
  });
});

describe('updates', () => {
  const readOf = (text: string) => updateReader.read(answerOf(text), contextOf(QUEST_3));

  it('wait on a Quest', () => {
    expect(readOf(COMPANION)).toEqual({ status: 'read', value: { available: true, ready: false, version: null } });
    expect(readOf('OTA available: false\nOTA ready: true\n')).toMatchObject({
      value: { available: true, ready: true },
    });
    expect(readOf('OTA available: perhaps\n')).toEqual({ status: 'unread', reason: 'garbled' });
  });

  it('are not asked for elsewhere', () => {
    expect(updateReader.command(contextOf(PICO_4))).toBeNull();
    expect(updateReader.read(answerOf(COMPANION), contextOf(PICO_4))).toEqual({ status: 'unread', reason: 'absent' });
  });
});

describe('how a headset is worn', () => {
  const ofQuest = (...texts: string[]) => wearReader.read(answerOf(...texts), contextOf(QUEST_3));

  it.each([
    ['  mWakefulness=Awake\n', 'Virtual proximity state: DISABLED\n', '\n', [true, false, false]],
    ['mWakefulness=Asleep\n', '  Virtual proximity state: CLOSE\n', '1\n', [false, true, true]],
    ['mWakefulness=Dozing\n', "Can't find service: x\n", '0\n', [false, null, false]],
    ['mWakefulness=Dreaming\n', 'Virtual proximity state: NEW\n', 'x\n', null],
  ])('%j %j %j', (power, virtual, pause, expected) => {
    const section = ofQuest(power, virtual, pause);
    const { awake, overridden, boundaryPaused, covered } =
      section.status === 'read' ? section.value : { awake: 0, overridden: 0, boundaryPaused: 0, covered: null };
    expect(covered).toBeNull();
    expect(section.status === 'read' ? [awake, overridden, boundaryPaused] : null).toEqual(expected);
  });

  it('of others is only whether it is awake', () => {
    expect(wearReader.read(answerOf('mWakefulness=Awake\n'), contextOf(FOCUS_3))).toEqual({
      status: 'read',
      value: { awake: true, covered: null, overridden: null, boundaryPaused: null },
    });
    expect(wearReader.read(answerOf("Can't find service: power\n"), contextOf(FOCUS_3))).toMatchObject({
      reason: 'absent',
    });
  });
});
