import { app, type BrowserWindow, globalShortcut } from 'electron';
import type { KioskHost } from '../../core/dependencies/kiosk-host.ts';
import { decideKiosk, endsLesson, type KioskAction, type KioskEvent, type KioskState } from './decide-kiosk.ts';

/** Brings the window back while it is below a lesson, where no screen of ours can be touched. */
const CALL_BACK = 'Control+Shift+Alt+Q';

/** What the window does when a lesson begins and ends, and how staff gets out. */
export interface KioskWindow extends Pick<KioskHost, 'isInside' | 'leave' | 'enter'> {
  readonly stepAside: (ended: Promise<void>) => void;
  readonly callBack: () => void;
}

/** Keeps a window full screen, and people inside as far as a program can: the rest is for the system, docs/kiosk-on-windows.md. */
export function keepKiosk(window: BrowserWindow, now: () => number = Date.now): KioskWindow {
  let state: KioskState = 'inside';
  let lessons = 0;
  const act: Readonly<Record<Exclude<KioskAction, 'refuse'>, () => void>> = {
    'step-aside'() {
      globalShortcut.register(CALL_BACK, () => step('called-back'));
      window.setKiosk(false);
      window.minimize();
    },
    'come-back'() {
      globalShortcut.unregister(CALL_BACK);
      if (window.isMinimized()) window.restore();
      window.setKiosk(true);
      window.focus();
    },
    'open-up'() {
      globalShortcut.unregister(CALL_BACK);
      window.setKiosk(false);
    },
  };
  /** @returns false where what was asked for is refused. */
  const step = (event: KioskEvent): boolean => {
    const decision = decideKiosk(state, event);
    ({ state } = decision);
    if (decision.action === 'refuse') return false;
    if (decision.action !== null && !window.isDestroyed()) act[decision.action]();
    return true;
  };

  window.on('close', (event) => {
    if (!step('close-asked')) event.preventDefault();
  });
  window.on('minimize', () => void step('uncovered'));
  window.on('leave-full-screen', () => void step('uncovered'));
  window.on('session-end', () => void step('ending'));
  app.on('before-quit', () => void step('ending'));

  return {
    isInside: () => state !== 'open',
    leave: () => void step('staff-left'),
    enter: () => void step('staff-returned'),
    stepAside(ended) {
      const startedAt = now();
      lessons += 1;
      const lesson = lessons;
      step('lesson-started');
      // The end of one that was started before says nothing of this one.
      void ended.then(() => lesson === lessons && endsLesson(startedAt, now()) && step('lesson-ended'));
    },
    callBack: () => void step('called-back'),
  };
}
