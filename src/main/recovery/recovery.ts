import { app, type BrowserWindow } from 'electron';
import { describeThrown, type IncidentAnswer, type IncidentKind } from '../../core/incidents/incident.ts';
import { createIncidentLog } from '../../core/incidents/incident-log.ts';
import { readSupportContact } from '../../core/settings/support-contact.ts';
import { APP_ORIGIN, placeOf } from '../app-protocol.ts';
import { INTERNAL_ERROR } from '../exit-codes.ts';
import { type LaunchOptions, relaunchArguments } from '../launch-options.ts';
import { decideRecovery } from './decide-recovery.ts';
import { relaunchRecordIn } from './relaunch-record.ts';
import { RESTART_PATH, stoppedPage } from './stopped-page.ts';
import { watchScreen } from './watch-screen.ts';

export const STOPPED_PATH = '/stopped';
const STOPPED_URL = `${APP_ORIGIN}${STOPPED_PATH}`;

/** Brings the program back after a failure: reloads the screen, starts the program anew, or says whom to call. */
export interface Recovery {
  /** From now on the screen of this window is brought back. */
  readonly watch: (window: BrowserWindow) => void;
  /** Shows in this window that the program has stopped. */
  readonly showStopped: (window: BrowserWindow) => Promise<void>;
  readonly stoppedPage: () => string;
  /** After it nothing of this process can be trusted: it ends. */
  readonly programFailed: (thrown: unknown) => void;
  /** Something in the background was not finished: logged, and the program goes on. */
  readonly rejectionUnhandled: (thrown: unknown) => void;
}

/** @param dataDirectory where failures are logged; null where the system names no place. */
export function createRecovery(options: LaunchOptions, dataDirectory: string | null): Recovery {
  const log = dataDirectory === null ? null : createIncidentLog(dataDirectory);
  const record = relaunchRecordIn(dataDirectory);
  const graphicsLosses: number[] = [];
  let shown: BrowserWindow | null = null;
  let ending = false;

  const keep = (kind: IncidentKind, where: string, answer: IncidentAnswer, thrown?: unknown) => {
    const description = thrown === undefined ? { message: '', stack: '' } : describeThrown(thrown);
    log?.add({ kind, where, ...description, answer });
  };
  const place = () =>
    shown === null || shown.isDestroyed() ? options.place : placeOf(shown.webContents.getURL(), options.place);
  const startAnew = (more: { stopped: boolean; withoutGraphics?: boolean }, code: number) => {
    ending = true;
    app.relaunch({ args: relaunchArguments(process.argv.slice(1), { place: place(), ...more }) });
    app.exit(code);
  };
  /** A fresh process that opens nothing shows the page: what this one still can do nobody knows. */
  const stopProgram = () => startAnew({ stopped: true }, INTERNAL_ERROR);

  const end = (thrown: unknown) => {
    ending = true;
    keep('uncaught-exception', 'program', 'ended', thrown);
    import('../ending.ts')
      .then(({ endWithError }) => endWithError(thrown, options.data))
      .catch(() => app.exit(INTERNAL_ERROR));
  };
  const programFailed = (thrown: unknown) => {
    if (ending) return;
    if (options.stopped) return end(thrown);
    const now = Date.now();
    const recovery = decideRecovery('program', record.read(), now);
    const relaunches = recovery.action === 'relaunch' && record.add(now);
    keep('uncaught-exception', 'program', relaunches ? 'relaunched' : 'stopped', thrown);
    if (relaunches) startAnew({ stopped: false }, INTERNAL_ERROR);
    else stopProgram();
  };

  const showStopped = async (window: BrowserWindow) => {
    shown = window;
    window.webContents.on('will-navigate', ({ url }) => {
      if (url !== `${APP_ORIGIN}${RESTART_PATH}` || window.webContents.getURL() !== STOPPED_URL) return;
      // A person asks for it: what was counted before no longer matters. Not at the old place, which may be what fails.
      record.clear();
      app.relaunch({ args: relaunchArguments(process.argv.slice(1), { place: undefined, stopped: false }) });
      app.quit();
    });
    await window.loadURL(STOPPED_URL);
  };

  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (ending || reason === 'clean-exit') return;
    const where = `${type} ${reason} ${exitCode}`;
    if (type !== 'GPU') return keep('child-gone', where, 'noted');
    const now = Date.now();
    const recovery = decideRecovery('graphics', graphicsLosses, now);
    graphicsLosses.push(now);
    const relaunches = recovery.action === 'relaunch' && !options.withoutGraphics && record.add(now);
    keep('graphics-gone', where, relaunches ? 'relaunched' : 'noted');
    if (relaunches) startAnew({ stopped: false, withoutGraphics: true }, 0);
  });

  return {
    watch(window) {
      shown = window;
      watchScreen(window, log, () => {
        // Not even the plain page can be shown.
        if (window.webContents.getURL() === STOPPED_URL) end(new Error('the screen failed too often'));
        else showStopped(window).catch(end);
      });
    },
    showStopped,
    stoppedPage: () =>
      stoppedPage({
        contact: dataDirectory === null ? null : readSupportContact(dataDirectory),
        logFolder: log?.folder ?? null,
      }),
    programFailed,
    rejectionUnhandled: (thrown) => keep('unhandled-rejection', 'program', 'noted', thrown),
  };
}
