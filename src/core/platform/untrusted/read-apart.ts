import { type Result, fail } from '../../../shared/domain/result.ts';
import { type ChildEvents, type ChildOptions, type StartChild, startChild, startNodeChild } from '../child-program.ts';
import { Sequencer } from '../sequencer.ts';
import { MEMORY_LIMIT_MESSAGE, type ReadAnswer, type ReaderProcess, type StartReader } from './reader-protocol.ts';
import { HEAP_MIB, IDLE_MS, RETIRE_AT_BYTES, type ReadLimits, type UntrustedReader } from './untrusted-reader.ts';

/** The entry of the reader process: in the source tree, or beside the built chunk that starts it. */
export function readerProgramUrl(): URL {
  return new URL(
    import.meta.url.endsWith('.ts') ? '../../app/reader-process.ts' : './reader-process.js',
    import.meta.url,
  );
}

const OPTIONS: ChildOptions = { name: 'VR Lab Check file reader', heapMib: HEAP_MIB };

/** The process speaks the protocol of `reader-protocol.ts`. */
const startWith = (start: StartChild, program: URL, { answered, ended }: ChildEvents<ReadAnswer>): ReaderProcess =>
  start(program, { answered: (answer) => answered(answer as ReadAnswer), ended }, OPTIONS);

/** Starts the reader process as this host does it. */
const startReader: StartReader = (events) => startWith(startChild, readerProgramUrl(), events);

/** Starts the reader process as a child process of this Node. */
export const startReaderProgram = (program: URL, events: ChildEvents<ReadAnswer>): ReaderProcess =>
  startWith(startNodeChild, program, events);

/** Messages of V8 and of the memory watch for a full heap. */
const OUT_OF_MEMORY = new RegExp(
  `${MEMORY_LIMIT_MESSAGE}|heap out of memory|Allocation failed|Array buffer allocation failed`,
);

/** Reads untrusted files one at a time in a separate process, which is killed when a file exceeds its limits. */
export class UntrustedFiles {
  readonly #start: StartReader;
  readonly #idleMs: number;
  #process: ReaderProcess | null = null;
  #answered: (answer: ReadAnswer) => void = () => undefined;
  #ended: (output: string) => void = () => undefined;
  #idle: NodeJS.Timeout | undefined;
  readonly #sequence = new Sequencer();
  #count = 0;

  constructor(start: StartReader, idleMs = IDLE_MS) {
    this.#start = start;
    this.#idleMs = idleMs;
  }

  /**
   * Reads one file when all earlier ones are done.
   * @param limits those of the reader, except in tests. @param signal cancels the reading and kills the process.
   * @returns the result of the reader, or `file-took-too-long`, `file-needs-too-much-memory`, `file-ended-reader`, `file-not-read`.
   */
  read<Input extends object, Outcome extends Result<unknown>>(
    reader: UntrustedReader<Input, Outcome>,
    input: Input,
    signal?: AbortSignal,
    limits: ReadLimits = reader.limits,
  ): Promise<Outcome | Result<never>> {
    return this.#sequence.run(() => this.#readFresh(reader, input, limits, signal));
  }

  /** Kills the process. */
  close(): void {
    clearTimeout(this.#idle);
    this.#process?.kill();
    this.#process = null;
  }

  /** Retries once where a process that was idle had ended: it may have been killed from outside, which is not the file's fault. */
  async #readFresh<Input extends object, Outcome extends Result<unknown>>(
    reader: UntrustedReader<Input, Outcome>,
    input: Input,
    limits: ReadLimits,
    signal?: AbortSignal,
  ): Promise<Outcome | Result<never>> {
    const hadWaited = this.#process !== null;
    const read = await this.#readNow(reader, input, limits, signal);
    const isOver = !read.ok && read.problem.code === 'file-ended-reader';
    return hadWaited && isOver ? await this.#readNow(reader, input, limits, signal) : read;
  }

  async #readNow<Input extends object, Outcome extends Result<unknown>>(
    reader: UntrustedReader<Input, Outcome>,
    input: Input,
    { deadlineMs, maxBytes }: ReadLimits,
    signal?: AbortSignal,
  ): Promise<Outcome | Result<never>> {
    const file = nameOf(input);
    if (signal?.aborted === true) return fail('file-not-read', { file });
    clearTimeout(this.#idle);
    const opened = (this.#process ??= this.#begin());
    opened.keepHostAlive(true);
    const id = (this.#count += 1);
    let deadline: NodeJS.Timeout | undefined;
    let cancel = () => undefined as void;
    try {
      const ending = await new Promise<ReadAnswer | Result<never>>((resolve) => {
        this.#answered = (answer) => {
          if (answer.id === id) resolve(answer);
        };
        this.#ended = (output) =>
          resolve(fail(OUT_OF_MEMORY.test(output) ? 'file-needs-too-much-memory' : 'file-ended-reader', { file }));
        deadline = setTimeout(
          () => resolve(fail('file-took-too-long', { file, seconds: Math.ceil(deadlineMs / 1000) })),
          deadlineMs,
        );
        cancel = () => resolve(fail('file-not-read', { file }));
        signal?.addEventListener('abort', cancel, { once: true });
        opened.send({ id, reader: reader.name, input, maxBytes, deadlineMs });
      });
      if ('ok' in ending) {
        this.#discard();
        return ending;
      }
      if (ending.rss > RETIRE_AT_BYTES) this.#discard();
      // After an exception the state of the process is unknown.
      if ('threw' in ending.outcome) {
        this.#discard();
        return fail('file-ended-reader', { file, detail: ending.outcome.threw });
      }
      return ending.outcome as Outcome;
    } finally {
      clearTimeout(deadline);
      signal?.removeEventListener('abort', cancel);
      this.#rest();
    }
  }

  #begin(): ReaderProcess {
    const begun = this.#start({
      answered: (answer) => this.#answered(answer),
      ended: (output) => {
        // A discarded process may end after the next one has started.
        if (this.#process !== begun) return;
        this.#process = null;
        this.#ended(output);
      },
    });
    return begun;
  }

  #discard(): void {
    this.#process?.kill();
    this.#process?.keepHostAlive(false);
    this.#process = null;
  }

  /** Lets the process wait for the next file, without keeping the host running. */
  #rest(): void {
    this.#process?.keepHostAlive(false);
    this.#idle = setTimeout(() => this.#discard(), this.#idleMs);
    this.#idle.unref();
  }
}

/** Name of the file in problems. */
function nameOf(input: object): string {
  const { file } = input as { file?: string | { readonly name: string } };
  return typeof file === 'string' ? file : (file?.name ?? '');
}

const files = new UntrustedFiles(startReader);

/** A reader process of its own, for what may take so long that no other file should wait for it. */
export const separateReader = (): UntrustedFiles => new UntrustedFiles(startReader, 0);

/** Reads an untrusted file in the reader process. See `UntrustedFiles.read`. */
export const readApart = <Input extends object, Outcome extends Result<unknown>>(
  reader: UntrustedReader<Input, Outcome>,
  input: Input,
  signal?: AbortSignal,
): Promise<Outcome | Result<never>> => files.read(reader, input, signal);
