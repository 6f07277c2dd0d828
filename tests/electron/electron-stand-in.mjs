// What src/main uses of the module `electron`, and records of what it was asked to do.
import { fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { WebContents } from './web-contents-stand-in.mjs';

/** Everything the tests look at afterwards. */
export const seen = {
  sandbox: null,
  schemes: [],
  protocols: new Map(),
  menu: 'default',
  windows: [],
  contents: [],
};

const onlyBeforeReady = (name) => {
  if (ready.done) throw new Error(`${name} has to be called before ready`);
};
const onlyAfterReady = (name) => {
  if (!ready.done) throw new Error(`${name} cannot be called before ready`);
};
const ready = { done: false, ...Promise.withResolvers() };
export function becomeReady() {
  ready.done = true;
  ready.resolve();
}

class App extends EventEmitter {
  isPackaged = process.env.STAND_IN_PACKAGED === '1';
  whenReady = () => ready.promise;
  getVersion = () => '0.0.0';
  getPath = () => process.env.STAND_IN_PROFILE;
  requestSingleInstanceLock = () => process.env.STAND_IN_SECOND !== '1';
  /** Through the channel, so that what was said before arrives. */
  exit = (code = 0) => process.send({ ending: code }, () => process.exit(code));
  relaunch = ({ args }) => process.send({ relaunch: args });
  enableSandbox() {
    onlyBeforeReady('enableSandbox');
    seen.sandbox = true;
  }
  quit() {
    this.emit('before-quit');
    let prevented = false;
    this.emit('will-quit', { preventDefault: () => (prevented = true) });
    if (!prevented) this.exit();
  }
}
export const app = new App();

export class BrowserWindow extends EventEmitter {
  shown = false;
  focused = false;
  minimised = false;
  static getAllWindows = () => seen.windows;
  constructor(options) {
    super();
    onlyAfterReady('BrowserWindow');
    this.options = options;
    this.webContents = new WebContents(options.webPreferences, seen);
    seen.windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  show() {
    this.shown = true;
    process.send({ shown: true });
  }
  focus = () => (this.focused = true);
  isMinimized = () => this.minimised;
  isVisible = () => this.shown;
  restore = () => (this.minimised = false);
  isDestroyed = () => false;
  async loadURL(url) {
    if (process.env.STAND_IN_LOAD_FAILS === '1') throw new Error('ERR_FAILED (-2)');
    await this.webContents.load(url);
    this.emit('ready-to-show');
  }
}

/** MessagePortMain has `on` and an event object with `data`, and neither `addEventListener` nor an open start. */
class MessagePortMain extends EventEmitter {
  constructor(port) {
    super();
    this.port = port;
    port.on('close', () => this.emit('close'));
  }
  start() {
    this.port.on('message', (data) => this.emit('message', { data, ports: [] }));
  }
  postMessage = (message) => this.port.postMessage(message);
}
export function MessageChannelMain() {
  const { port1, port2 } = new MessageChannel();
  return { port1: new MessagePortMain(port1), port2: { handedOver: port2 } };
}

export const protocol = {
  registerSchemesAsPrivileged(schemes) {
    onlyBeforeReady('registerSchemesAsPrivileged');
    seen.schemes.push(...schemes);
  },
  handle(scheme, handler) {
    onlyAfterReady('protocol.handle');
    seen.protocols.set(scheme, handler);
  },
};
/** Sessions besides the default one. */
export const session = {
  fromPartition(name, options) {
    onlyAfterReady('session.fromPartition');
    const handlers = new Map();
    const made = {
      name,
      options,
      protocol: { handle: (scheme, handler) => handlers.set(scheme, handler) },
      webRequest: { onBeforeRequest: (listener) => (made.beforeRequest = listener) },
      handlers,
    };
    return made;
  },
};
export const Menu = { setApplicationMenu: (menu) => (seen.menu = menu) };
export const dialog = {
  showErrorBox(title, content) {
    onlyAfterReady('showErrorBox');
    process.send({ errorBox: { title, content } });
  },
};
/** In a utility process `process.parentPort` stands in the place of `process.send`. */
const PARENT_PORT = `process.parentPort = {
  on: (event, listener) => process.on(event, (data) => listener({ data })),
  postMessage: (message) => process.send(message),
};`;
export const utilityProcess = {
  fork(file, args, { env, stdio, execArgv = [] }) {
    onlyAfterReady('utilityProcess.fork');
    // Chromium's switches are not Node's.
    if (!execArgv.every((flag) => flag.startsWith('--js-flags='))) throw new Error(`switches: ${execArgv.join(' ')}`);
    if (stdio[0] !== 'ignore') throw new Error('stdin can only be ignored');
    const child = fork(file, args, {
      env,
      execArgv: ['--import', `data:text/javascript,${encodeURIComponent(PARENT_PORT)}`],
      serialization: 'advanced',
      stdio: ['pipe', 'ignore', stdio[2], 'ipc'],
    });
    const made = Object.assign(new EventEmitter(), {
      pid: child.pid,
      stderr: child.stderr,
      postMessage: (message) => void child.send(message),
      kill: () => child.kill(),
    });
    child.on('message', (message) => made.emit('message', message));
    child.once('exit', (code) => made.emit('exit', code));
    return made;
  },
};
export const ipcMain = new EventEmitter();
export const shell = {};
/** Like a PC whose system offers no encryption. */
export const safeStorage = { isEncryptionAvailable: () => false };

export default {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  protocol,
  safeStorage,
  session,
  shell,
  utilityProcess,
};
