import { LESSON_RESULTS } from './results.ts';
import screen from './screen.json' with { type: 'json' };

/** What every screen needs; a chunk of its own in the built screens. */
export const SCREENS = { ...LESSON_RESULTS, screen } as const;
