import { describe, expect, it } from 'vitest';
import { controllersReader } from '../../../../src/core/probes/adb/sections/controllers.ts';
import type { AdbController } from '../../../../src/shared/domain/adb-facts.ts';
import { answerOf, contextOf, FOCUS_3, nobody, PICO_4, QUEST_3, rawAnswer } from '../../../support/adb/answers.ts';
import { PICO_HANDLERS, PICO_STATES, REMOTES_2024, REMOTES_PRO, TESTED } from '../../../support/adb/headset-texts.ts';

const NOT_FOUND = '/system/bin/sh: rstest: inaccessible or not found\n';
const ofQuest = (...texts: (string | number)[]) => controllersReader.read(answerOf(...texts), contextOf(QUEST_3));
const plain = (side: AdbController['side'], changes: Partial<AdbController>): AdbController => ({
  side,
  model: null,
  firmware: null,
  state: 'unknown',
  level: null,
  levelStep: null,
  levelAgeS: null,
  charging: null,
  tracking: null,
  light: null,
  ...changes,
});

describe('controllers of a Quest', () => {
  it('by its service: one in the dark, one away for two minutes with an old level', () => {
    expect(ofQuest(NOT_FOUND, REMOTES_2024)).toEqual({
      status: 'read',
      value: [
        plain('right', {
          firmware: '1.11.1',
          state: 'active',
          level: 100,
          levelStep: 10,
          levelAgeS: 0,
          tracking: 'none',
          light: 'very-dark',
        }),
        plain('left', { firmware: '1.11.1', state: 'searching', level: 60, levelStep: 10, levelAgeS: 120 }),
      ],
    });
  });

  it('by its service of 2022, where tracking has a line of its own', () => {
    const pro = contextOf({ ...QUEST_3, model: 'Quest Pro' });
    expect(controllersReader.read(answerOf(NOT_FOUND, REMOTES_PRO), pro)).toEqual({
      status: 'read',
      value: [
        plain('right', {
          firmware: '1.17.1',
          state: 'active',
          level: 94,
          levelStep: 1,
          levelAgeS: 0,
          charging: false,
          tracking: 'position',
        }),
        plain('left', { firmware: '1.17.1', state: 'blocked', levelStep: 1 }),
      ],
    });
  });

  it('by the test program, with the age that only the service knows', () => {
    expect(ofQuest(TESTED, REMOTES_2024)).toEqual({
      status: 'read',
      value: [
        plain('left', {
          model: 'JEDI',
          firmware: '1.9.2',
          state: 'searching',
          level: 90,
          levelStep: 10,
          levelAgeS: 120,
        }),
        plain('right', {
          model: 'JEDI',
          firmware: '1.9.2',
          state: 'idle',
          level: 40,
          levelStep: 10,
          levelAgeS: 0,
          tracking: 'orientation',
          light: 'good',
        }),
      ],
    });
    // Never guessed from the time stamp of the test program.
    expect(ofQuest(TESTED, 127)).toMatchObject({ value: [{ side: 'left', levelAgeS: null }, { side: 'right' }] });
  });

  it.each([
    ['warnings before the list', `linker: warning\n${TESTED}\n`, 2],
    ['an empty list', '[]', 0],
    ['a list with other things', `[1, null, "x", ${TESTED.slice(1)}`, 2],
    ['fields of another type', '[{"type":"LeftHand","batteryLevel":"90","status":7,"id":null}]', 1],
    ['more than anybody has hands', `[${Array.from({ length: 40 }, () => '{"type":"Other"}').join(',')}]`, 16],
  ])('with %s', (_, text, count) => {
    const section = ofQuest(text, 127);
    expect(section.status === 'read' ? section.value.length : section.reason).toBe(count);
  });

  it.each([
    ['neither', NOT_FOUND, "Can't find service: OVRRemoteService\n", 'absent'],
    ['a list of nothing known', '[{"side":1}]', 'ControllerGlue Status\n', 'garbled'],
    ['half a list', TESTED.slice(0, 90), 'Permission Denial: can not dump OVRRemoteService\n', 'denied'],
  ])('with %s are not read', (_, tested, paired, reason) => {
    expect(ofQuest(tested, paired)).toEqual({ status: 'unread', reason });
  });

  it('have a level with steps only where it keeps to them', () => {
    const odd = REMOTES_2024.replace('100%', '97%').replace('60%', '160%');
    expect(ofQuest(1, odd)).toMatchObject({ value: [{ level: 97, levelStep: null }, { level: null }] });
  });

  it('beyond the sixteenth add nothing to it', () => {
    const many = REMOTES_PRO.replaceAll('Charging: false', 'Charging: Unknown').repeat(8) + REMOTES_PRO;
    const section = ofQuest(1, many);
    expect(section).toMatchObject({ status: 'read', value: { length: 16 } });
    expect(section.status === 'read' && section.value.every(({ charging }) => charging === null)).toBe(true);
  });

  it('keep no number', () => {
    expect(JSON.stringify([ofQuest(TESTED, REMOTES_2024), ofQuest(1, REMOTES_PRO)])).not.toMatch(/00000000|1WMHC/);
  });
});

describe('controllers of a PICO', () => {
  const ofPico = (text: string) => controllersReader.read(answerOf(text), contextOf(PICO_4));

  it('by the service that numbers levels from 0 to 5', () => {
    expect(ofPico(PICO_HANDLERS)).toEqual({
      status: 'read',
      value: [plain('left', { level: 80, levelStep: 20 }), plain('right', { level: 0, levelStep: 20 })],
    });
  });

  it('by the service that names states, and by one that does both', () => {
    expect(ofPico(PICO_STATES)).toMatchObject({
      value: [
        { side: 'left', state: 'active', level: null, levelAgeS: 0 },
        { side: 'right', state: 'unknown', levelAgeS: null },
      ],
    });
    expect(ofPico(PICO_STATES + PICO_HANDLERS)).toMatchObject({
      value: [
        { side: 'left', state: 'active', level: 80 },
        { side: 'right', state: 'unknown', level: 0 },
      ],
    });
  });

  it('have no level on a scale that nobody knows', () => {
    expect(ofPico(PICO_HANDLERS.replace('battery: 4', 'battery: 85'))).toMatchObject({
      value: [{ level: null, levelStep: null }, { level: null }],
    });
    expect(ofPico(PICO_HANDLERS.replace('battery: 4', 'battery: -1'))).toMatchObject({
      value: [{ level: null }, { level: 0 }],
    });
  });

  it('are not read of anything else', () => {
    expect(ofPico("Can't find service: pxrcontrollerservice\n")).toEqual({ status: 'unread', reason: 'absent' });
    expect(ofPico('battery: 4\n')).toEqual({ status: 'unread', reason: 'garbled' });
    expect(controllersReader.read(rawAnswer(PICO_HANDLERS, 'cut'), contextOf(PICO_4))).toMatchObject({ reason: 'cut' });
  });
});

it('controllers of other makers are not asked for', () => {
  for (const identity of [FOCUS_3, nobody, null]) {
    expect(controllersReader.command(contextOf(identity))).toBeNull();
    expect(controllersReader.read(answerOf(''), contextOf(identity))).toEqual({ status: 'unread', reason: 'absent' });
  }
});
