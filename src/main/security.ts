import { app, type Session, type WebContents } from 'electron';
import { pageAddress } from './app-protocol.ts';

/**
 * The devices are reached from the main process alone; without these Electron says yes to every permission. The camera takes photos
 * of equipment, for our own page in a main frame and never with sound.
 */
function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    const { isMainFrame, requestingUrl } = details;
    const types = 'mediaTypes' in details ? details.mediaTypes : undefined;
    const isCamera = permission === 'media' && types?.length === 1 && types[0] === 'video';
    answer(isCamera && isMainFrame && isOurs(requestingUrl) && isOurs(contents.getURL()));
  });
  session.setPermissionCheckHandler(
    (contents, permission, origin, details) =>
      permission === 'media' &&
      details.mediaType === 'video' &&
      details.isMainFrame &&
      isOurs(origin) &&
      isOurs(contents?.getURL() ?? ''),
  );
  session.setDevicePermissionHandler(() => false);
}

function isOurs(url: string): boolean {
  const { origin } = pageAddress();
  return URL.canParse(url) && `${new URL(url).protocol}//${new URL(url).host}` === origin;
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
