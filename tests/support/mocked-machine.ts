import { type ChildProcessByStdio, spawn } from 'node:child_process';
import path from 'node:path';
import readline from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { WorldDescription } from '../../src/core/world/described/world-description.ts';
import { umockdevText } from '../../src/core/world/described/umockdev-text.ts';

/** A mocked machine whose devices come and go while programs run on it. Needs CAP_NET_ADMIN (root, or `unshare -rn`). */
export class MockedMachine {
  readonly env: Record<string, string>;
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
  }

  static async start(): Promise<MockedMachine> {
    const script = path.join(import.meta.dirname, 'bench.py');
    // Debian's python: another one on the PATH has no gi.
    const bench = spawn('umockdev-wrapper', ['/usr/bin/python3', script], { stdio: ['pipe', 'pipe', 'inherit'] });
    const answers = readline.createInterface(bench.stdout)[Symbol.asyncIterator]();
    const first = await answers.next();
    if (first.done === true) throw new Error('the mocked machine did not start');
    const { directory, preload } = JSON.parse(first.value) as { directory: string; preload: string };
    return new MockedMachine(bench, answers, { UMOCKDEV_DIR: directory, LD_PRELOAD: preload });
  }

  /** @returns instant at which the kernel event went out, in milliseconds since the epoch. */
  async #order(order: object): Promise<number> {
    this.#bench.stdin.write(`${JSON.stringify(order)}\n`);
    const answer = await this.#answers.next();
    if (answer.done === true) throw new Error('the mocked machine has ended');
    return (JSON.parse(answer.value) as { done: number }).done * 1000;
  }

  /** Plugs in devices of a world by kernel name; they must not be there yet. */
  plug(world: WorldDescription, keys: readonly string[]): Promise<number> {
    return this.#order({ add: blocksOf(world, keys).join('\n\n') });
  }

  unplug(world: WorldDescription, keys: readonly string[]): Promise<number> {
    const paths = blocksOf(world, keys).map((block) => `/sys${/^P: (.*)$/m.exec(block)![1]!}`);
    return this.#order({ remove: paths.toSorted((a, b) => b.length - a.length) });
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
