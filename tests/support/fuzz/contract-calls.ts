import type { AnySchema } from '@orpc/contract';
import { type AnyProcedure, createProcedureClient, ORPCError } from '@orpc/server';
import { isDeepStrictEqual } from 'node:util';
import { openLocalApp } from '../../../src/core/app/local-app.ts';
import { createRouter } from '../../../src/core/app/router.ts';
import { worldFile } from '../../worlds/generator/world-folders.ts';
import { inputOf, procedures } from './contract-inputs.ts';
import { type Dice, dice } from './mutate.ts';

export interface CallReport {
  readonly answers: Readonly<Record<string, number>>;
  readonly faults: readonly string[];
  /** Procedures that were called, and those of them whose handler was reached by some call. */
  readonly called: number;
  readonly reached: number;
}

interface Definition {
  readonly inputSchema?: AnySchema;
  handler: (options: { readonly input: unknown }) => unknown;
}

const deep = (levels: number): unknown => {
  let value: unknown = 'end';
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
};

/** What JSON has not, and what is rarely that large: the wire has words for the first, and takes the second. */
const HOSTILE: readonly ((its: Dice) => unknown)[] = [
  () => Number.NaN,
  () => Number.POSITIVE_INFINITY,
  () => -0,
  () => undefined,
  () => 10n ** 40n,
  () => new Date(Number.NaN),
  () => new Map([['id', '01JD0000000000000000000000']]),
  () => new Set(['x']),
  () => new URL('file:///etc/passwd'),
  () => /(a+)+$/,
  () => '\ud800',
  () => '\udc00\ud800x',
  () => 'a\u0300'.repeat(2000),
  () => Object.assign(Object.create(null) as object, { id: 'x' }),
  () => JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}') as unknown,
  ({ roll }) => deep(1 + roll(100)),
  () => deep(5000),
  ({ roll }) => Array.from({ length: 1 + roll(300) }, (_, at) => at),
  ({ chance }) => (chance(0.02) ? Array.from({ length: 100_000 }, () => ({})) : []),
  ({ chance }) => (chance(0.02) ? '字'.repeat(1_000_000) : ''),
];

/** As the schema has it, with something hostile in the place of some of it. */
function hostileInput(keys: readonly string[], its: Dice, ordinary: unknown): unknown {
  const hostile = its.pick(HOSTILE)(its);
  if (keys.length === 0 || ordinary === null || typeof ordinary !== 'object' || its.chance(0.2)) return hostile;
  return { ...ordinary, [its.pick(keys)]: hostile };
}

/**
 * Calls every procedure of the real router of an app in turn, so many calls altogether, with its handlers replaced by ones that count:
 * what reaches one has to be what its schema makes of what was sent.
 */
export async function fuzzContract(count: number, seed: number, data: string): Promise<CallReport> {
  const opened = await openLocalApp({ dataDirectory: data, world: worldFile('index-complete', '.') });
  if (!opened.ok) throw new Error(opened.problem.code);
  // Roles have tests of their own, and write every call into their log.
  const open = { allow: () => Promise.resolve({ ok: true, value: null }), knownNumbers: () => Promise.resolve('all') };
  const router = createRouter({ ...opened.value, roles: () => Promise.resolve(open as never) }) as object;
  const answers: Record<string, number> = {};
  const faults: string[] = [];
  const reached = new Set<string>();
  let sent: unknown;

  const at = (path: string) =>
    path
      .split('/')
      .reduce((node, name) => node[name] as never, { '': router } as Record<
        string,
        unknown
      >) as unknown as AnyProcedure;
  const all = procedures(router).map(({ path }) => {
    const procedure = at(path);
    const definition = procedure['~orpc'] as unknown as Definition;
    const { inputSchema } = definition;
    if (inputSchema === undefined && /\binput\b/.test(String(definition.handler)))
      faults.push(`${path} declares no input and reads one`);
    definition.handler = async ({ input }) => {
      reached.add(path);
      if (inputSchema !== undefined) {
        const parsed = await inputSchema['~standard'].validate(sent);
        if (parsed.issues !== undefined || !isDeepStrictEqual(parsed.value, input))
          faults.push(`${path} got what it does not take`);
      }
      throw new ORPCError('REACHED', { message: inputSchema === undefined ? 'takes nothing' : 'parsed' });
    };
    const keys = Object.keys((inputSchema as { shape?: object } | undefined)?.shape ?? {});
    return { path, keys, call: createProcedureClient(procedure, { path: path.split('/').slice(1) }) };
  });

  for (let nth = 0; nth < count; nth += 1) {
    const { path, keys, call } = all[nth % all.length]!;
    const its = dice(seed * 1_000_003 + nth);
    const ordinary = inputOf({ path, keys }, its);
    sent = its.chance(0.4) ? hostileInput(keys, its, ordinary) : ordinary;
    const answer = await call(sent as never).then(
      () => 'refused with a problem',
      (cause: unknown) =>
        cause instanceof ORPCError
          ? `${cause.code}${cause.code === 'REACHED' ? ` ${cause.message}` : ''}`
          : String(cause),
    );
    answers[answer] = (answers[answer] ?? 0) + 1;
    if (!/^(?:BAD_REQUEST|REACHED .*|refused with a problem)$/.test(answer))
      faults.push(`call ${nth}, ${path}: ${answer}`);
    if (faults.length > 50) break;
  }
  if (({} as { polluted?: unknown }).polluted !== undefined) faults.push('a prototype was changed');
  await opened.value.close();
  return { answers, faults, called: all.length, reached: reached.size };
}
