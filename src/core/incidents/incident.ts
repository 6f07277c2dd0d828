/**
 * Something of the program itself that failed. `screen-…`: the page; `graphics-gone`: Chromium's process for graphics;
 * `child-gone`: another process of Chromium; the last two: the program.
 */
export const INCIDENT_KINDS = [
  'screen-error',
  'screen-gone',
  'screen-unresponsive',
  'graphics-gone',
  'child-gone',
  'uncaught-exception',
  'unhandled-rejection',
] as const;
export type IncidentKind = (typeof INCIDENT_KINDS)[number];

/** What the program did about it. `shown`: said on the screen; `stopped`: gave up and says whom to call; `ended`: exit. */
export type IncidentAnswer = 'shown' | 'noted' | 'reloaded' | 'relaunched' | 'stopped' | 'ended';

export interface Incident {
  readonly kind: IncidentKind;
  /** Screen and panel, or the reason the operating system gives; empty where there is none. */
  readonly where: string;
  /** Name and message of what was thrown. */
  readonly message: string;
  readonly stack: string;
  readonly answer: IncidentAnswer;
}

/** As kept: one line of JSON. */
export interface StoredIncident extends Incident {
  /** RFC 3339, civil time of the schools. */
  readonly at: string;
  readonly version: string;
}

/** @param thrown may be anything, a chain of causes that leads back to itself included. */
export function describeThrown(thrown: unknown, causes = 3): Pick<Incident, 'message' | 'stack'> {
  if (!(thrown instanceof Error)) return { message: printable(thrown), stack: '' };
  // The engine repeats the message at the head of the stack.
  const frames = (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const cause = thrown.cause === undefined || causes === 0 ? null : describeThrown(thrown.cause, causes - 1);
  if (cause !== null) frames.push(`caused by ${cause.message}`, cause.stack);
  return { message: `${thrown.name}: ${thrown.message}`, stack: frames.join('\n') };
}

function printable(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    return typeof thrown;
  }
}
