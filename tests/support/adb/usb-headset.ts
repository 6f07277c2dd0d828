import { constants, type KeyObject, publicDecrypt, randomBytes } from 'node:crypto';
import { answerLine } from '../../../src/core/world/adb/headset-answers.ts';
import { shellPacket } from '../../../src/core/world/adb/adb-server.ts';
import type { DescribedHeadset } from '../../../src/core/world/adb/adb-world.ts';

const word = (text: string) => Buffer.from(text).readUInt32LE(0);
const [CNXN, AUTH, OPEN, OKAY, WRTE, CLSE] = ['CNXN', 'AUTH', 'OPEN', 'OKAY', 'WRTE', 'CLSE'].map(word) as [
  number,
  number,
  number,
  number,
  number,
  number,
];
const VERSION = 0x01000001;
const MOST = 256 * 1024;
const TOKEN = 1;
const SIGNATURE = 2;
const PUBLIC_KEY = 3;

export interface UsbHeadsetOptions {
  /** What the wearer does: nothing is asked; it knows this key; consents, or not. */
  readonly trust?: 'everybody' | 'asks' | KeyObject;
  /** Opening fails so. */
  readonly openFails?: Error;
  /** Pulled after so many commands. */
  readonly pulledAfter?: number;
}

interface Header {
  readonly command: number;
  readonly arg0: number;
  readonly arg1: number;
  readonly length: number;
}

/** A headset at the end of a USB cable: WebUSB as usb@3 has it, and adb's daemon protocol (CNXN, AUTH, OPEN, OKAY, WRTE, CLSE). */
export class UsbHeadset {
  readonly vendorId = 0x2833;
  readonly productId = 0x0186;
  readonly productName = 'Quest 3';
  readonly manufacturerName = 'Oculus';
  readonly serialNumber: string;
  opened = false;
  readonly timeouts: unknown[] = [];
  /** Public keys that were offered. */
  readonly offered: string[] = [];
  readonly #headset: DescribedHeadset;
  readonly #options: UsbHeadsetOptions;
  readonly #sent: Uint8Array[] = [];
  readonly #readers: { resolve: (result: unknown) => void; reject: (cause: Error) => void }[] = [];
  readonly #token = randomBytes(20);
  readonly #toClose = new Map<number, number>();
  #header: Header | null = null;
  #nextId = 1;
  #isPulled = false;
  #commands = 0;

  constructor(headset: DescribedHeadset, options: UsbHeadsetOptions = {}) {
    this.serialNumber = headset.serial;
    this.#headset = headset;
    this.#options = options;
  }

  get configurations() {
    const endpoint = (direction: 'in' | 'out') => ({ endpointNumber: 1, direction, type: 'bulk', packetSize: 512 });
    const alternate = {
      alternateSetting: 0,
      interfaceClass: 0xff,
      interfaceSubclass: 0x42,
      interfaceProtocol: 1,
      interfaceName: 'ADB',
      endpoints: [endpoint('in'), endpoint('out')],
    };
    return [
      {
        configurationValue: 1,
        configurationName: 'adb',
        interfaces: [{ interfaceNumber: 0, claimed: false, alternate, alternates: [alternate] }],
      },
    ];
  }
  get configuration() {
    return this.configurations[0];
  }

