import path from 'node:path';
import { app, type BrowserWindow, Menu } from 'electron';
import { defaultDataDirectory } from '../core/platform/data-directory.ts';
import { declareAppScheme, servePages, atPlace, pageAddress } from './app-protocol.ts';
import { offerContract } from './contract-port.ts';
import { INTERNAL_ERROR } from './exit-codes.ts';
import { keptFiles } from './kiosk/kept-files.ts';
import { keepKiosk, type KioskWindow } from './kiosk/kiosk-window.ts';
import { type LaunchOptions, readLaunchOptions } from './launch-options.ts';
import { createRecovery, type Recovery, STOPPED_PATH } from './recovery/recovery.ts';
import { silenceChromium } from './security/no-calls-home.ts';
import { refuseByDefault } from './security/refuse-by-default.ts';
import { openWindow } from './window.ts';

const files = keptFiles();
/** Words in two languages, needed only where the program cannot go on. */
const loadEnding = () => import('./ending.ts');

/** The page is asked for first: what the app needs is loaded while Chromium starts the page's own process. */
async function start(options: LaunchOptions, recovery: Recovery): Promise<void> {
  await app.whenReady();
  const { window, kiosk } = openScreen(options, recovery);
  const page = pageAddress();
  const loaded = window.loadURL(atPlace(page.url, options.place)).catch((cause: unknown) => {
    // Closing the window while it loads is no error.
    if (!window.isDestroyed()) throw cause;
  });
  const opening = import('./open-app.ts').then(({ openApp }) =>
    openApp({
      dataDirectory: options.data,
      world: options.world,
      // The window of the lesson comes to the front; this one waits below.
      stepAside: (ended) => (kiosk === null ? window.minimize() : kiosk.stepAside(ended)),
      ...(kiosk !== null && files.folder !== null && { kiosk: { ...kiosk, folder: files.folder, kept: files.follow } }),
    }),
  );
  const speaking = opening.then((opened) => {
    if (!opened.ok) throw new Error(opened.problem.code);
    return opened.value.speak;
  });
  offerContract(window.webContents, speaking, page.origin);
  // Whoever asks for a port finds it; said below.
  speaking.catch(() => undefined);
  loaded.catch(() => undefined);
  const opened = await opening;
  if (!opened.ok) return await (await loadEnding()).endWithProblem(opened.problem, options.data);
  endAfter(() => opened.value.close());
  await loaded;
  opened.value.deliver();
}

function openScreen(options: LaunchOptions, recovery: Recovery): { window: BrowserWindow; kiosk: KioskWindow | null } {
  servePages(path.join(import.meta.dirname, '../renderer'), { [STOPPED_PATH]: recovery.stoppedPage });
  const window = openWindow(options.kiosk);
  const kiosk = options.kiosk ? keepKiosk(window) : null;
  recovery.watch(window);
  app.on('second-instance', () => {
    if (kiosk !== null) kiosk.callBack();
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  return { window, kiosk };
}

/** Opens nothing of the app, which may be what failed. */
async function showStopped(options: LaunchOptions, recovery: Recovery): Promise<void> {
  await app.whenReady();
  await recovery.showStopped(openScreen(options, recovery).window);
}

/** Quits once the work is at rest. */
function endAfter(rest: () => Promise<void>): void {
  let rested = false;
  app.on('will-quit', (event) => {
    if (rested) return;
    event.preventDefault();
    void rest().finally(() => {
      rested = true;
      app.quit();
    });
  });
}

// All of this has to happen before `ready`. Nothing is awaited at this level: Electron emits `ready` only once this
// module has run to its end, so waiting for it here would wait for ever.
app.enableSandbox();
declareAppScheme();
silenceChromium();
Menu.setApplicationMenu(null);
app.on('window-all-closed', () => app.quit());

const options = readLaunchOptions(process.argv.slice(1));
if ('wrong' in options) {
  const { wrong } = options;
  loadEnding()
    .then(({ endWithBadUsage }) => endWithBadUsage(wrong))
    .catch(() => app.exit(INTERNAL_ERROR));
} else if (app.requestSingleInstanceLock()) {
  const usual = defaultDataDirectory();
  const data = options.data ?? (usual.ok ? usual.value : null);
  if (options.kiosk) files.keepIn(path.join(data ?? app.getPath('documents'), 'exports'));
  refuseByDefault(files);
  const recovery = createRecovery(options, data);
  process.on('uncaughtException', recovery.programFailed);
  process.on('unhandledRejection', recovery.rejectionUnhandled);
  const started = options.stopped ? showStopped(options, recovery) : start(options, recovery);
  started.catch(recovery.programFailed);
} else {
  app.quit();
}
