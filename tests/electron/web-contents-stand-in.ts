// One page of the stand-in: a worker thread is the renderer process, so that ports really cross a border.
import { EventEmitter } from 'node:events';
import { type MessagePort, Worker } from 'node:worker_threads';
import type * as Electron from 'electron';
import { type Double, type Events, newEvent } from './electron-members.ts';

type Handler<Method extends keyof Electron.Session> = Electron.Session[Method] extends (
  handler: infer Given,
  ...more: never[]
) => void
  ? Given
  : never;
type BeforeRequest = (
  details: Electron.OnBeforeRequestListenerDetails,
  answer: (response: Electron.CallbackResponse) => void,
) => void;
type Serve = Parameters<Electron.Protocol['handle']>[1];

interface Moments {
  readonly onlyBeforeReady: (name: string) => void;
  readonly onlyAfterReady: (name: string) => void;
}
const ANY_MOMENT: Moments = { onlyBeforeReady: () => undefined, onlyAfterReady: () => undefined };

export class ProtocolDouble {
  readonly schemes: Electron.CustomScheme[] = [];
  readonly handlers = new Map<string, Serve>();
  readonly #moments: Moments;
  constructor(moments = ANY_MOMENT) {
    this.#moments = moments;
  }
  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void {
    this.#moments.onlyBeforeReady('registerSchemesAsPrivileged');
    this.schemes.push(...schemes);
  }
  handle(scheme: string, handler: Serve): void {
    this.#moments.onlyAfterReady('protocol.handle');
    this.handlers.set(scheme, handler);
  }
}
ProtocolDouble.prototype satisfies Double<'Protocol'>;

export class SessionDouble extends EventEmitter<Events['Session']> {
  request: Handler<'setPermissionRequestHandler'> = null;
  check: Handler<'setPermissionCheckHandler'> = null;
  device: Handler<'setDevicePermissionHandler'> = null;
  displayMedia: Handler<'setDisplayMediaRequestHandler'> = null;
  usbClasses: Handler<'setUSBProtectedClassesHandler'> = null;
  bluetooth: Handler<'setBluetoothPairingHandler'> = null;
  spelling = { enabled: true, languages: ['en-US'], dictionaries: 'https://redirector.gvt1.com/' };
  beforeRequest: BeforeRequest | null = null;
  readonly protocol = new ProtocolDouble();
  readonly webRequest = {
    onBeforeRequest: (listener: BeforeRequest | null) => void (this.beforeRequest = listener),
  } as Double<'WebRequest'>;
  setPermissionRequestHandler = (handler: typeof this.request) => void (this.request = handler);
  setPermissionCheckHandler = (handler: typeof this.check) => void (this.check = handler);
  setDisplayMediaRequestHandler = (handler: typeof this.displayMedia) => void (this.displayMedia = handler);
  setUSBProtectedClassesHandler = (handler: typeof this.usbClasses) => void (this.usbClasses = handler);
  setBluetoothPairingHandler = (handler: typeof this.bluetooth) => void (this.bluetooth = handler);
  setSpellCheckerEnabled = (enabled: boolean) => void (this.spelling.enabled = enabled);
  setSpellCheckerLanguages = (languages: string[]) => void (this.spelling.languages = languages);
  setSpellCheckerDictionaryDownloadURL = (url: string) => void (this.spelling.dictionaries = url);
  setDevicePermissionHandler = (handler: typeof this.device) => void (this.device = handler);
}
SessionDouble.prototype satisfies Double<'Session'>;

type FromPage = { readonly answer?: { readonly value: unknown }; readonly error?: string; readonly ipc?: string };

export class WebContentsDouble extends EventEmitter<Events['WebContents']> {
  readonly #ipc = new EventEmitter();
  readonly ipc = this.#ipc as unknown as Electron.IpcMain;
  readonly session = new SessionDouble();
  readonly webPreferences: Electron.WebPreferences;
  openHandler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0] | null = null;
  page: Worker | null = null;
  url = '';
  /** How often a page was loaded to its end. */
  loads = 0;
  constructor(webPreferences: Electron.WebPreferences) {
    super();
    this.webPreferences = webPreferences;
  }
  getURL = () => this.url;
  reload = () => void this.load(this.url);
  printToPDF = (_options: Electron.PrintToPDFOptions) => Promise.reject<Buffer>(new Error('prints nothing'));
  /** As Chromium ends a renderer: the page is gone first, then it is said. */
  async crash(reason: Electron.RenderProcessGoneDetails['reason']): Promise<void> {
    await this.page?.terminate();
    this.emit('render-process-gone', newEvent(), { reason, exitCode: 11 });
  }
  forcefullyCrashRenderer = () => void this.crash('killed');
  setWindowOpenHandler = (handler: NonNullable<typeof this.openHandler>) => void (this.openHandler = handler);
  /** A message of a frame to the main process. */
  sendIpc = (channel: string, senderFrame: Double<'WebFrameMain'> | null) =>
    this.#ipc.emit(channel, { sender: this, senderFrame });

  /** Navigating ends the page before, and with it every port that it held. */
  async load(url: string): Promise<void> {
    await this.page?.terminate();
    this.url = url;
    const { protocol, host } = new URL(url);
    const origin = `${protocol}//${host}`;
    const page = new Worker(new URL('page-stand-in.mjs', import.meta.url), {
      workerData: { preload: this.webPreferences.preload, origin },
    });
    this.page = page;
    const frame: Double<'WebFrameMain'> = {
      origin,
      parent: null,
      detached: false,
      postMessage: (channel, message, ports = []) => {
        const transfer = ports.map((port) => (port as unknown as { handedOver: MessagePort }).handedOver);
        page.postMessage({ ipc: channel, message, ports: transfer }, transfer);
      },
    };
    page.on('message', ({ ipc }: FromPage) => {
      if (ipc !== undefined) this.sendIpc(ipc, frame);
    });
    await this.askPage('load');
    this.loads += 1;
  }

  /** @returns what the page answers to one command of page-stand-in.mjs. */
  askPage(command: string, ...args: readonly unknown[]): Promise<unknown> {
    const { page } = this;
    if (page === null) return Promise.reject(new Error('no page'));
    return new Promise((resolve, reject) => {
      const listen = ({ answer, error }: FromPage) => {
        if (answer === undefined && error === undefined) return;
        page.off('message', listen);
        if (error === undefined) resolve(answer?.value);
        else reject(new Error(error));
      };
      page.on('message', listen);
      page.once('error', reject);
      page.postMessage({ command, args });
    });
  }
}
WebContentsDouble.prototype satisfies Double<'WebContents'>;

/** A file that a page wants to keep. */
export class DownloadDouble extends EventEmitter<Events['DownloadItem']> {
  savePath: string | null = null;
  readonly getURL: () => string;
  readonly getFilename: () => string;
  constructor(url: string, name: string) {
    super();
    this.getURL = () => url;
    this.getFilename = () => name;
  }
  setSavePath = (file: string) => void (this.savePath = file);
}
DownloadDouble.prototype satisfies Double<'DownloadItem'>;
