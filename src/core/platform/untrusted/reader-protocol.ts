/** Request to read one file, sent to the reader process. */
export interface ReadRequest {
  readonly id: number;
  /** Name of the reader. */
  readonly reader: string;
  readonly input: unknown;
  /** The process ends itself beyond these limits. */
  readonly maxBytes: number;
  readonly deadlineMs: number;
}

export interface ReadAnswer {
  readonly id: number;
  /** The `Result` of the reader, or the message of what it threw. */
  readonly outcome: { readonly ok: boolean } | { readonly threw: string };
  /** Duration of the reading, including the loading of parsers. */
  readonly milliseconds: number;
  /** Resident memory afterwards. */
  readonly rss: number;
}

/** A process writes this to standard error before it ends itself for its memory. */
export const MEMORY_LIMIT_MESSAGE = 'vrlab: memory limit';

/** The reader process, as the host starts it: a child process of Node, or a utility process of Electron. */
export interface ReaderProcess {
  /** Undefined where the process could not be started. */
  readonly pid: number | undefined;
  send(request: ReadRequest): void;
  kill(): void;
  /** @param wanted whether this process keeps the host's event loop running. */
  keepHostAlive(wanted: boolean): void;
}

export interface ReaderEvents {
  readonly answered: (answer: ReadAnswer) => void;
  /** @param said end of what the process wrote to standard error. */
  readonly ended: (output: string) => void;
}

export type StartReader = (events: ReaderEvents) => ReaderProcess;
