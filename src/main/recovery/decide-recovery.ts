/** `screen`: the page has crashed or hangs; `graphics`: Chromium's process for graphics; `program`: an exception nobody caught. */
export type Trouble = 'screen' | 'graphics' | 'program';

export type Recovery =
  /** Chromium has already replaced what was lost. */
  | { readonly action: 'go-on' }
  | { readonly action: 'reload'; readonly afterMs: number }
  | { readonly action: 'relaunch'; readonly withoutGraphics: boolean }
  /** Shows the page that says whom to call. */
  | { readonly action: 'stop' };

/** Only what happened within this time counts: a program that fails once a day is brought back for ever. */
export const PERIOD_MS = 10 * 60_000;

/** One reload for each; a screen that fails once more within the period is not brought back. */
const RELOADED_AFTER_MS = [1000, 2000, 5000, 10_000] as const;
const MOST_RELAUNCHES = 3;
/** Chromium starts the process anew by itself, and ends the whole program when that fails too often. */
const MOST_GRAPHICS_LOSSES = 2;

/**
 * What becomes of the program after a failure.
 * @param earlier when failures of the same kind happened, epoch ms, in any order; times ahead of `now` by more than the period
 *   come from a clock that was wrong and do not count.
 */
export function decideRecovery(trouble: Trouble, earlier: readonly number[], now: number): Recovery {
  const count = earlier.filter((at) => Math.abs(now - at) < PERIOD_MS).length;
  if (trouble === 'screen') {
    const afterMs = RELOADED_AFTER_MS[count];
    return afterMs === undefined ? { action: 'stop' } : { action: 'reload', afterMs };
  }
  if (trouble === 'graphics')
    return count < MOST_GRAPHICS_LOSSES ? { action: 'go-on' } : { action: 'relaunch', withoutGraphics: true };
  return count < MOST_RELAUNCHES ? { action: 'relaunch', withoutGraphics: false } : { action: 'stop' };
}
