import type { Result } from '../../shared/domain/result.ts';

/** Goes on with a value that is there; a problem is passed on. */
export const whenOk = async <Value, Next>(
  before: Result<Value>,
  work: (value: Value) => Promise<Result<Next>>,
): Promise<Result<Next>> => (before.ok ? await work(before.value) : before);
