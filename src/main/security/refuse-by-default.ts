import { app, type Session, type WebContents } from 'electron';
import { pageAddress } from '../app-protocol.ts';
import { type Downloads, guardDownloads } from './downloads.ts';
import { originOf } from './may-load.ts';
import { keepToOwnPages } from './no-calls-home.ts';

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

/** No page is given a device or the screen, not even to choose from. */
function denyDevices(session: Session): void {
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
  session.setUSBProtectedClassesHandler(({ protectedClasses }) => protectedClasses);
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }));
  session.on('select-hid-device', (event, _details, choose) => chooseNone(event, choose));
  session.on('select-usb-device', (event, _details, choose) => chooseNone(event, choose));
  session.on('select-serial-port', (event, _ports, _contents, choose) => chooseNone(event, choose));
}

function chooseNone(event: { preventDefault(): void }, choose: (id: string) => void): void {
  event.preventDefault();
  choose('');
}

const isOurs = (url: string): boolean => originOf(url) === pageAddress().origin;

const refuse = (event: { preventDefault(): void }) => event.preventDefault();

/** A page may load itself again, as it is, and go nowhere else. */
function confine(contents: WebContents): void {
  const refuseUnlessReload = (event: { preventDefault(): void; url: string; isMainFrame: boolean }) => {
    if (!event.isMainFrame || event.url !== contents.getURL()) refuse(event);
  };
  contents.on('will-navigate', refuseUnlessReload);
  contents.on('will-frame-navigate', refuseUnlessReload);
  contents.on('will-redirect', refuse);
  contents.on('will-attach-webview', refuse);
  contents.on('select-bluetooth-device', (event, _devices, choose) => chooseNone(event, choose));
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Only before the first window: covers every one, whoever opens it, with the session it lives in. */
export function refuseByDefault(downloads: Downloads): void {
  const guarded = new WeakSet<Session>();
  app.on('web-contents-created', (_event, contents) => {
    confine(contents);
    const { session } = contents;
    if (guarded.has(session)) return;
    guarded.add(session);
    denyPermissions(session);
    denyDevices(session);
    keepToOwnPages(session);
    guardDownloads(session, downloads);
  });
}
