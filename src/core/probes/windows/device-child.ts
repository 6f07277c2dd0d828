import { type ChildProgram, startChild } from '../../platform/child-program.ts';
import { THREADS } from '../hid-firmware/firmware-reports.ts';
import { ProbeFailure } from '../probe.ts';
import {
  type DeviceAnswers,
  type DeviceQuestion,
  type DeviceReply,
  type DeviceRequest,
  READY,
} from './device-protocol.ts';

const HEAP_MIB = 64;
/** Node and koffi take a tenth of a second on a lab PC, and ten times as long where an antivirus reads along. */
const START_DEADLINE_MS = 4000;
/** How long the process waits for the next question. Plugs come in rows. */
const IDLE_MS = 10_000;

/** The program: in the source tree, or beside the built chunk that starts it. */
const programUrl = (): URL =>
  new URL(import.meta.url.endsWith('.ts') ? './device-process.ts' : './device-process.js', import.meta.url);

type Outcome<Ask extends DeviceQuestion['ask']> = { readonly value: DeviceAnswers[Ask] } | 'no-answer';

/** Asks the process that reads devices; kills it where it hangs, and starts another one. */
export class DeviceChild {
  readonly #program: URL;
  #child: ChildProgram<DeviceRequest> | null = null;
  #isReady = false;
  #idle: NodeJS.Timeout | undefined;
  #count = 0;
  #settle: (reply: DeviceReply | 'ended') => void = () => undefined;

  constructor(program: URL = programUrl()) {
    this.#program = program;
  }

  /**
   * @returns the answer, or `no-answer` when the deadline has passed.
   * @throws ProbeFailure where the library is missing, or the process cannot live.
   */
  async ask<Question extends DeviceQuestion>(
    question: Question,
    deadlineMs: number,
    signal: AbortSignal,
  ): Promise<Outcome<Question['ask']>> {
    signal.throwIfAborted();
    clearTimeout(this.#idle);
    if (this.#child === null) this.#isReady = false;
    const child = (this.#child ??= this.#start());
    child.keepHostAlive(true);
    if (!this.#isReady) {
      const ready = await this.#settled(READY, START_DEADLINE_MS, signal);
      if (ready === 'no-answer') throw new ProbeFailure('deadline', `not started within ${START_DEADLINE_MS} ms`);
      this.#isReady = true;
    }
    const id = (this.#count += 1);
    const answered = this.#settled(id, deadlineMs, signal);
    child.send({ id, question });
    const answer = await answered;
    return answer === 'no-answer' ? answer : { value: answer as DeviceAnswers[Question['ask']] };
  }

  /**
   * Waits for a reply. Whatever else comes instead ends the process.
   * @throws ProbeFailure, and the reason of the signal.
   */
  async #settled(id: number, deadlineMs: number, signal: AbortSignal): Promise<unknown> {
    const reply = await new Promise<DeviceReply['answer'] | 'no-answer' | 'ended' | 'stopped'>((resolve) => {
      const deadline = setTimeout(() => resolve('no-answer'), deadlineMs);
      const stop = () => resolve('stopped');
      signal.addEventListener('abort', stop, { once: true });
      this.#settle = (one) => {
        if (one !== 'ended' && one.id !== id) return;
        clearTimeout(deadline);
        signal.removeEventListener('abort', stop);
        resolve(one === 'ended' ? one : one.answer);
      };
    });
    if (typeof reply !== 'string' && 'value' in reply) {
      this.#rest();
      return reply.value;
    }
    this.close();
    if (reply === 'no-answer') return reply;
    if (reply === 'stopped') signal.throwIfAborted();
    if (typeof reply === 'string')
      throw new ProbeFailure('enumeration-refused', 'the process that reads devices ended');
    throw new ProbeFailure(reply.failed === 'library' ? 'native-library-missing' : 'enumeration-refused', reply.detail);
  }

  close(): void {
    clearTimeout(this.#idle);
    this.#child?.kill();
    this.#child?.keepHostAlive(false);
    this.#child = null;
  }

  #start(): ChildProgram<DeviceRequest> {
    const begun = startChild(
      this.#program,
      {
        answered: (reply) => this.#settle(reply as DeviceReply),
        ended: () => {
          if (this.#child !== begun) return;
          this.#child = null;
          this.#settle('ended');
        },
      },
      { name: 'VR Lab Check device reader', heapMib: HEAP_MIB, threads: THREADS },
    );
    return begun;
  }

  /** Lets the process wait for the next question, without keeping the host running. */
  #rest(): void {
    this.#child?.keepHostAlive(false);
    this.#idle = setTimeout(() => this.close(), IDLE_MS);
    this.#idle.unref();
  }
}
