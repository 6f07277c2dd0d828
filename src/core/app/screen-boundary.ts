import { type AnySchema, getEventIteratorSchemaDetails } from '@orpc/contract';
import { ORPCError, os } from '@orpc/server';
import { z } from 'zod';
import { declaredRole } from '../../shared/contract-roles.ts';
import { maskPersonal, replacePersonal } from '../../shared/domain/personal.ts';
import { type Problem, problemParam } from '../../shared/domain/problem.ts';
import { findUnseen } from '../../shared/domain/unseen-characters.ts';
import { withoutUnseen } from '../../shared/domain/unseen-text.ts';

/** Asked for by a person who pressed "show": the only answers in which names and phone numbers are readable. */
export const REVEALING: ReadonlySet<string> = new Set([
  'teacher.reveal',
  'requests.revealContact',
  'requests.revealPreview',
  'requests.reveal',
  'inspections.revealPeople',
]);

/** Lists and objects in one another; no call has half as many. */
const MAX_LEVELS = 32;

/** Whether it has more levels: what looks through it afterwards goes down all of them, and the stack would not last. */
const isDeeper = (value: unknown, levels: number): boolean =>
  value !== null &&
  typeof value === 'object' &&
  (levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1)));

/**
 * What passes between a page and the app, whatever the call: a procedure that declares no role is refused; no text with characters
 * nobody sees comes in; what goes out is masked where its schema says that it is personal, and readable as it is shown.
 */
export const screenBoundary = os.middleware(async ({ next, path, procedure }, input, output) => {
  const { inputSchema, outputSchema, meta } = procedure['~orpc'];
  if (declaredRole(meta) === null) throw new ORPCError('FORBIDDEN', { message: `${path.join('.')} declares no role` });
  if (isDeeper(input, MAX_LEVELS)) throw new ORPCError('BAD_REQUEST', { message: 'too many levels' });
  const unseen = findUnseen(inputSchema, input);
  if (unseen !== null) {
    const params = { field: unseen.path.findLast((step) => !/^\d+$/.test(step)) ?? '', sign: unseen.sign };
    return output(refusal({ code: 'text-unseen-character', params }, outputSchema));
  }
  const { output: answer, ...rest } = await next();
  const isRevealing = REVEALING.has(path.join('.'));
  const shown = (schema: AnySchema | undefined, value: unknown): unknown =>
    withoutUnseen(isRevealing || !(schema instanceof z.ZodType) ? value : replacePersonal(schema, value, maskPersonal));
  const { yields } = getEventIteratorSchemaDetails(outputSchema) ?? {};
  if (yields === undefined) return { ...rest, output: shown(outputSchema, answer) as never };
  return { ...rest, output: each(answer as AsyncIterable<unknown>, (value) => shown(yields, value)) as never };
});

/** Puts a signal into the context that is aborted when whoever called hangs up; without a connection nobody can. */
export const withSignal = os.middleware(({ next, signal }) =>
  next({ context: { signal: signal ?? new AbortController().signal } }),
);

/** Puts a service into the context under its name; it is loaded at the first call. */
export const withService = <Name extends string, Service>(name: Name, load: () => Promise<Service>) =>
  os.middleware(async ({ next }) => next({ context: { [name]: await load() } as Record<Name, Service> }));

async function* each(values: AsyncIterable<unknown>, shown: (value: unknown) => unknown): AsyncGenerator {
  for await (const value of values) yield shown(value);
}

/** In the form in which the call reports expected failures. */
export function refusal(problem: Problem, schema: AnySchema | undefined): unknown {
  const { yields } = getEventIteratorSchemaDetails(schema) ?? {};
  const failed = { type: 'failed', problem };
  if (yields instanceof z.ZodType && yields.safeParse(failed).success)
    // oxlint-disable-next-line unicorn/consistent-function-scoping -- it holds the one value
    return (function* refused() {
      yield failed;
    })();
  const answer = { ok: false, problem };
  if (schema instanceof z.ZodType && schema.safeParse(answer).success) return answer;
  throw new ORPCError('BAD_REQUEST', { message: `${problem.code}: ${problemParam(problem, 'field')}` });
}
