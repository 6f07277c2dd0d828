import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { framed } from '../../probes/adb/ask-server.ts';
import type { AdbWorld, DescribedHeadset } from './adb-world.ts';
import { answerLine, type ShellLineAnswer } from './headset-answers.ts';

const FEATURES = 'shell_v2,cmd,stat_v2,ls_v2,fixed_push_mkdir,apex,abb,abb_exec';

/** How a server says the states that are no single word. */
const STATE_TEXTS: Readonly<Record<string, string>> = {
  'no-permissions':
    'no permissions (missing udev rules? user is in the plugdev group); see [http://developer.android.com/tools/device.html]',
};
const WHY_NOT: Readonly<Record<string, string>> = {
  unauthorized:
    "device unauthorized.\nThis adb server's $ADB_VENDOR_KEYS is not set\nTry 'adb kill-server' if that seems wrong.\nOtherwise check for a confirmation dialog on your device.",
  authorizing: 'device still authorizing',
  connecting: 'device still connecting',
  'no-permissions': 'insufficient permissions for device: user in plugdev group; are your udev rules wrong?',
};

interface Plugged {
  readonly id: number;
  readonly headset: DescribedHeadset;
}

/**
 * An adb server for demonstrations and tests: the real host protocol on loopback, with headsets that a world describes. It lets
 * Google's own adb list and ask them.
 */
export class WorldAdbServer {
  readonly #world: Omit<AdbWorld, 'headsets'>;
  readonly #server: Server = createServer((socket) => this.#serve(socket));
  readonly #sockets = new Set<Socket>();
  /** Those that follow the list. */
  readonly #trackers = new Set<Socket>();
  /** Those that wait until a headset is gone, or ask it something. */
  readonly #bound = new Map<Socket, number>();
  #plugged: Plugged[] = [];
  #nextId = 1;
  /** Every shell command that came. */
  readonly asked: string[] = [];

  constructor({ headsets, ...world }: AdbWorld) {
    this.#world = world;
    for (const headset of headsets) this.plug(headset);
  }

  /** Connections that are open now. */
  get connections(): number {
    return this.#sockets.size;
  }

