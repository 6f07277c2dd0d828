const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** A pause after a number of failures in a row is a random time between one second and a ceiling, which doubles from `first` to `max` (ms). */
interface Ladder {
  readonly first: number;
  readonly max: number;
}

/** Minimum pause. */
const MIN_PAUSE_MS = SECOND;
/** Maximum pause, also where a receiver asks for a longer one. */
export const MAX_PAUSE_MS = 24 * HOUR;

export const LADDERS = {
  /** No network, no answer, or the receiver asks to retry later. */
  usual: { first: 5 * SECOND, max: HOUR },
  /** Somebody has to repair the channel; frequent attempts do not help. */
  unusable: { first: 5 * MINUTE, max: 6 * HOUR },
  /** May have arrived at a receiver that does not detect duplicates: finally one attempt a day. */
  doubtful: { first: MINUTE, max: MAX_PAUSE_MS },
} as const satisfies Record<string, Ladder>;

/**
 * The pause before the next attempt, with full jitter: PCs that lost the same network do not return at the same moment.
 * @param failures number of failures in a row before this pause, 0 for the first. @param random 0 ≤ x < 1. @returns milliseconds.
 */
export function pauseAfter(failures: number, ladder: Ladder, random: () => number): number {
  const ceiling = Math.min(ladder.max, ladder.first * 2 ** Math.min(failures, 32));
  return Math.round(MIN_PAUSE_MS + random() * (ceiling - MIN_PAUSE_MS));
}

/** The pause that a receiver asks for with Retry-After, capped at the maximum; 0 where it asks for none. @returns milliseconds. */
export const requestedPause = (retryAfterMs: number | null): number =>
  retryAfterMs === null || !(retryAfterMs > 0) ? 0 : Math.min(MAX_PAUSE_MS, Math.ceil(retryAfterMs));
