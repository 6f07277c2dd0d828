import type { ProbeId } from '../../shared/domain/probe-ids.ts';
import type { ProbeFacts } from '../../shared/domain/snapshot.ts';
import type { UsbFacts } from '../../shared/domain/usb-facts.ts';

export interface Reading<Id extends ProbeId> {
  readonly facts: ProbeFacts<Id>;
  /** Libraries, files and interfaces that the facts were read from. */
  readonly sources: readonly string[];
}

/** What other probes of the same run find, for those that look closer at it. */
export interface SameRun {
  /** Null where the USB devices could not be read. Never rejects. */
  readonly usb: Promise<UsbFacts | null>;
}

/** A probe that runs alone. */
export const ALONE: SameRun = { usb: Promise.resolve(null) };

/** Reads one kind of facts of the PC. */
export interface Probe<Id extends ProbeId = ProbeId> {
  readonly id: Id;
  /** After this many milliseconds the run goes on without it; waiting for other probes counts. */
  readonly deadlineMs: number;
  /**
   * @param signal aborted at the deadline or when the user cancels; long work must stop then.
   * @param sameRun what it may wait for.
   * @throws ProbeFailure for expected failures; any other exception is reported as `unexpected`.
   */
  read(signal: AbortSignal, sameRun?: SameRun): Promise<Reading<Id>>;
}

export type Probes = { readonly [Id in ProbeId]: Probe<Id> };

/** Stable codes; each has a title and a next step in the locale files. */
export type ProbeFailureCode =
  | 'native-library-missing'
  | 'usb-subsystem-missing'
  | 'enumeration-refused'
  | 'adb-list-unread'
  | 'world-file-unreadable'
  | 'not-taken'
  | 'cancelled'
  | 'deadline'
  | 'unexpected';

export class ProbeFailure extends Error {
  readonly code: ProbeFailureCode;
  /** `unsupported`: this machine never has these facts; `failed`: it should have them. */
  readonly status: 'failed' | 'unsupported';

  constructor(
    code: ProbeFailureCode,
    detail: string,
    options: { status?: 'failed' | 'unsupported'; cause?: unknown } = {},
  ) {
    super(detail, { cause: options.cause });
    this.name = 'ProbeFailure';
    this.code = code;
    this.status = options.status ?? 'failed';
  }
}
