import type {
  App,
  BrowserWindow,
  CommandLine,
  Dialog,
  DownloadItem,
  Event,
  GlobalShortcut,
  Menu,
  MessagePortMain,
  PowerMonitor,
  PowerSaveBlocker,
  Protocol,
  RenderProcessGoneDetails,
  SafeStorage,
  Session,
  session,
  UtilityProcess,
  utilityProcess,
  WebContents,
  WebFrameMain,
  WebRequest,
} from 'electron';

/** The interfaces of electron.d.ts that the stand-in stands for; what a class offers itself under `typeof`. */
interface Real {
  App: App;
  BrowserWindow: BrowserWindow;
  CommandLine: CommandLine;
  Dialog: Dialog;
  DownloadItem: DownloadItem;
  GlobalShortcut: GlobalShortcut;
  'typeof Menu': typeof Menu;
  MessagePortMain: MessagePortMain;
  PowerSaveBlocker: PowerSaveBlocker;
  Protocol: Protocol;
  SafeStorage: SafeStorage;
  Session: Session;
  'typeof Session': typeof session;
  UtilityProcess: UtilityProcess;
  'typeof UtilityProcess': typeof utilityProcess;
  WebContents: WebContents;
  WebFrameMain: WebFrameMain;
  WebRequest: WebRequest;
}

/** All that the stand-in offers, besides events. used-members.test.ts compares it with what src/main and src/preload use. */
export const OFFERED = {
  App: [
    'commandLine',
    'enableSandbox',
    'exit',
    'getPath',
    'getVersion',
    'isPackaged',
    'quit',
    'relaunch',
    'requestSingleInstanceLock',
    'whenReady',
  ],
  BrowserWindow: [
    'destroy',
    'focus',
    'isDestroyed',
    'isMinimized',
    'loadURL',
    'minimize',
    'restore',
    'setKiosk',
    'show',
    'webContents',
  ],
  CommandLine: ['appendSwitch'],
  Dialog: ['showErrorBox'],
  DownloadItem: ['getFilename', 'getURL', 'setSavePath'],
  GlobalShortcut: ['register', 'unregister'],
  'typeof Menu': ['setApplicationMenu'],
  MessagePortMain: ['postMessage', 'start'],
  PowerSaveBlocker: ['isStarted', 'start', 'stop'],
  Protocol: ['handle', 'registerSchemesAsPrivileged'],
  SafeStorage: ['decryptString', 'encryptString', 'getSelectedStorageBackend', 'isEncryptionAvailable'],
  Session: [
    'protocol',
    'setBluetoothPairingHandler',
    'setDevicePermissionHandler',
    'setDisplayMediaRequestHandler',
    'setPermissionCheckHandler',
    'setPermissionRequestHandler',
    'setSpellCheckerDictionaryDownloadURL',
    'setSpellCheckerEnabled',
    'setSpellCheckerLanguages',
    'setUSBProtectedClassesHandler',
    'webRequest',
  ],
  'typeof Session': ['fromPartition'],
  UtilityProcess: ['kill', 'pid', 'postMessage', 'stderr'],
  'typeof UtilityProcess': ['fork'],
  WebContents: ['forcefullyCrashRenderer', 'getURL', 'ipc', 'printToPDF', 'reload', 'session', 'setWindowOpenHandler'],
  WebFrameMain: ['detached', 'origin', 'parent', 'postMessage'],
  WebRequest: ['onBeforeRequest'],
} as const satisfies { readonly [N in keyof Real]: readonly (keyof Real[N])[] };

type Name = keyof Real;

/** What it emits, with what listeners are handed. */
export interface Events {
  App: {
    'child-process-gone': [Event, Electron.Details];
    'before-quit': [Event];
    'second-instance': [Event, string[], string, unknown];
    'web-contents-created': [Event, WebContents];
    'will-quit': [Event];
    'window-all-closed': [];
  };
  BrowserWindow: {
    close: [Event];
    'leave-full-screen': [];
    minimize: [];
    'ready-to-show': [];
    'session-end': [Electron.WindowSessionEndEvent];
  };
  DownloadItem: { done: [Event, 'completed' | 'cancelled' | 'interrupted'] };
  PowerMonitor: { 'lock-screen': []; suspend: []; 'user-did-resign-active': [] };
  Session: {
    'select-hid-device': [Event, Electron.SelectHidDeviceDetails, Choose];
    'select-serial-port': [Event, Electron.SerialPort[], WebContents, Choose];
    'select-usb-device': [Event, Electron.SelectUsbDeviceDetails, Choose];
    'will-download': [Event, DownloadItem, WebContents];
  };
  UtilityProcess: {
    error: [type: 'FatalError', location: string, report: string];
    exit: [code: number];
    message: [message: unknown];
  };
  WebContents: {
    'render-process-gone': [Event, RenderProcessGoneDetails];
    responsive: [];
    'select-bluetooth-device': [Event, Electron.BluetoothDevice[], Choose];
    unresponsive: [];
    'will-attach-webview': [Event];
    'will-frame-navigate': [Navigation];
    'will-navigate': [Navigation];
    'will-redirect': [Navigation];
  };
}
type Choose = (id: string) => void;
/** As much of a navigation as is looked at. */
type Navigation = Event & { readonly url: string; readonly isMainFrame: boolean };

