import path from 'node:path';
import { app, BrowserWindow, Menu, safeStorage } from 'electron';
import { defaultDataDirectory } from '../core/platform/data-directory.ts';
import { openLocalApp } from '../core/app/local-app.ts';
import { createRouter } from '../core/app/router.ts';
import { startChildrenWith } from '../core/platform/child-program.ts';
import { declareAppScheme, servePages, atPlace, pageAddress } from './app-protocol.ts';
import { offerContract } from './contract-port.ts';
import { createElectronPrinter } from './electron-printer.ts';
import { startElectronChild } from './electron-child.ts';
import { electronSettings } from './electron-settings.ts';
import { endWithBadUsage, endWithError, endWithProblem } from './ending.ts';
import { type LaunchOptions, readLaunchOptions } from './launch-options.ts';
import { openPrintWindow } from './print-window.ts';
import { safeStorageSecrets } from './safe-storage-secrets.ts';
import { createRecovery, type Recovery, STOPPED_PATH } from './recovery/recovery.ts';
import { refuseByDefault } from './security.ts';
import { openWindow } from './window.ts';

async function start({ data, world, kiosk, place }: LaunchOptions, recovery: Recovery): Promise<void> {
  // Secrets can be opened only once the app is ready.
  await app.whenReady();
  startChildrenWith(startElectronChild);
  const opened = await openLocalApp({
    settings: electronSettings,
    secrets: (folder, shared) => safeStorageSecrets(folder, safeStorage, shared),
    printer: createElectronPrinter(openPrintWindow),
    // The window of the lesson comes to the front; this one waits below.
    stepAside: () => BrowserWindow.getAllWindows()[0]?.minimize(),
    dataDirectory: data,
    world,
  });
  if (!opened.ok) return await endWithProblem(opened.problem, data);
  const vrlab = opened.value;
  endAfter(() => vrlab.close());

  serveScreens(recovery);
  const page = pageAddress();
  const window = openWindow(kiosk);
  recovery.watch(window);
  offerContract(window.webContents, createRouter(vrlab), page.origin);
  await window.loadURL(atPlace(page.url, place)).catch((cause: unknown) => {
    // Closing the window while it loads is no error.
    if (!window.isDestroyed()) throw cause;
  });
  vrlab.deliver();
}

/** Opens nothing of the app, which may be what failed. */
async function showStopped({ kiosk }: LaunchOptions, recovery: Recovery): Promise<void> {
  await app.whenReady();
  serveScreens(recovery);
  const window = openWindow(kiosk);
  recovery.watch(window);
  await recovery.showStopped(window);
}

const serveScreens = (recovery: Recovery) =>
  servePages(path.join(import.meta.dirname, '../renderer'), { [STOPPED_PATH]: recovery.stoppedPage });

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

function showOpenWindow(): void {
  // A document being printed has a hidden window of its own.
  const window = BrowserWindow.getAllWindows().find((open) => open.isVisible() || open.isMinimized());
  if (window?.isMinimized() === true) window.restore();
  window?.focus();
}

// All of this has to happen before `ready`. Nothing is awaited at this level: Electron emits `ready` only once this
// module has run to its end, so waiting for it here would wait for ever.
app.enableSandbox();
declareAppScheme();
refuseByDefault();
Menu.setApplicationMenu(null);
app.on('window-all-closed', () => app.quit());
app.on('second-instance', showOpenWindow);

const options = readLaunchOptions(process.argv.slice(1));
if ('wrong' in options) {
  endWithBadUsage(options.wrong).catch((cause: unknown) => void endWithError(cause, undefined));
} else if (app.requestSingleInstanceLock()) {
  const usual = defaultDataDirectory();
  const recovery = createRecovery(options, options.data ?? (usual.ok ? usual.value : null));
  process.on('uncaughtException', recovery.programFailed);
  process.on('unhandledRejection', recovery.rejectionUnhandled);
  const started = options.stopped ? showStopped(options, recovery) : start(options, recovery);
  started.catch(recovery.programFailed);
} else {
  app.quit();
}
