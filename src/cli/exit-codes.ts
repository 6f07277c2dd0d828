import type { Verdict } from '../shared/domain/finding.ts';

/** sysexits.h: EX_USAGE and EX_SOFTWARE. */
export const BAD_USAGE = 64;
export { INTERNAL_ERROR } from '../core/app/program-end.ts';

export const VERDICT_EXIT: Readonly<Record<Verdict, number>> = { ready: 0, usable: 1, 'not-ready': 2, unknown: 3 };
