/** One file to read. */
export interface ReadRequest {
  readonly id: number;
  /** Its name. */
  readonly reader: string;
  readonly input: unknown;
  /** The process ends itself beyond these. */
  readonly maxBytes: number;
  readonly deadlineMs: number;
}

export interface ReadAnswer {
  readonly id: number;
  /** The `Result` of the reader; `threw` where it had a fault. */
  readonly outcome: { readonly ok: boolean } | { readonly threw: string };
  /** What reading itself took, loading the parsers included. */
  readonly milliseconds: number;
  /** Resident memory afterwards. */
  readonly rss: number;
}

/** Written to standard error by a process that ends itself because of its memory. */
export const MEMORY_LIMIT_MESSAGE = 'vrlab: memory limit';

/** The process that reads, as the host starts it: a child process of Node, or a utility process of Electron. */
export interface ReaderProcess {
  /** Undefined where it could not be started. */
  readonly pid: number | undefined;
  send(request: ReadRequest): void;
  kill(): void;
  /** Whether the host waits for it before it ends. */
  keepHostAlive(wanted: boolean): void;
}

export interface ReaderEvents {
  readonly answered: (answer: ReadAnswer) => void;
  /** @param said the last of what it wrote to standard error. */
  readonly ended: (said: string) => void;
}

export type StartReader = (events: ReaderEvents) => ReaderProcess;