/** Complete by its type, so that the test sees an event that is missing. */
export const EMITTED: { readonly [Emitter in keyof Events]: Readonly<Record<keyof Events[Emitter], true>> } = {
  App: {
    'child-process-gone': true,
    'before-quit': true,
    'second-instance': true,
    'web-contents-created': true,
    'will-quit': true,
    'window-all-closed': true,
  },
  BrowserWindow: {
    close: true,
    'leave-full-screen': true,
    minimize: true,
    'ready-to-show': true,
    'session-end': true,
  },
  DownloadItem: { done: true },
  PowerMonitor: { 'lock-screen': true, suspend: true, 'user-did-resign-active': true },
  Session: { 'select-hid-device': true, 'select-serial-port': true, 'select-usb-device': true, 'will-download': true },
  UtilityProcess: { error: true, exit: true, message: true },
  WebContents: {
    'render-process-gone': true,
    responsive: true,
    'select-bluetooth-device': true,
    unresponsive: true,
    'will-attach-webview': true,
    'will-frame-navigate': true,
    'will-navigate': true,
    'will-redirect': true,
  },
};

/**
 * Never called. Compiles only while Electron has each of these events and hands its listeners at least what the stand-in does.
 */
export function eventsOfElectron(
  app: App,
  window: BrowserWindow,
  child: UtilityProcess,
  contents: WebContents,
  ofSession: Session,
  item: DownloadItem,
  power: PowerMonitor,
): void {
  app.on('before-quit', (...args) => void (args satisfies Events['App']['before-quit']));
  type OfWindow = Events['BrowserWindow'];
  window.on('close', (...args) => void (args satisfies OfWindow['close']));
  window.on('leave-full-screen', (...args) => void (args satisfies OfWindow['leave-full-screen']));
  window.on('minimize', (...args) => void (args satisfies OfWindow['minimize']));
  window.on('session-end', (...args) => void (args satisfies OfWindow['session-end']));
  item.on('done', (...args) => void (args satisfies Events['DownloadItem']['done']));
  type OfPower = Events['PowerMonitor'];
  power.on('lock-screen', (...args) => void (args satisfies OfPower['lock-screen']));
  power.on('suspend', (...args) => void (args satisfies OfPower['suspend']));
  power.on('user-did-resign-active', (...args) => void (args satisfies OfPower['user-did-resign-active']));
  type OfSession = Events['Session'];
  ofSession.on('select-hid-device', (...args) => void (args satisfies OfSession['select-hid-device']));
  ofSession.on('select-serial-port', (...args) => void (args satisfies OfSession['select-serial-port']));
  ofSession.on('select-usb-device', (...args) => void (args satisfies OfSession['select-usb-device']));
  ofSession.on('will-download', (event, kept, of) => void ([event, kept, of] satisfies OfSession['will-download']));
  contents.on('select-bluetooth-device', (...args) => void (args satisfies Contents['select-bluetooth-device']));
  app.on('child-process-gone', (...args) => void (args satisfies Events['App']['child-process-gone']));
  app.on('second-instance', (...args) => void (args satisfies Events['App']['second-instance']));
  app.on('web-contents-created', (...args) => void (args satisfies Events['App']['web-contents-created']));
  app.on('will-quit', (...args) => void (args satisfies Events['App']['will-quit']));
  app.on('window-all-closed', (...args) => void (args satisfies Events['App']['window-all-closed']));
  window.on('ready-to-show', (...args) => void (args satisfies Events['BrowserWindow']['ready-to-show']));
  child.on('error', (...args) => void (args satisfies Events['UtilityProcess']['error']));
  child.on('exit', (...args) => void (args satisfies Events['UtilityProcess']['exit']));
  child.on('message', (...args) => void (args satisfies Events['UtilityProcess']['message']));
  type Contents = Events['WebContents'];
  contents.on('render-process-gone', (...args) => void (args satisfies Contents['render-process-gone']));
  contents.on('responsive', (...args) => void (args satisfies Contents['responsive']));
  contents.on('unresponsive', (...args) => void (args satisfies Contents['unresponsive']));
  contents.on('will-attach-webview', (event) => void ([event] satisfies Contents['will-attach-webview']));
  contents.on('will-frame-navigate', (details) => void ([details] satisfies Contents['will-frame-navigate']));
  contents.on('will-navigate', (details) => void ([details] satisfies Contents['will-navigate']));
  contents.on('will-redirect', (details) => void ([details] satisfies Contents['will-redirect']));
}

/** The name under which a value of Electron's stands in `Real`. */
type NameOf<Value> = { [N in Name]: Value extends Real[N] ? N : never }[Name];
/** A value of Electron's with as much of it as the stand-in offers. */
type DoubledValue<Value> = 0 extends 1 & Value
  ? Value
  : Value extends readonly (infer Item)[]
    ? DoubledValue<Item>[]
    : Value extends null | undefined | string | number | boolean | void
      ? Value
      : [NameOf<Value>] extends [never]
        ? Value
        : Double<NameOf<Value>>;
type DoubledMember<Member> = Member extends (...args: infer Args) => infer Value
  ? (...args: Args) => DoubledValue<Value>
  : DoubledValue<Member>;
type Offered<N extends Name> = Extract<(typeof OFFERED)[N][number], keyof Real[N]>;

/** What a stand-in has to satisfy to be taken for Electron's own. */
export type Double<N extends Name> = { [Member in Offered<N>]: DoubledMember<Real[N][Member]> };

/** A stand-in where a signature of Electron's asks for its own. */
export const asReal = <N extends Name>(double: Double<N>): Real[N] => double as unknown as Real[N];

/** An event nobody has prevented; `prevented` tells afterwards. */
export function newEvent(): Event & { readonly prevented: () => boolean } {
  let isPrevented = false;
  return {
    preventDefault: () => (isPrevented = true),
    get defaultPrevented() {
      return isPrevented;
    },
    prevented: () => isPrevented,
  };
}
