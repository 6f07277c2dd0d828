import type { Problem } from '../../shared/domain/problem.ts';
import type { Translate, TranslateBelow } from '../../shared/wording.ts';
import type { Arguments } from '../arguments.ts';

/** Where a command's words go. */
export interface Speaker {
  /** Looks up a text of the publisher. */
  readonly say: TranslateBelow<'publisher:'>;
  /** Looks up any text by `namespace:key`. */
  readonly t: Translate;
  readonly print: (text: string) => void;
  readonly problem: (problem: Problem) => void;
}

export const BAD_USAGE = 64;

/** @returns the exit code; null when arguments are missing and help should be shown. */
export type Command = (given: Arguments, speaker: Speaker) => number | null;
