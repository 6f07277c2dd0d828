import type { Result } from '../../../shared/domain/result.ts';

/** What the reading of one file may take. */
export interface ReadLimits {
  /** From the moment the process begins with it. The slowest lab PC needs a tenth of it for the largest honest file. */
  readonly deadlineMs: number;
  /** Resident memory of the whole process, its own 60 MB included. Buffers count as well as the heap of V8. */
  readonly maxBytes: number;
}

const MIB = 1 << 20;
export const DEFAULT_READ_LIMITS: ReadLimits = { deadlineMs: 20_000, maxBytes: 512 * MIB };

/** A record with all its photos is 33 MB of base64, parsed and compared in several forms: 360 MB. */
export const RECORD_READ_LIMITS: ReadLimits = { deadlineMs: 30_000, maxBytes: 768 * MIB };

/** V8's own limit in the process, in MiB: it ends sooner than the memory of the process, with a clear message. */
export const HEAP_MIB = 640;
/** A process that has grown to this is not used for another file. */
export const RETIRE_AT_BYTES = 200 * MIB;
/** How long one waits for the next file. */
export const IDLE_MS = 60_000;

/**
 * Reads one kind of files of strangers. Each feature defines its own beside what it parses; `read-apart.ts` has them run in the
 * reader process only, so whatever a file does to a parser, it does not do to the program.
 */
export interface UntrustedReader<Input extends object, Outcome extends Result<unknown>> {
  /** By which the reader process finds it. */
  readonly name: string;
  readonly limits: ReadLimits;
  /** Loads its parser when the first file of its kind comes. What it returns has to survive structured cloning. */
  read(input: Input): Promise<Outcome>;
}

/** Its types stay those of `read`. */
export const defineReader = <Input extends object, Outcome extends Result<unknown>>(
  name: string,
  read: (input: Input) => Promise<Outcome>,
  limits: ReadLimits = DEFAULT_READ_LIMITS,
): UntrustedReader<Input, Outcome> => ({ name, limits, read });