  /** @returns the port on loopback. */
  async listen(port = 0): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', resolve);
    });
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  plug(headset: DescribedHeadset): void {
    this.#plugged.push({ id: this.#nextId, headset });
    this.#nextId += 1;
    this.#tellTrackers();
  }

  unplug(serial: string): void {
    const gone = this.#plugged.filter(({ headset }) => headset.serial === serial).map(({ id }) => id);
    this.#plugged = this.#plugged.filter(({ id }) => !gone.includes(id));
    for (const [socket, id] of this.#bound) if (gone.includes(id)) socket.end();
    this.#tellTrackers();
  }

  #list(long: boolean): string {
    return this.#plugged
      .map(({ id, headset: { serial, state, usb, properties } }) => {
        const said = STATE_TEXTS[state] ?? state;
        if (!long) return `${serial}\t${said}\n`;
        const name = (key: string, property: string) => {
          const value = properties[property];
          return state !== 'device' || value === undefined ? '' : ` ${key}:${value.replaceAll(/[^\w.-]/g, '_')}`;
        };
        const names = `${name('product', 'ro.product.name')}${name('model', 'ro.product.model')}${name('device', 'ro.product.device')}`;
        const numbered = this.#world.serverVersion < 40 ? '' : ` transport_id:${id}`;
        return `${serial.padEnd(22)} ${said}${usb === undefined ? '' : ` usb:${usb}`}${names}${numbered}\n`;
      })
      .join('');
  }

  #tellTrackers(): void {
    for (const socket of this.#trackers) socket.write(framed(this.#list(true)));
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.#sockets.delete(socket);
      this.#trackers.delete(socket);
      this.#bound.delete(socket);
    });
    let read = Buffer.alloc(0);
    let bound: Plugged | null = null;
    socket.on('data', (chunk) => {
      read = Buffer.concat([read, chunk]);
      while (read.length >= 4) {
        const length = Number.parseInt(read.toString('latin1', 0, 4), 16);
        if (Number.isNaN(length)) socket.destroy();
        if (!(read.length >= 4 + length)) break;
        const request = read.toString('utf8', 4, 4 + length);
        read = read.subarray(4 + length);
        bound = this.#answer(socket, request, bound) ?? bound;
      }
    });
  }

  /** @returns the headset that the connection is bound to from now on. */
  #answer(socket: Socket, request: string, bound: Plugged | null): Plugged | null {
    const okay = (text: string) => void socket.end(Buffer.concat([Buffer.from('OKAY'), framed(text)]));
    const fail = (text: string) => void socket.end(Buffer.concat([Buffer.from('FAIL'), framed(text)]));
    const [, long] = /^host:(?:track-)?devices(-l)?$/.exec(request) ?? [];
    if (request === 'host:version') okay(this.#world.serverVersion.toString(16).padStart(4, '0'));
    else if (request === 'host:host-features') okay(FEATURES);
    else if (/^host:devices(?:-l)?$/.test(request)) okay(this.#list(long !== undefined));
    else if (/^host:track-devices(?:-l)?$/.test(request)) {
      socket.write(Buffer.concat([Buffer.from('OKAY'), framed(this.#list(long !== undefined))]));
      this.#trackers.add(socket);
    } else if (/^host:(?:tport:|transport)/.test(request)) return this.#bind(socket, request, fail);
    else if (/^host(?:-[^:]+)?:/.test(request) && !request.startsWith('host:kill'))
      this.#answerAbout(socket, request, bound, { okay, fail });
    else if (bound !== null) void this.#run(socket, request, bound, fail);
    else fail(`unknown host service '${request}'`);
    return null;
  }

  #find(selector: string): Plugged | undefined {
    return this.#plugged.find(
      ({ id, headset }) => selector === 'any' || selector === `id:${id}` || selector === `serial:${headset.serial}`,
    );
  }

  #bind(socket: Socket, request: string, fail: (text: string) => void): Plugged | null {
    const [, tport, id, serial] =
      /^host:(?:tport:(serial:.+|any|usb|local)|transport-id:(\d+)|transport:(.+)|transport-(?:any|usb|local))$/.exec(
        request,
      ) ?? [];
    const selector = tport ?? (id === undefined ? (serial === undefined ? 'any' : `serial:${serial}`) : `id:${id}`);
    const found = this.#find(/^(?:usb|local)$/.test(selector) ? 'any' : selector);
    const reason = whyNot(found, selector);
    if (found === undefined || reason !== null) fail(reason ?? '');
    else {
      const number = Buffer.alloc(tport === undefined ? 0 : 8);
      if (number.length > 0) number.writeBigUInt64LE(BigInt(found.id));
      socket.write(Buffer.concat([Buffer.from('OKAY'), number]));
      this.#bound.set(socket, found.id);
      return found;
    }
    return null;
  }

  /** Questions that the server itself answers about a headset. */
  #answerAbout(
    socket: Socket,
    request: string,
    bound: Plugged | null,
    { okay, fail }: { okay: (text: string) => void; fail: (text: string) => void },
  ): void {
    const [, id, serial, question = ''] =
      /^host(?:-transport-id:(\d+)|-serial:(.+?)|-usb|-local)?:([a-z][a-z-]*)$/.exec(request) ?? [];
    const selector = id === undefined ? (serial === undefined ? 'any' : `serial:${serial}`) : `id:${id}`;
    const found = bound ?? this.#find(selector);
    if (question === 'wait-for-any-disconnect') {
      socket.write('OKAY');
      if (found === undefined) socket.end('OKAY');
      else this.#bound.set(socket, found.id);
      return;
    }
    const reason = whyNot(found, selector);
    if (found === undefined || reason !== null) fail(reason ?? '');
    else if (question === 'features') okay(FEATURES);
    else if (question === 'get-state') okay(found.headset.state);
    else if (question === 'get-serialno') okay(found.headset.serial);
    else fail(`unknown host service '${request}'`);
  }

  async #run(socket: Socket, request: string, { headset }: Plugged, fail: (text: string) => void): Promise<void> {
    const [, modes, line] = /^(?:shell|exec)((?:,[^:,]+)*):([\s\S]*)$/.exec(request) ?? [];
    if (modes === undefined || line === undefined) return fail('closed');
    socket.write('OKAY');
    this.asked.push(line);
    const answer = answerLine(headset, line, Date.now());
    if (answer.delayMs > 0) await sleep(answer.delayMs);
    await send(socket, answer, modes.split(',').includes('v2'));
    if (answer.unplug) this.unplug(headset.serial);
    else if (!answer.hang) socket.end();
  }
}

/** Why a headset cannot be asked, in the server's words; null: it can. */
function whyNot(found: Plugged | undefined, selector: string): string | null {
  const [, named] = /^serial:(.+)/.exec(selector) ?? [];
  if (found === undefined) return named === undefined ? 'no devices/emulators found' : `device '${named}' not found`;
  const { state } = found.headset;
  return state === 'device' ? null : (WHY_NOT[state] ?? `device ${state.replace('-', ' ')}`);
}

/** A packet of shell protocol v2. */
export function shellPacket(kind: number, bytes: Uint8Array): Buffer {
  const header = Buffer.alloc(5);
  header[0] = kind;
  header.writeUInt32LE(bytes.length, 1);
  return Buffer.concat([header, bytes]);
}

/** Waits where the other side does not read: 100 MB are never held. */
async function send(socket: Socket, answer: ShellLineAnswer, v2: boolean): Promise<void> {
  const write = async (kind: number, text: string) => {
    if (text === '' || socket.destroyed) return;
    const bytes = Buffer.from(text);
    if (socket.write(v2 ? shellPacket(kind, bytes) : bytes)) return;
    await new Promise<void>((resolve) => {
      socket.once('drain', resolve);
      socket.once('close', resolve);
    });
  };
  for (let time = 0; time < answer.times && !socket.destroyed; time += 1) await write(1, answer.stdout);
  await write(2, answer.stderr);
  if (v2 && !answer.hang && !answer.unplug) socket.write(shellPacket(3, Buffer.of(answer.exit)));
}
