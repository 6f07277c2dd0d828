// What src/main uses of the module `electron`, and records of what it was asked to do.
import { fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type * as Electron from 'electron';
import { asReal, type Double, type Events, newEvent } from './electron-members.ts';
import { ProtocolDouble, SessionDouble, WebContentsDouble } from './web-contents-stand-in.ts';

/** Everything the tests look at afterwards. */
export const seen = {
  sandbox: false,
  menu: 'default' as unknown,
  windows: [] as BrowserWindow[],
  switches: [] as string[],
  shortcuts: new Map<string, () => void>(),
  /** Of each blocker, whether it still blocks. */
  awake: new Map<number, boolean>(),
  /** What had been loaded when the page was asked for, and when it was there. */
  loadedAtPage: [] as string[],
  loadedAtPaint: [] as string[],
};

/** To the test that started this process; called with `then` once it has arrived. */
const tell = (message: object, then?: () => void) => void process.send!(message, undefined, undefined, then);

/** Files of the program that have been loaded so far, see run-shell.mjs. */
const loadedFiles = (): string[] => [...((globalThis as { loadedFiles?: Set<string> }).loadedFiles ?? [])];

const whenReady = Promise.withResolvers<void>();
let isReady = false;
const onlyBeforeReady = (name: string) => {
  if (isReady) throw new Error(`${name} has to be called before ready`);
};
const onlyAfterReady = (name: string) => {
  if (!isReady) throw new Error(`${name} cannot be called before ready`);
};
export function becomeReady(): void {
  isReady = true;
  whenReady.resolve();
}

class AppDouble extends EventEmitter<Events['App']> {
  isPackaged = process.env['STAND_IN_PACKAGED'] === '1';
  whenReady = () => whenReady.promise;
  getVersion = () => '0.0.0';
  getPath = () => process.env['STAND_IN_PROFILE'] ?? '';
  requestSingleInstanceLock = () => process.env['STAND_IN_SECOND'] !== '1';
  /** Through the channel, so that what was said before arrives. */
  exit = (code = 0) => tell({ ending: code }, () => process.exit(code));
  relaunch = (options?: Electron.RelaunchOptions) => tell({ relaunch: options?.args });
  commandLine = {
    appendSwitch(name: string, value?: string): void {
      onlyBeforeReady('appendSwitch');
      seen.switches.push(value === undefined ? name : `${name}=${value}`);
    },
  } satisfies Double<'CommandLine'>;
  enableSandbox(): void {
    onlyBeforeReady('enableSandbox');
    seen.sandbox = true;
  }
  quit(): void {
    const beforeQuit = newEvent();
    this.emit('before-quit', beforeQuit);
    if (beforeQuit.prevented() || !seen.windows.every((window) => window.close())) return;
    const event = newEvent();
    this.emit('will-quit', event);
    if (!event.prevented()) this.exit();
  }
}
export const app = new AppDouble() satisfies Double<'App'>;

export class BrowserWindow extends EventEmitter<Events['BrowserWindow']> {
  shown = false;
  focused = false;
  minimised = false;
  kiosk: boolean;
  destroyed = false;
  readonly options: Electron.BrowserWindowConstructorOptions;
  readonly webContents: WebContentsDouble;
  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    onlyAfterReady('BrowserWindow');
    this.options = options;
    this.kiosk = options.kiosk === true;
    this.webContents = new WebContentsDouble(options.webPreferences ?? {});
    seen.windows.push(this);
    app.emit('web-contents-created', newEvent(), asReal<'WebContents'>(this.webContents));
  }
  show(): void {
    this.shown = true;
    tell({ shown: true });
  }
  focus = () => void (this.focused = true);
  isMinimized = () => this.minimised;
  minimize(): void {
    this.minimised = true;
    this.emit('minimize');
  }
  /** As whoever uses the PC does. @returns false where it was refused. */
  close(): boolean {
    const event = newEvent();
    this.emit('close', event);
    return !event.prevented();
  }
  setKiosk(flag: boolean): void {
    const leaves = this.kiosk && !flag;
    this.kiosk = flag;
    if (leaves) this.emit('leave-full-screen');
  }
  restore = () => void (this.minimised = false);
  isDestroyed = () => this.destroyed;
  destroy = () => void (this.destroyed = true);
  async loadURL(url: string): Promise<void> {
    if (process.env['STAND_IN_LOAD_FAILS'] === '1') throw new Error('ERR_FAILED (-2)');
    seen.loadedAtPage = loadedFiles();
    await this.webContents.load(url);
    this.emit('ready-to-show');
    seen.loadedAtPaint = loadedFiles();
  }
}
BrowserWindow.prototype satisfies Double<'BrowserWindow'>;

