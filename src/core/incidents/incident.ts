/**
 * What failed. `screen-…`: the page; `graphics-gone`: the graphics process of Chromium; `child-gone`: another process of
 * Chromium; `uncaught-exception` and `unhandled-rejection`: the program itself.
 */
const INCIDENT_KINDS = [
  'screen-error',
  'screen-gone',
  'screen-unresponsive',
  'graphics-gone',
  'child-gone',
  'uncaught-exception',
  'unhandled-rejection',
] as const;
export type IncidentKind = (typeof INCIDENT_KINDS)[number];

/** How the program reacted. `shown`: reported on the screen; `stopped`: gave up and shows whom to call; `ended`: exited. */
export type IncidentAnswer = 'shown' | 'noted' | 'reloaded' | 'relaunched' | 'stopped' | 'ended';

export interface Incident {
  readonly kind: IncidentKind;
  /** Screen and panel, or the reason given by the operating system; empty where there is none. */
  readonly where: string;
  /** Name and message of the error. */
  readonly message: string;
  readonly stack: string;
  readonly answer: IncidentAnswer;
}

/** An incident as stored: one line of JSON. */
export interface StoredIncident extends Incident {
  /** RFC 3339, civil time of the schools. */
  readonly at: string;
  readonly version: string;
}

/** Describes an error with its causes. @param thrown any value, also an error with a circular chain of causes. */
export function describeThrown(thrown: unknown, causes = 3): Pick<Incident, 'message' | 'stack'> {
  if (!(thrown instanceof Error)) return { message: printable(thrown), stack: '' };
  // The stack of V8 begins with the message, which is reported separately.
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
