import type {
  App,
  BrowserWindow,
  Dialog,
  Event,
  Menu,
  MessagePortMain,
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
  'typeof BrowserWindow': typeof BrowserWindow;
  Dialog: Dialog;
  'typeof Menu': typeof Menu;
  MessagePortMain: MessagePortMain;
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
    'isVisible',
    'loadURL',
    'minimize',
    'restore',
    'show',
    'webContents',
  ],
  'typeof BrowserWindow': ['getAllWindows'],
  Dialog: ['showErrorBox'],
  'typeof Menu': ['setApplicationMenu'],
  MessagePortMain: ['postMessage', 'start'],
  Protocol: ['handle', 'registerSchemesAsPrivileged'],
  SafeStorage: ['decryptString', 'encryptString', 'getSelectedStorageBackend', 'isEncryptionAvailable'],
  Session: [
    'protocol',
    'setDevicePermissionHandler',
    'setPermissionCheckHandler',
    'setPermissionRequestHandler',
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
    'second-instance': [Event, string[], string, unknown];
    'web-contents-created': [Event, WebContents];
    'will-quit': [Event];
    'window-all-closed': [];
  };
  BrowserWindow: { 'ready-to-show': [] };
  UtilityProcess: {
    error: [type: 'FatalError', location: string, report: string];
    exit: [code: number];
    message: [message: unknown];
  };
  WebContents: {
    'render-process-gone': [Event, RenderProcessGoneDetails];
    responsive: [];
    unresponsive: [];
    'will-attach-webview': [Event];
    'will-frame-navigate': [Navigation];
    'will-navigate': [Navigation];
    'will-redirect': [Navigation];
  };
}
/** As much of a navigation as is looked at. */
type Navigation = Event & { readonly url: string; readonly isMainFrame: boolean };

/** Complete by its type, so that the test sees an event that is missing. */
export const EMITTED: { readonly [Emitter in keyof Events]: Readonly<Record<keyof Events[Emitter], true>> } = {
  App: {
    'child-process-gone': true,
    'second-instance': true,
    'web-contents-created': true,
    'will-quit': true,
    'window-all-closed': true,
  },
  BrowserWindow: { 'ready-to-show': true },
  UtilityProcess: { error: true, exit: true, message: true },
  WebContents: {
    'render-process-gone': true,
    responsive: true,
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
export function eventsOfElectron(app: App, window: BrowserWindow, child: UtilityProcess, contents: WebContents): void {
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