/** It has `on` and an event object with `data`, and neither `addEventListener` nor an open start. */
class MessagePortMain extends EventEmitter {
  readonly #port: MessagePort;
  constructor(port: MessagePort) {
    super();
    this.#port = port;
    port.on('close', () => this.emit('close'));
  }
  start(): void {
    this.#port.on('message', (data) => this.emit('message', { data, ports: [] }));
  }
  postMessage = (message: unknown) => this.#port.postMessage(message);
}
MessagePortMain.prototype satisfies Double<'MessagePortMain'>;
export class MessageChannelMain {
  readonly port1: MessagePortMain;
  /** Handed on to the page, never used here. */
  readonly port2: { readonly handedOver: MessagePort };
  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new MessagePortMain(port1);
    this.port2 = { handedOver: port2 };
  }
}

export const protocol = new ProtocolDouble({ onlyBeforeReady, onlyAfterReady });
/** Sessions besides the default one. */
export const session = {
  fromPartition(name: string, options?: Electron.FromPartitionOptions): SessionDouble {
    onlyAfterReady('session.fromPartition');
    return Object.assign(new SessionDouble(), { name, options });
  },
} satisfies Double<'typeof Session'>;
export const Menu = {
  setApplicationMenu: (menu: Electron.Menu | null) => void (seen.menu = menu),
} satisfies Double<'typeof Menu'>;
export const dialog = {
  showErrorBox(title: string, content: string): void {
    onlyAfterReady('showErrorBox');
    tell({ errorBox: { title, content } });
  },
} satisfies Double<'Dialog'>;

/** In a utility process `process.parentPort` stands in the place of `process.send`. */
const PARENT_PORT = `process.parentPort = {
  on: (event, listener) => process.on(event, (data) => listener({ data })),
  postMessage: (message) => process.send(message),
};`;
class UtilityProcess extends EventEmitter<Events['UtilityProcess']> {
  readonly pid: number | undefined;
  readonly stderr: NodeJS.ReadableStream | null;
  readonly postMessage: (message: unknown) => void;
  readonly kill: () => boolean;
  constructor(file: string, args: string[], { env, stdio, execArgv = [] }: Electron.ForkOptions) {
    super();
    // Chromium's switches are not Node's.
    if (!execArgv.every((flag) => flag.startsWith('--js-flags='))) throw new Error(`switches: ${execArgv.join(' ')}`);
    if (!Array.isArray(stdio) || stdio[0] !== 'ignore') throw new Error('stdin can only be ignored');
    const child = fork(file, args, {
      ...(env !== undefined && { env: env as NodeJS.ProcessEnv }),
      execArgv: ['--import', `data:text/javascript,${encodeURIComponent(PARENT_PORT)}`],
      serialization: 'advanced',
      stdio: ['pipe', 'ignore', stdio[2] === 'pipe' ? 'pipe' : 'ignore', 'ipc'],
    });
    this.pid = child.pid;
    this.stderr = child.stderr;
    this.postMessage = (message) => void child.send(message as object);
    this.kill = () => child.kill();
    child.on('message', (message) => this.emit('message', message));
    child.once('exit', (code) => this.emit('exit', code ?? 0));
  }
}
UtilityProcess.prototype satisfies Double<'UtilityProcess'>;
export const utilityProcess = {
  fork(file: string, args: string[] = [], options: Electron.ForkOptions = {}): UtilityProcess {
    onlyAfterReady('utilityProcess.fork');
    return new UtilityProcess(file, args, options);
  },
} satisfies Double<'typeof UtilityProcess'>;

export const globalShortcut = {
  register(keys: string, pressed: () => void): boolean {
    seen.shortcuts.set(keys, pressed);
    return true;
  },
  unregister: (keys: string) => void seen.shortcuts.delete(keys),
} satisfies Double<'GlobalShortcut'>;
export const powerMonitor = new EventEmitter<Events['PowerMonitor']>();
export const powerSaveBlocker = {
  start(_type: 'prevent-app-suspension' | 'prevent-display-sleep'): number {
    seen.awake.set(seen.awake.size, true);
    return seen.awake.size - 1;
  },
  isStarted: (id: number) => seen.awake.get(id) === true,
  stop(id: number): boolean {
    seen.awake.set(id, false);
    return true;
  },
} satisfies Double<'PowerSaveBlocker'>;
export const ipcMain = new EventEmitter();
export const shell = {};
const notEncrypted = () => {
  throw new Error('no encryption');
};
/** Like a PC whose system offers no encryption. */
export const safeStorage = {
  isEncryptionAvailable: () => false,
  getSelectedStorageBackend: () => 'basic_text' as const,
  encryptString: notEncrypted as (text: string) => Buffer,
  decryptString: notEncrypted as (encrypted: Buffer) => string,
} satisfies Double<'SafeStorage'>;

export default {
  app,
  BrowserWindow,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  MessageChannelMain,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  session,
  shell,
  utilityProcess,
};
