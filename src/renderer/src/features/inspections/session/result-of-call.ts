import type { Problem } from '../../../../../shared/domain/problem.ts';
import type { Result } from '../../../../../shared/domain/result.ts';

export const failedCall = (cause: unknown): Problem => ({
  code: 'inspection-call-failed',
  params: { detail: cause instanceof Error ? cause.message : String(cause) },
});

/** A call that is cut off or refused as a whole is a failure like any other: what was typed stays. */
export async function resultOfCall<Value>(call: () => Promise<Result<Value>>): Promise<Result<Value>> {
  try {
    return await call();
  } catch (cause) {
    return { ok: false, problem: failedCall(cause) };
  }
}
