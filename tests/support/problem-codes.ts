import problems from '../../src/shared/locales/en/problems.json' with { type: 'json' };

/** Every problem that has words. */
export const PROBLEM_CODES: ReadonlySet<string> = new Set(Object.keys(problems));
