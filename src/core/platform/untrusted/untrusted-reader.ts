import type { Result } from '../../../shared/domain/result.ts';

/** Limits for reading one file. */
export interface ReadLimits {
  /** Counted from when the process starts on the file. The slowest lab PC needs a tenth of it for the largest honest file. */
  readonly deadlineMs: number;
  /** Maximum resident memory of the whole process, including its own 60 MB, buffers and the heap of V8. */
  readonly maxBytes: number;
}

const MIB = 1 << 20;
const DEFAULT_READ_LIMITS: ReadLimits = { deadlineMs: 20_000, maxBytes: 512 * MIB };

/** For signed records: one with all its photos is 33 MB of base64, and takes 360 MB while it is parsed and compared. */
export const RECORD_READ_LIMITS: ReadLimits = { deadlineMs: 30_000, maxBytes: 768 * MIB };

/** Heap limit of V8 in the process, in MiB: reached before the process limit, with a clear message. */
export const HEAP_MIB = 640;
/** A process that has grown to this size is not used for another file. */
export const RETIRE_AT_BYTES = 200 * MIB;
/** How long an idle process waits for the next file before it is ended. */
export const IDLE_MS = 60_000;

/**
 * Reads one kind of untrusted file. Each feature defines its own reader beside its parser; `read-apart.ts` runs them only in the
 * reader process, so that a malicious file can crash or exhaust that process but not the program.
 */
export interface UntrustedReader<Input extends object, Outcome extends Result<unknown>> {
  /** Identifies the reader in the reader process. */
  readonly name: string;
  readonly limits: ReadLimits;
  /** Loads its parser with the first file of its kind. The outcome must survive structured cloning. */
  read(input: Input): Promise<Outcome>;
}

/** Defines a reader with the types of `read`. */
export const defineReader = <Input extends object, Outcome extends Result<unknown>>(
  name: string,
  read: (input: Input) => Promise<Outcome>,
  limits: ReadLimits = DEFAULT_READ_LIMITS,
): UntrustedReader<Input, Outcome> => ({ name, limits, read });
