import type { Problem, ProblemCode, ProblemParams } from '../../../shared/domain/problem.ts';
import { type Result, succeed } from '../../../shared/domain/result.ts';

/** Why something published is not accepted. Thrown deep inside verification and turned into a problem at its border. */
export class Refusal<Code extends ProblemCode = ProblemCode> extends Error {
  readonly problem: Problem;

  constructor(code: Code, params: ProblemParams<Code>) {
    super(code);
    this.problem = { code, params } as Problem;
  }
}

/** Runs a verification; a refusal becomes a problem, any other exception stays a defect. */
export function asResult<Value>(work: () => Value): Result<Value> {
  try {
    return succeed(work());
  } catch (cause) {
    if (cause instanceof Refusal) return { ok: false, problem: cause.problem };
    throw cause;
  }
}
