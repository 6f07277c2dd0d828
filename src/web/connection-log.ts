/** What a peer of the web host, or the host itself, did wrong. */
export type ConnectionFault = 'message-refused' | 'request-failed' | 'connection-failed' | 'server-failed';

/** A peer may go on for ever: of each kind one line in this time, which counts those before it. */
const QUIET_MS = 10_000;
const LONGEST_DETAIL = 200;

export interface ConnectionLog {
  note(fault: ConnectionFault, cause: unknown): void;
}

/**
 * @param write gets one fault, what is known of it, and how many of its kind were left out since the last line.
 * @param now milliseconds.
 */
export function createConnectionLog(
  write: (fault: ConnectionFault, detail: string, unsaid: number) => void,
  now: () => number = () => performance.now(),
): ConnectionLog {
  const last = new Map<ConnectionFault, { at: number; unsaid: number }>();
  return {
    note(fault, cause) {
      const before = last.get(fault);
      if (before !== undefined && now() - before.at < QUIET_MS) {
        before.unsaid += 1;
        return;
      }
      last.set(fault, { at: now(), unsaid: 0 });
      write(fault, detailOf(cause), before?.unsaid ?? 0);
    },
  };
}

/** One line without control characters: the peer may have written it. */
const detailOf = (cause: unknown): string =>
  (cause instanceof Error ? cause.message : String(cause))
    .replaceAll(/[\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .slice(0, LONGEST_DETAIL);
