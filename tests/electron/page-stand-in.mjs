// The page: a window with location and messages, the real built preload, and the renderer's real connect.ts.
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { compileFunction } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';

const { preload, origin } = workerData;
const page = Object.assign(new EventTarget(), {
  location: { origin, protocol: new URL(origin).protocol },
  postMessage(data, targetOrigin, ports = []) {
    if (targetOrigin !== origin) throw new Error(`message for ${targetOrigin} in a page of ${origin}`);
    setImmediate(() => receive({ data, ports, source: page, origin }));
  },
});
const receive = (fields) => page.dispatchEvent(Object.assign(new Event('message'), fields));
Object.assign(globalThis, { window: page, location: page.location });

const sent = [];
const required = [];
const ipcRenderer = Object.assign(new EventEmitter(), {
  send(ipc) {
    sent.push(ipc);
    parentPort.postMessage({ ipc });
  },
});
function sandboxedRequire(name) {
  required.push(name);
  if (name !== 'electron') throw new Error(`a sandboxed preload cannot require ${name}`);
  return { ipcRenderer };
}

const commands = {
  load() {
    const script = compileFunction(readFileSync(preload, 'utf8'), ['require', 'module', 'exports'], {
      filename: preload,
    });
    script(sandboxedRequire, { exports: {} }, {});
  },
  required: () => required,
  async connect() {
    const { connect } = await import('../../src/renderer/src/connection/connect.ts');
    commands.connection = connect();
    await commands.connection.client.app.about();
  },
  async call(path, input) {
    const procedure = path.split('.').reduce((client, name) => client[name], commands.connection.client);
    return await procedure(input);
  },
  /** @returns the types of all steps of a stream. */
  async follow(path, input) {
    const steps = [];
    for await (const step of await commands.call(path, input)) steps.push(step.type);
    return steps;
  },
  sent: () => sent,
  receive: (data, from) => void receive({ data, ports: [], source: from === 'own' ? page : {}, origin }),
};

async function answer(command, args) {
  try {
    parentPort.postMessage({ answer: { value: await commands[command](...args) } });
  } catch (cause) {
    parentPort.postMessage({ error: String(cause) });
  }
}

parentPort.on('message', ({ ipc, message, ports, command, args }) => {
  if (ipc === undefined) void answer(command, args);
  else ipcRenderer.emit(ipc, { ports }, message);
});
