import { RPCHandler } from '@orpc/server/message-port';
import { type MessagePortMain, safeStorage } from 'electron';
import { openLocalApp, type LocalAppOptions } from '../core/app/local-app.ts';
import { createRouter } from '../core/app/router.ts';
import { startChildrenWith } from '../core/platform/child-program.ts';
import type { Result } from '../shared/domain/result.ts';
import { succeed } from '../shared/domain/result.ts';
import { startElectronChild } from './electron-child.ts';
import { createElectronPrinter } from './electron-printer.ts';
import { electronSettings } from './electron-settings.ts';
import { keepAwake } from './keep-awake.ts';
import { lockWithSystem } from './lock-with-system.ts';
import { openPrintWindow } from './print-window.ts';
import { safeStorageSecrets } from './safe-storage-secrets.ts';

export interface OpenApp {
  /** Answers the contract at this port. */
  readonly speak: (port: MessagePortMain) => void;
  readonly deliver: () => void;
  readonly close: () => Promise<void>;
}

/** The app with what Electron brings to it. Loaded while the page is, because nothing of it is needed to paint. */
export async function openApp(
  options: Pick<LocalAppOptions, 'dataDirectory' | 'world' | 'stepAside' | 'kiosk'>,
): Promise<Result<OpenApp>> {
  startChildrenWith(startElectronChild);
  const opened = await openLocalApp({
    ...options,
    settings: electronSettings,
    secrets: (folder, shared) => safeStorageSecrets(folder, safeStorage, shared),
    printer: createElectronPrinter(openPrintWindow),
    keepAwake,
  });
  if (!opened.ok) return opened;
  const { value: vrlab } = opened;
  lockWithSystem(() => void vrlab.roles().then((roles) => roles.lock()));
  const contract = new RPCHandler(createRouter(vrlab));
  return succeed({
    speak: (port) => contract.upgrade(port),
    deliver: () => vrlab.deliver(),
    close: () => vrlab.close(),
  });
}
