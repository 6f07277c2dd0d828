import { expect, test } from 'vitest';
import { decideKiosk, endsLesson, type KioskEvent, LAUNCHER_MS } from '../../src/main/kiosk/decide-kiosk.ts';

const EVENTS: readonly KioskEvent[] = [
  'close-asked',
  'uncovered',
  'lesson-started',
  'lesson-ended',
  'called-back',
  'staff-left',
  'staff-returned',
  'ending',
];

/** What each event does, as `action → state`; what does nothing is left out. */
const rulesOf = (state: Parameters<typeof decideKiosk>[0]) =>
  Object.fromEntries(
    EVENTS.map((event) => [event, decideKiosk(state, event)] as const)
      .filter(([, decision]) => decision.action !== null || decision.state !== state)
      .map(([event, { action, state: next }]) => [event, `${action ?? 'nothing'} → ${next}`]),
  );

test('inside nothing but staff, a lesson and the end of the program leads out', () => {
  expect(rulesOf('inside')).toEqual({
    'close-asked': 'refuse → inside',
    uncovered: 'come-back → inside',
    'lesson-started': 'step-aside → aside',
    'called-back': 'come-back → inside',
    'staff-left': 'open-up → open',
    ending: 'nothing → open',
  });
});

test('below a lesson it stays there, and is not closed, until the lesson ends or somebody calls', () => {
  expect(rulesOf('aside')).toEqual({
    'close-asked': 'refuse → aside',
    'lesson-started': 'step-aside → aside',
    'lesson-ended': 'come-back → inside',
    'called-back': 'come-back → inside',
    'staff-left': 'open-up → open',
    ending: 'nothing → open',
  });
});

test('a window that staff has opened is like any other', () => {
  expect(rulesOf('open')).toEqual({ 'staff-returned': 'come-back → inside' });
});

test('the end of a program that only started another one is not the end of the lesson', () => {
  expect(endsLesson(0, LAUNCHER_MS - 1)).toBe(false);
  expect(endsLesson(0, LAUNCHER_MS)).toBe(true);
});
