/** `inside`: full screen, nobody gets out; `aside`: below the lesson; `open`: a window like others, e.g. after staff left the kiosk. */
export type KioskState = 'inside' | 'aside' | 'open';

export type KioskEvent =
  /** Alt+F4, or whatever else closes a window. */
  | 'close-asked'
  /** It was minimised, or is no longer full screen, and not by us. */
  | 'uncovered'
  | 'lesson-started'
  | 'lesson-ended'
  /** Started a second time, or the shortcut of staff. */
  | 'called-back'
  | 'staff-left'
  | 'staff-returned'
  /** The program ends itself, or the system ends every program. */
  | 'ending';

export type KioskAction = 'refuse' | 'step-aside' | 'come-back' | 'open-up';

interface Decision {
  readonly state: KioskState;
  readonly action: KioskAction | null;
}

const RULES: Readonly<Record<KioskState, Partial<Record<KioskEvent, Decision>>>> = {
  inside: {
    'close-asked': { state: 'inside', action: 'refuse' },
    uncovered: { state: 'inside', action: 'come-back' },
    'lesson-started': { state: 'aside', action: 'step-aside' },
    'called-back': { state: 'inside', action: 'come-back' },
    'staff-left': { state: 'open', action: 'open-up' },
    ending: { state: 'open', action: null },
  },
  aside: {
    'close-asked': { state: 'aside', action: 'refuse' },
    'lesson-started': { state: 'aside', action: 'step-aside' },
    'lesson-ended': { state: 'inside', action: 'come-back' },
    'called-back': { state: 'inside', action: 'come-back' },
    'staff-left': { state: 'open', action: 'open-up' },
    ending: { state: 'open', action: null },
  },
  open: { 'staff-returned': { state: 'inside', action: 'come-back' } },
};

/** What becomes of the window of a kiosk; what has no rule changes nothing. */
export const decideKiosk = (state: KioskState, event: KioskEvent): Decision =>
  RULES[state][event] ?? { state, action: null };

/** A program that ends so soon has started another one, of whose end nothing is known. */
export const LAUNCHER_MS = 20_000;

/** Whether the end of the program that was started is the end of the lesson. */
export const endsLesson = (startedAt: number, endedAt: number): boolean => endedAt - startedAt >= LAUNCHER_MS;
