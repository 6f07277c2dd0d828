import type { Problem } from '../../../shared/domain/problem.ts';
import type { Result } from '../../../shared/domain/result.ts';
import { ConnectionLost } from './host-connection.ts';

/** A call that threw, as a problem that can be shown. */
export const callProblem = (cause: unknown): Problem => ({
  code: 'inspection-call-failed',
  params: { detail: cause instanceof Error ? cause.message : String(cause) },
});

/** Makes a call whose exceptions become ordinary problems, so that the caller keeps what was typed. */
export async function settleCall<Value>(call: () => Promise<Result<Value>>): Promise<Result<Value>> {
  try {
    return await call();
  } catch (cause) {
    return { ok: false, problem: callProblem(cause) };
  }
}

/**
 * For `catch`: a call whose connection was lost becomes a problem that says its outcome is unknown.
 * @throws everything else, which is a defect.
 */
export function answerLost(cause: unknown): { readonly ok: false; readonly problem: Problem } {
  if (cause instanceof ConnectionLost) return { ok: false, problem: { code: 'answer-lost', params: {} } };
  throw cause;
}
