const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How long to wait after so many failures in a row: anything between `least` and a ceiling that doubles from `first` to `most`. */
interface Ladder {
  readonly first: number;
  readonly most: number;
}

/** No pause is shorter, whatever the dice say. */
const MIN_PAUSE_MS = SECOND;
/** The longest pause there is; a receiver that asks for more is asked again after this. */
export const MAX_PAUSE_MS = 24 * HOUR;

export const LADDERS = {
  /** No network, no answer, come later. */
  usual: { first: 5 * SECOND, most: HOUR },
  /** Somebody has to mend the channel; nothing gets better by asking often. */
  unusable: { first: 5 * MINUTE, most: 6 * HOUR },
  /** May have arrived where the receiver cannot tell a repetition: one more of it every day at most. */
  doubtful: { first: MINUTE, most: MAX_PAUSE_MS },
} as const satisfies Record<string, Ladder>;

/**
 * Full jitter: many PCs that lost the same network do not come back at the same moment.
 * @param failures in a row before this pause, 0 for the first. @param random 0 ≤ x < 1. @returns milliseconds.
 */
export function pauseAfter(failures: number, ladder: Ladder, random: () => number): number {
  const ceiling = Math.min(ladder.most, ladder.first * 2 ** Math.min(failures, 32));
  return Math.round(MIN_PAUSE_MS + random() * (ceiling - MIN_PAUSE_MS));
}

/** What a receiver asks for with its Retry-After, as far as it is listened to. */
export const requestedPause = (retryAfterMs: number | null): number =>
  retryAfterMs === null || !(retryAfterMs > 0) ? 0 : Math.min(MAX_PAUSE_MS, Math.ceil(retryAfterMs));
