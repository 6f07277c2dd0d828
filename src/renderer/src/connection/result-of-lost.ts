import type { Problem } from '../../../shared/domain/problem.ts';
import { ConnectionLost } from './host-connection.ts';

/** A call that was cut off, as a value: whether it was done nobody knows. @throws what is anything else, a defect. */
export function resultOfLost(cause: unknown): { readonly ok: false; readonly problem: Problem } {
  if (cause instanceof ConnectionLost) return { ok: false, problem: { code: 'answer-lost', params: {} } };
  throw cause;
}
