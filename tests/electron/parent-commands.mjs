// What a test can ask the running shell, over the IPC channel of its process.
import { app, seen } from './electron-stand-in.mjs';
import { WebContents } from './web-contents-stand-in.mjs';

const ownContents = () => seen.windows[0].webContents;

/** Any other web contents that would come to be in this program, e.g. of a window somebody adds later. */
function otherContents() {
  const contents = new WebContents({}, seen);
  app.emit('web-contents-created', {}, contents);
  return contents;
}
const contentsOf = (which) => (which === 'own' ? ownContents() : otherContents());

const commands = {
  state: () => ({
    sandbox: seen.sandbox,
    schemes: seen.schemes,
    protocols: [...seen.protocols.keys()],
    menu: seen.menu,
    url: ownContents().getURL(),
    windows: seen.windows.map(({ options, shown, focused, minimised }) => ({ options, shown, focused, minimised })),
  }),
  async fetch(url, method = 'GET') {
    // No Request object: it would tidy up the address before the handler sees it.
    const response = await seen.protocols.get('app')({ url, method });
    return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
  },
  /** @param details as Electron gives them to the request handler; the check handler gets one kind of medium at a time. */
  async permissions(which, permission, details = {}) {
    const contents = contentsOf(which);
    const { session } = contents;
    const request = await new Promise((answer) => session.request(contents, permission, answer, details));
    const { requestingUrl = '', mediaTypes = [], isMainFrame = false } = details;
    const origin = URL.canParse(requestingUrl) ? `${requestingUrl.split('/').slice(0, 3).join('/')}/` : '';
    return {
      request,
      check: session.check(contents, permission, origin, { mediaType: mediaTypes[0] ?? 'unknown', isMainFrame }),
      device: session.device({ deviceType: permission }),
    };
  },
  /** @returns whether the navigation was stopped. */
  navigate(which, event, details) {
    const contents = contentsOf(which);
    let stopped = false;
    contents.emit(event, { isMainFrame: true, ...details, preventDefault: () => (stopped = true) });
    return stopped;
  },
  openWindow: (which, url) => contentsOf(which).openHandler({ url }),
  /** @returns how many ports a frame with these properties is given. */
  requestPortAs(frame) {
    let given = 0;
    const senderFrame =
      frame === null ? null : { ...frame, postMessage: (_channel, _message, ports) => (given += ports.length) };
    ownContents().ipc.emit('vrlab:request-port', { sender: ownContents(), senderFrame });
    return given;
  },
  page: (command, ...args) => ownContents().askPage(command, ...args),
  crash: (reason) => ownContents().crash(reason),
  loads: () => ownContents().loads,
  /** As clicking a link or changing the hash does. */
  showAddress: (url) => void (ownContents().url = url),
  throwLater: (message) =>
    void setImmediate(() => {
      throw new Error(message);
    }),
  rejectLater: (message) => void Promise.reject(new Error(message)),
  childGone: (details) => void app.emit('child-process-gone', {}, details),
  reload: () => ownContents().load(ownContents().getURL()),
  minimise: () => void (seen.windows[0].minimised = true),
  emitOnApp: (event) => void app.emit(event),
};

async function reply({ id, command, args }) {
  try {
    process.send({ id, value: await commands[command](...args) });
  } catch (cause) {
    process.send({ id, error: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) });
  }
}

process.on('message', (question) => void reply(question));
