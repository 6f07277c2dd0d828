import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import readline from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { WorldDescription } from '../../../src/core/world/described/world-description.ts';
import { umockdevText } from '../../../src/core/world/described/umockdev-text.ts';

/**
 * Kernel events reach every process of a network namespace and only a privileged one may send them. A user namespace with a
 * network of its own gives any user that right and keeps the events from everybody else; its programs run as who they were.
 */
const OWN_NETWORK = ['unshare', '--map-current-user', '--keep-caps', '--net'] as const;

/** @returns why this user may not send kernel events; null: it may. */
export function noKernelEvents(): string | null {
  const { error, status, stderr } = spawnSync(OWN_NETWORK[0], [...OWN_NETWORK.slice(1), 'true'], { encoding: 'utf8' });
  return status === 0 ? null : `no network namespace of our own: ${error?.message ?? stderr.trim()}`;
}

/** One vendor collection with an input and a feature report. */
const VENDOR_DESCRIPTOR = '0600ff0901a101150026ff007508953f0901810295400901b102c0';

/** A mocked machine whose devices come and go while programs run on it, in a network of its own. See `noKernelEvents`. */
export class MockedMachine {
  readonly env: Record<string, string>;
  /** Command in front of programs that shall hear its kernel events, or talk with those that do. */
  readonly inside: readonly string[];
  readonly #bench: ChildProcessByStdio<Writable, Readable, null>;
  readonly #answers: AsyncIterator<string>;

  private constructor(
    bench: ChildProcessByStdio<Writable, Readable, null>,
    answers: AsyncIterator<string>,
    env: Record<string, string>,
  ) {
    this.#bench = bench;
    this.#answers = answers;
    this.env = env;
    this.inside = ['nsenter', '--target', String(bench.pid), '--user', '--net', '--preserve-credentials'];
  }

  static async start(): Promise<MockedMachine> {
    const script = path.join(import.meta.dirname, 'bench.py');
    // Debian's python: another one on the PATH has no gi.
    const [program, ...rest] = [...OWN_NETWORK, 'umockdev-wrapper', '/usr/bin/python3', script];
    const bench = spawn(program, rest, { stdio: ['pipe', 'pipe', 'inherit'] });
    const answers = readline.createInterface(bench.stdout)[Symbol.asyncIterator]();
    const first = await answers.next();
    if (first.done === true) throw new Error('the mocked machine did not start');
    const { directory, preload } = JSON.parse(first.value) as { directory: string; preload: string };
    return new MockedMachine(bench, answers, { UMOCKDEV_DIR: directory, LD_PRELOAD: preload });
  }

  async #order(order: object): Promise<{ readonly done: number; readonly asked: string[] }> {
    this.#bench.stdin.write(`${JSON.stringify(order)}\n`);
    const answer = await this.#answers.next();
    if (answer.done === true) throw new Error('the mocked machine has ended');
    return JSON.parse(answer.value) as { done: number; asked: string[] };
  }

  /** Plugs in devices of a world by kernel name; they must not be there yet. @returns as `unplug`. */
  async plug(world: WorldDescription, keys: readonly string[]): Promise<number> {
    return (await this.#order({ add: blocksOf(world, keys).join('\n\n') })).done * 1000;
  }

  /** What a HID device of the machine answers, by report: bytes in hex, `stall` or `never`; the last one again and again. */
  async answer(node: string, features: Readonly<Record<number, readonly string[]>>): Promise<void> {
    await this.#order({ hid: node, descriptor: VENDOR_DESCRIPTOR, features });
  }

  /** What its HID devices were asked since the last time: `/dev/hidraw0 get 5`, and `write` or `call` for everything else. */
  async asked(): Promise<readonly string[]> {
    return (await this.#order({ asked: true })).asked;
  }

  /** @returns instant at which the kernel event went out, in milliseconds since the epoch. */
  async unplug(world: WorldDescription, keys: readonly string[]): Promise<number> {
    const paths = blocksOf(world, keys).map((block) => `/sys${/^P: (.*)$/m.exec(block)![1]!}`);
    return (await this.#order({ remove: paths.toSorted((a, b) => b.length - a.length) })).done * 1000;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = new Promise((resolve) => this.#bench.once('exit', resolve));
    this.#bench.stdin.end();
    await ended;
  }
}

/** Blocks of umockdev text that belong to these USB devices, their interfaces and HID nodes; all blocks for no keys. */
function blocksOf(world: WorldDescription, keys: readonly string[]): string[] {
  const blocks = umockdevText(world)
    .split(/\n\n(?=P: )/)
    .map((block) => `${block.trim()}\n`);
  if (keys.length === 0) return blocks;
  return blocks.filter((block) => {
    const steps = /^P: (.*)$/m.exec(block)![1]!.split('/');
    const device = steps.findLast((step) => /^\d+-[\d.]+$/.test(step));
    return device !== undefined && keys.includes(device);
  });
}
