import type { BrowserWindow } from 'electron';
import type { IncidentLog } from '../../core/incidents/incident-log.ts';
import { decideRecovery } from './decide-recovery.ts';

/** A page that hangs may still come back; after this long it is ended. Chromium itself waits half a minute before it says so. */
const HANGS_MS = 10_000;

/**
 * Brings the page of a window back where it was, its address says where, when it crashed, ran out of memory or hangs.
 * @param stop when it failed too often.
 */
export function watchScreen(window: BrowserWindow, log: IncidentLog | null, stop: () => void): void {
  const { webContents: contents } = window;
  const failures: number[] = [];
  let hanging: NodeJS.Timeout | null = null;
  let endedByUs = false;
  const wait = () => {
    hanging ??= setTimeout(() => {
      endedByUs = true;
      contents.forcefullyCrashRenderer();
    }, HANGS_MS);
  };
  const waitNoLonger = () => {
    if (hanging !== null) clearTimeout(hanging);
    hanging = null;
  };
  contents.on('unresponsive', wait);
  contents.on('responsive', waitNoLonger);
  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    waitNoLonger();
    const now = Date.now();
    const recovery = decideRecovery('screen', failures, now);
    failures.push(now);
    log?.add({
      kind: endedByUs ? 'screen-unresponsive' : 'screen-gone',
      where: `${reason} ${exitCode}`,
      message: '',
      stack: '',
      answer: recovery.action === 'reload' ? 'reloaded' : 'stopped',
    });
    endedByUs = false;
    if (recovery.action === 'reload')
      setTimeout(() => {
        if (!window.isDestroyed()) contents.reload();
      }, recovery.afterMs);
    else stop();
  });
}
