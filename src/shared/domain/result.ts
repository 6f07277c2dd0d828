import type { NeededParams, OwnProblem, Problem, ProblemCode, ProblemParams } from './problem.ts';

/** What may fail as expected; anything else is thrown. */
export type Result<Value, Failure = Problem> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Failure };

export const succeed = <Value>(value: Value): Result<Value, never> => ({ ok: true, value });

/** Where one of several codes is given, the parameters have to suit each of them. */
type ParamsOfEach<Code extends ProblemCode> = (
  Code extends ProblemCode ? (params: ProblemParams<Code>) => void : never
) extends (params: infer All) => void
  ? All
  : never;
type ParamsWhereNeeded<Code extends ProblemCode> = [NeededParams<Code>] extends [never]
  ? [params?: ParamsOfEach<Code>]
  : [params: ParamsOfEach<Code>];

/** @param params may be left out where the code needs none. */
export const fail = <Code extends ProblemCode>(
  code: Code,
  ...[params]: ParamsWhereNeeded<Code>
): Result<never, OwnProblem<Code>> => ({
  ok: false,
  problem: { code, params: params ?? {} } as unknown as OwnProblem<Code>,
});
