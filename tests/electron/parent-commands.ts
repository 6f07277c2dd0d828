// What a test can ask the running shell, over the IPC channel of its process.
import { setTimeout } from 'node:timers/promises';
import type * as Electron from 'electron';
import { asReal, type Double, type Events, newEvent } from './electron-members.ts';
import { app, powerMonitor, protocol, seen } from './electron-stand-in.ts';
import { DownloadDouble, WebContentsDouble } from './web-contents-stand-in.ts';

const ownWindow = () => {
  const [window] = seen.windows;
  if (window === undefined) throw new Error('no window');
  return window;
};
const ownContents = () => ownWindow().webContents;

/** Any other web contents that would come to be in this program, e.g. of a window somebody adds later. */
function otherContents(): WebContentsDouble {
  const contents = new WebContentsDouble({});
  app.emit('web-contents-created', newEvent(), asReal<'WebContents'>(contents));
  return contents;
}
type Which = 'own' | 'other';
const contentsOf = (which: Which) => (which === 'own' ? ownContents() : otherContents());

interface PermissionDetails {
  readonly requestingUrl?: string;
  readonly mediaTypes?: ('video' | 'audio')[];
  readonly isMainFrame?: boolean;
}
type Permission = Parameters<NonNullable<WebContentsDouble['session']['request']>>[1];
type Navigation = 'will-navigate' | 'will-frame-navigate' | 'will-redirect' | 'will-attach-webview';

