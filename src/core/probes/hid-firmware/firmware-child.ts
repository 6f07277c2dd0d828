import type { HidFirmware } from '../../../shared/domain/hid-firmware.ts';
import { startChild } from '../../platform/child-program.ts';
import { THREADS } from './firmware-reports.ts';
import type { DeviceQueue, FirmwareAnswer } from './read-firmware.ts';

const HEAP_MIB = 48;

/** The program: in the source tree, or beside the built chunk that starts it. */
const programUrl = (): URL =>
  new URL(import.meta.url.endsWith('.ts') ? './firmware-process.ts' : './firmware-process.js', import.meta.url);

/** A process that asks devices once. It may be started before anybody knows what to ask. */
export class FirmwareChild {
  readonly #answers = new Map<string, HidFirmware>();
  readonly #child: ReturnType<typeof startChild>;
  #wanted = Infinity;
  readonly #finished = Promise.withResolvers<void>();

  constructor(program: URL = programUrl()) {
    this.#child = startChild(
      program,
      {
        answered: (answer) => {
          const { path, firmware } = answer as FirmwareAnswer;
          this.#answers.set(path, firmware);
          if (this.#answers.size === this.#wanted) this.close();
        },
        ended: () => this.#finished.resolve(),
      },
      { name: 'VR Lab Check firmware reader', heapMib: HEAP_MIB, threads: THREADS, seesDevices: true },
    );
  }

  /**
   * Kills the process at the deadline, when the signal says so, and when all have answered.
   * @returns the answers by path; who is missing has not answered.
   */
  async read(
    queues: readonly DeviceQueue[],
    deadlineMs: number,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, HidFirmware>> {
    this.#wanted = queues.flat().length;
    const stop = () => this.close();
    const deadline = setTimeout(stop, deadlineMs);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    this.#child.send(queues);
    await this.#finished.promise;
    clearTimeout(deadline);
    signal.removeEventListener('abort', stop);
    return this.#answers;
  }

  close(): void {
    this.#child.kill();
    this.#child.keepHostAlive(false);
    this.#finished.resolve();
  }
}
