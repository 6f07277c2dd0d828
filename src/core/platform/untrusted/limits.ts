/** What the reading of one file may take. */
export interface ReadLimits {
  /** From the moment the process begins with it. The slowest lab PC needs a tenth of it for the largest honest file. */
  readonly deadlineMs: number;
  /** Resident memory of the whole process, its own 60 MB included. Buffers count as well as the heap of V8. */
  readonly mostBytes: number;
}

const MIB = 1 << 20;
export const USUAL_LIMITS: ReadLimits = { deadlineMs: 20_000, mostBytes: 512 * MIB };

/** A record with all its photos is 33 MB of base64, parsed and compared in several forms: 360 MB. */
export const RECORD_LIMITS: ReadLimits = { deadlineMs: 30_000, mostBytes: 768 * MIB };

/** V8's own limit in the process, in MiB: it ends sooner than the memory of the process, with a clear message. */
export const HEAP_MIB = 640;
/** A process that has grown to this is not used for another file. */
export const RETIRE_AT_BYTES = 200 * MIB;
/** How long one waits for the next file. */
export const IDLE_MS = 60_000;