const commands = {
  state: () => ({
    sandbox: seen.sandbox,
    schemes: protocol.schemes,
    protocols: [...protocol.handlers.keys()],
    menu: seen.menu,
    url: ownContents().getURL(),
    windows: seen.windows.map(({ options, shown, focused, minimised, kiosk }) => ({
      options,
      shown,
      focused,
      minimised,
      kiosk,
    })),
    switches: seen.switches,
    shortcuts: [...seen.shortcuts.keys()],
    awake: [...seen.awake.values()],
  }),
  async fetch(url: string, method = 'GET') {
    // No Request object: it would tidy up the address before the handler sees it.
    const request = { url, method } as Electron.ProtocolRequest & Request;
    const response = await protocol.handlers.get('app')!(request);
    return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
  },
  /** @param details as Electron gives them to the request handler; the check handler gets one kind of medium at a time. */
  async permissions(which: Which, permission: string, details: PermissionDetails = {}) {
    const contents = contentsOf(which);
    const { session } = contents;
    const real = asReal<'WebContents'>(contents);
    const asked = permission as Permission;
    const given = details as Electron.MediaAccessPermissionRequest;
    const request = await new Promise<boolean>((answer) => session.request!(real, asked, answer, given));
    const { requestingUrl = '', mediaTypes = [], isMainFrame = false } = details;
    const origin = URL.canParse(requestingUrl) ? `${requestingUrl.split('/').slice(0, 3).join('/')}/` : '';
    const mediaType = mediaTypes[0] ?? 'unknown';
    return {
      request,
      check: session.check!(real, asked, origin, { mediaType, isMainFrame }),
      device: session.device!({ deviceType: permission } as Electron.DevicePermissionHandlerHandlerDetails),
    };
  },
  /** @returns whether the navigation was stopped. */
  navigate(which: Which, name: Navigation, details: Partial<Events['WebContents']['will-navigate'][0]>) {
    const contents = contentsOf(which);
    const event = newEvent();
    contents.emit(name, Object.assign(event, { url: '', isMainFrame: true, ...details }));
    return event.prevented();
  },
  openWindow: (which: Which, url: string) => contentsOf(which).openHandler!({ url } as Electron.HandlerDetails),
  /** @returns how many ports a frame with these properties is given. */
  async requestPortAs(frame: Omit<Double<'WebFrameMain'>, 'postMessage'> | null) {
    let given = 0;
    const senderFrame: Double<'WebFrameMain'> | null =
      frame === null ? null : { ...frame, postMessage: (_channel, _message, ports) => void (given += ports!.length) };
    ownContents().sendIpc('vrlab:request-port', senderFrame);
    // It is given once the app is open.
    await setTimeout(50);
    return given;
  },
  page: (command: string, ...args: unknown[]) => ownContents().askPage(command, ...args),
  crash: (reason: Electron.RenderProcessGoneDetails['reason']) => ownContents().crash(reason),
  loads: () => ownContents().loads,
  /** As clicking a link or changing the hash does. */
  showAddress: (url: string) => void (ownContents().url = url),
  throwLater: (message: string) =>
    void setImmediate(() => {
      throw new Error(message);
    }),
  rejectLater: (message: string) => void Promise.reject(new Error(message)),
  childGone: (details: Events['App']['child-process-gone'][1]) =>
    void app.emit('child-process-gone', newEvent(), details),
  reload: () => ownContents().load(ownContents().getURL()),
  minimise: () => ownWindow().minimize(),
  startAgain: () => void app.emit('second-instance', newEvent(), [], '', null),
  /** As Alt+F4. @returns whether it was allowed. */
  closeWindow: () => ownWindow().close(),
  quit: () => app.quit(),
  press: (keys: string) => seen.shortcuts.get(keys)?.(),
  /** The system locks its screen, sleeps, or another account takes the screen over. */
  system: (event: keyof Events['PowerMonitor']) => void powerMonitor.emit(event),
  endSession: () => void ownWindow().emit('session-end', Object.assign(newEvent(), { reasons: ['shutdown' as const] })),
  loaded: () => ({ atPage: seen.loadedAtPage, atPaint: seen.loadedAtPaint }),
  spelling: (which: Which) => contentsOf(which).session.spelling,
  /** @returns whether Chromium may fetch this address for a page. */
  mayFetch: (which: Which, url: string) =>
    new Promise<boolean>((answer) =>
      contentsOf(which).session.beforeRequest!({ url } as Electron.OnBeforeRequestListenerDetails, ({ cancel }) =>
        answer(cancel !== true),
      ),
    ),
  /** @returns what each way to a device was answered with; true where the choice was taken from the system. */
  async devices(which: Which) {
    const contents = contentsOf(which);
    const { session } = contents;
    const real = asReal<'WebContents'>(contents);
    const chosen: Record<string, unknown> = {};
    const offer = (name: string, ask: (event: Electron.Event, choose: (id: string) => void) => void) => {
      const event = newEvent();
      ask(event, (id) => (chosen[name] = event.prevented() && id));
    };
    offer('hid', (event, choose) =>
      session.emit('select-hid-device', event, {} as Electron.SelectHidDeviceDetails, choose),
    );
    offer('usb', (event, choose) =>
      session.emit('select-usb-device', event, {} as Electron.SelectUsbDeviceDetails, choose),
    );
    offer('serial', (event, choose) => session.emit('select-serial-port', event, [], real, choose));
    offer('bluetooth', (event, choose) => contents.emit('select-bluetooth-device', event, [], choose));
    const screen = {} as Electron.DisplayMediaRequestHandlerHandlerRequest;
    const pairing = {} as Electron.BluetoothPairingHandlerHandlerDetails;
    const protectedClasses = ['audio', 'hid'] as Electron.USBProtectedClassesHandlerHandlerDetails['protectedClasses'];
    return {
      ...chosen,
      screen: await new Promise((answer) => session.displayMedia!(screen, answer)),
      pairing: await new Promise((answer) => session.bluetooth!(pairing, answer)),
      protectedClasses: session.usbClasses!({ protectedClasses }),
    };
  },
  /** @returns what becomes of a file that a page wants to keep. */
  download(which: Which, url: string, name: string, state: Events['DownloadItem']['done'][1] = 'completed') {
    const contents = contentsOf(which);
    const event = newEvent();
    const item = new DownloadDouble(url, name);
    contents.session.emit('will-download', event, asReal<'DownloadItem'>(item), asReal<'WebContents'>(contents));
    if (!event.prevented()) item.emit('done', newEvent(), state);
    return { refused: event.prevented(), savePath: item.savePath };
  },
  closeAll: () => void app.emit('window-all-closed'),
};

interface Question {
  readonly id: number;
  readonly command: keyof typeof commands;
  readonly args: readonly unknown[];
}

async function reply({ id, command, args }: Question): Promise<void> {
  try {
    const answer = commands[command] as (...given: readonly unknown[]) => unknown;
    process.send!({ id, value: await answer(...args) });
  } catch (cause) {
    process.send!({ id, error: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) });
  }
}

process.on('message', (question: Question) => void reply(question));
