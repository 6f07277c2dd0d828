// One page of the stand-in: a worker thread is the renderer process, so that ports really cross a border.
import { EventEmitter } from 'node:events';
import { Worker } from 'node:worker_threads';

class Session {
  setPermissionRequestHandler = (handler) => (this.request = handler);
  setPermissionCheckHandler = (handler) => (this.check = handler);
  setDevicePermissionHandler = (handler) => (this.device = handler);
}

export class WebContents extends EventEmitter {
  ipc = new EventEmitter();
  session = new Session();
  openHandler = null;
  page = null;
  url = '';
  constructor(webPreferences, seen) {
    super();
    this.webPreferences = webPreferences;
    seen.contents.push(this);
  }
  getURL = () => this.url;
  /** How often a page was loaded to its end. */
  loads = 0;
  reload = () => void this.load(this.url);
  /** As Chromium ends a renderer: the page is gone first, then it is said. */
  async crash(reason) {
    await this.page?.terminate();
    this.emit('render-process-gone', {}, { reason, exitCode: 11 });
  }
  forcefullyCrashRenderer = () => void this.crash('killed');
  setWindowOpenHandler = (handler) => (this.openHandler = handler);

  /** Navigating ends the page before, and with it every port that it held. */
  async load(url) {
    await this.page?.terminate();
    this.url = url;
    const { protocol, host } = new URL(url);
    const origin = `${protocol}//${host}`;
    const page = new Worker(new URL('page-stand-in.mjs', import.meta.url), {
      workerData: { preload: this.webPreferences.preload, origin },
    });
    this.page = page;
    const frame = {
      origin,
      parent: null,
      detached: false,
      postMessage: (channel, message, ports) => {
        const transfer = ports.map((port) => port.handedOver);
        page.postMessage({ ipc: channel, message, ports: transfer }, transfer);
      },
    };
    page.on('message', ({ ipc }) => {
      if (ipc !== undefined) this.ipc.emit(ipc, { sender: this, senderFrame: frame });
    });
    await this.askPage('load');
    this.loads += 1;
  }

  /** @returns what the page answers to one command of page-stand-in.mjs. */
  askPage(command, ...args) {
    return new Promise((resolve, reject) => {
      const listen = ({ answer, error }) => {
        if (answer === undefined && error === undefined) return;
        this.page.off('message', listen);
        if (error === undefined) resolve(answer.value);
        else reject(new Error(error));
      };
      this.page.on('message', listen);
      this.page.once('error', reject);
      this.page.postMessage({ command, args });
    });
  }
}