  open(): Promise<void> {
    if (this.#options.openFails !== undefined) return Promise.reject(this.#options.openFails);
    this.opened = true;
    return Promise.resolve();
  }
  close(): Promise<void> {
    this.opened = false;
    this.#pull();
    return Promise.resolve();
  }
  selectConfiguration = () => Promise.resolve();
  claimInterface = () => Promise.resolve();
  releaseInterface = () => Promise.resolve();
  selectAlternateInterface = () => Promise.resolve();

  transferIn(_endpoint: number, _length: number, timeout?: unknown): Promise<unknown> {
    this.timeouts.push(timeout);
    return new Promise((resolve, reject) => {
      const next = this.#sent.shift();
      if (next === undefined) this.#readers.push({ resolve, reject });
      else resolve(asResult(next));
      if (this.#isPulled) this.#pull();
    });
  }

  transferOut(_endpoint: number, bytes: Uint8Array, timeout?: unknown): Promise<unknown> {
    this.timeouts.push(timeout);
    const read = Buffer.from(bytes);
    if (this.#header !== null) {
      const header = this.#header;
      this.#header = null;
      this.#take(header, read);
    } else if (read.length === 24) {
      const [command, arg0, arg1, length] = [0, 4, 8, 12].map((at) => read.readUInt32LE(at)) as [
        number,
        number,
        number,
        number,
      ];
      if (length > 0) this.#header = { command, arg0, arg1, length };
      else this.#take({ command, arg0, arg1, length }, Buffer.alloc(0));
    }
    return Promise.resolve({ status: 'ok', bytesWritten: bytes.length });
  }

  #push(bytes: Uint8Array): void {
    const reader = this.#readers.shift();
    if (reader === undefined) this.#sent.push(bytes);
    else reader.resolve(asResult(bytes));
  }

  #pull(): void {
    const gone = Object.assign(new Error('device disconnected'), { name: 'NetworkError' });
    this.#isPulled = true;
    for (const { reject } of this.#readers.splice(0)) reject(gone);
  }

  #send(command: number, arg0: number, arg1: number, payload: Uint8Array = new Uint8Array()): void {
    const header = Buffer.alloc(24);
    const sum = payload.reduce((all, byte) => (all + byte) >>> 0, 0);
    for (const [at, value] of [command, arg0, arg1, payload.length, sum, (command ^ 0xffffffff) >>> 0].entries())
      header.writeUInt32LE(value, at * 4);
    this.#push(header);
    if (payload.length > 0) this.#push(payload);
  }

  #take({ command, arg0, arg1 }: Header, payload: Buffer): void {
    if (command === CNXN) this.#connect();
    else if (command === AUTH) this.#authenticate(arg0, payload);
    else if (command === OPEN) this.#open(arg0, payload.toString().replace(/\0$/, ''));
    else if (command === OKAY && this.#toClose.has(arg1)) {
      this.#toClose.delete(arg1);
      this.#send(CLSE, arg1, arg0);
    }
  }

  #connect(): void {
    if ((this.#options.trust ?? 'everybody') === 'everybody') this.#welcome();
    else this.#send(AUTH, TOKEN, 0, this.#token);
  }

  #welcome(): void {
    const banner =
      'device::ro.product.name=eureka;ro.product.model=Quest 3;ro.product.device=eureka;features=shell_v2,cmd';
    this.#send(CNXN, VERSION, MOST, Buffer.from(banner));
  }

  #authenticate(kind: number, payload: Buffer): void {
    const { trust } = this.#options;
    if (kind === PUBLIC_KEY) this.offered.push(payload.toString().replace(/\0$/, ''));
    else if (kind === SIGNATURE && typeof trust === 'object' && isSigned(trust, this.#token, payload)) this.#welcome();
    else this.#send(AUTH, TOKEN, 0, this.#token);
  }

  #open(remote: number, service: string): void {
    const [, modes, line] = /^shell((?:,[^:,]+)*):([\s\S]*)$/.exec(service) ?? [];
    if (modes === undefined || line === undefined) return this.#send(CLSE, 0, remote);
    const id = this.#nextId;
    this.#nextId += 1;
    this.#send(OKAY, id, remote);
    this.#commands += 1;
    if (this.#commands > (this.#options.pulledAfter ?? Infinity)) return this.#pull();
    const { stdout, stderr, exit, hang } = answerLine(this.#headset, line, Date.now());
    if (hang) return;
    const packets = [
      shellPacket(1, Buffer.from(stdout)),
      shellPacket(2, Buffer.from(stderr)),
      shellPacket(3, Buffer.of(exit)),
    ];
    this.#toClose.set(id, remote);
    setImmediate(() => this.#send(WRTE, id, remote, Buffer.concat(packets)));
  }
}

/** In a larger buffer, as a native library may give it. */
function asResult(bytes: Uint8Array) {
  const larger = new Uint8Array(bytes.length + 16);
  larger.set(bytes, 8);
  return { status: 'ok', data: new DataView(larger.buffer, 8, bytes.length) };
}

/** Adb signs the token as if it were a SHA-1 digest. */
function isSigned(key: KeyObject, token: Buffer, signature: Buffer): boolean {
  try {
    const signed = publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature);
    return signed.subarray(-token.length).equals(token);
  } catch {
    return false;
  }
}
