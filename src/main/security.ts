import { app, type Session, type WebContents } from 'electron';

/** The devices are reached from the main process alone; without these Electron says yes to every permission. */
function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}

const refuse = (event: { preventDefault(): void }) => event.preventDefault();

/** A page may load itself again, as it is, and go nowhere else. */
function confine(contents: WebContents): void {
  denyPermissions(contents.session);
  const refuseUnlessReload = (event: { preventDefault(): void; url: string; isMainFrame: boolean }) => {
    if (!event.isMainFrame || event.url !== contents.getURL()) refuse(event);
  };
  contents.on('will-navigate', refuseUnlessReload);
  contents.on('will-frame-navigate', refuseUnlessReload);
  contents.on('will-redirect', refuse);
  contents.on('will-attach-webview', refuse);
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Only before the first window: covers every one, whoever opens it, with the session it lives in. */
export function refuseByDefault(): void {
  app.on('web-contents-created', (_event, contents) => confine(contents));
}
