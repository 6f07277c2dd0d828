import type { Result } from '../../src/shared/domain/result.ts';

/** @throws the code of the problem. */
export function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`${result.problem.code} ${JSON.stringify(result.problem.params)}`);
  return result.value;
}
