/** What a peer of the web host, or the host itself, did wrong. */
export type Incident = 'message-refused' | 'request-failed' | 'connection-failed' | 'server-failed';

/** A peer may go on for ever: of each kind one line in this time, which counts those before it. */
const QUIET_MS = 10_000;
const LONGEST_DETAIL = 200;

export interface IncidentLog {
  note(incident: Incident, cause: unknown): void;
}

/**
 * @param write gets one incident, what was said about it, and how many of its kind were left out since the last line.
 * @param now milliseconds.
 */
export function createIncidentLog(
  write: (incident: Incident, detail: string, unsaid: number) => void,
  now: () => number = () => performance.now(),
): IncidentLog {
  const last = new Map<Incident, { at: number; unsaid: number }>();
  return {
    note(incident, cause) {
      const before = last.get(incident);
      if (before !== undefined && now() - before.at < QUIET_MS) {
        before.unsaid += 1;
        return;
      }
      last.set(incident, { at: now(), unsaid: 0 });
      write(incident, detailOf(cause), before?.unsaid ?? 0);
    },
  };
}

/** One line without control characters: the peer may have written it. */
const detailOf = (cause: unknown): string =>
  (cause instanceof Error ? cause.message : String(cause))
    .replaceAll(/[\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .slice(0, LONGEST_DETAIL);
