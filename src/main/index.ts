import path from 'node:path';
import { app, BrowserWindow, Menu, safeStorage } from 'electron';
import { openLocalApp } from '../core/local-app.ts';
import { createRouter } from '../core/router.ts';
import { declareAppScheme, servePages } from './app-protocol.ts';
import { offerContract } from './contract-port.ts';
import { createElectronPrinter } from './electron-printer.ts';
import { electronSettings } from './electron-settings.ts';
import { endWithBadUsage, endWithError, endWithProblem } from './ending.ts';
import { type LaunchOptions, readLaunchOptions } from './launch-options.ts';
import { pageAddress } from './page-address.ts';
import { openPrintWindow } from './print-window.ts';
import { safeStorageSecrets } from './safe-storage-secrets.ts';
import { refuseByDefault } from './security.ts';
import { openWindow } from './window.ts';

async function start({ data, world, kiosk }: LaunchOptions): Promise<void> {
  // Secrets can be opened only once the app is ready.
  await app.whenReady();
  const opened = await openLocalApp({
    host: 'electron',
    settings: electronSettings,
    secrets: (folder, shared) => safeStorageSecrets(folder, safeStorage, shared),
    printer: createElectronPrinter(openPrintWindow),
    dataDirectory: data,
    world,
  });
  if (!opened.ok) return await endWithProblem(opened.problem, data);
  const { app: vrlab } = opened.value;
  endAfter(() => vrlab.close());

  servePages(path.join(import.meta.dirname, '../renderer'));
  const page = pageAddress();
  const window = openWindow(kiosk);
  offerContract(window.webContents, createRouter(vrlab), page.origin);
  await window.loadURL(page.url).catch((cause: unknown) => {
    // Closing the window while it loads is no error.
    if (!window.isDestroyed()) throw cause;
  });
  vrlab.deliver();
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
const end = (cause: unknown) => void endWithError(cause, 'wrong' in options ? undefined : options.data);
if ('wrong' in options) {
  endWithBadUsage(options.wrong).catch(end);
} else if (app.requestSingleInstanceLock()) {
  process.on('uncaughtException', end);
  start(options).catch(end);
} else {
  app.quit();
}
