import type { ChildEvents, ChildProgram } from '../child-program.ts';

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

/** The process that reads untrusted files, as the host sees it. */
export type ReaderProcess = ChildProgram<ReadRequest>;

export type StartReader = (events: ChildEvents<ReadAnswer>) => ReaderProcess;
