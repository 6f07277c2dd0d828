import type { Problem } from './problem.ts';

/** What may fail as expected; anything else is thrown. */
export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Problem };

export const succeed = <Value>(value: Value): Result<Value> => ({ ok: true, value });

export const fail = (code: string, params: Problem['params'] = {}): Result<never> => ({
  ok: false,
  problem: { code, params },
});
