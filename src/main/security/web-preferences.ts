import { app, type WebPreferences } from 'electron';

/** Preferences of every window, defaults of Electron's included: what is said here no later Electron decides otherwise. */
export const safePreferences = () =>
  ({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    plugins: false,
    navigateOnDragDrop: false,
    enableWebSQL: false,
    // Its dictionaries would be fetched from the makers of Chromium.
    spellcheck: false,
    // `alert` and its like: a page of ours has none, and the box would stand in front of a kiosk.
    disableDialogs: true,
    devTools: !app.isPackaged,
  }) as const satisfies WebPreferences;
