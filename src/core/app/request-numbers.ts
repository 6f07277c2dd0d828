import { os } from '@orpc/server';
import { declaredRole } from '../../shared/contract-roles.ts';
import type { Roles } from '../roles/index.ts';

/** `VR-261130-7B6J`: what follows the date is what somebody has to know. */
const NUMBER = /(VR-\d{6}-)([0-9A-Z]+)/g;

const hide = (text: string): string =>
  text.replaceAll(NUMBER, (_, start: string, rest: string) => start + '•'.repeat(rest.length));

/** Every number in a value hidden, but for those of requests that are known here. @param isKnown by id. */
export function hideNumbers(value: unknown, isKnown: (id: string) => boolean): unknown {
  if (typeof value === 'string') return hide(value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((inner) => hideNumbers(inner, isKnown));
  const { id, request } = value as { id?: unknown; request?: unknown };
  const own = typeof id === 'string' ? id : (request as { id?: unknown } | null | undefined)?.id;
  if (typeof own === 'string' && isKnown(own)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, hideNumbers(inner, isKnown)]));
}

/** What is about to be filed is nobody's request yet: the person who fills in the form sees what will leave the PC. */
const BEFORE_FILING: ReadonlySet<string> = new Set(['requests.preview', 'requests.revealPreview']);

/**
 * A request's number lets its filer take it back without a PIN. Where there are PINs, numbers are therefore shown whole to those only
 * who are signed in, have just filed the request, or have proven that they know it, whatever they ask for: an inspection and a list of
 * what is to be erased name requests as well. What asks for a PIN, or for the number itself, has been let through by then.
 */
export const numbersHidden = (roles: () => Promise<Roles>) =>
  os.middleware(async ({ next, path, procedure }) => {
    const { output: answer, ...rest } = await next();
    const isLetThrough = declaredRole(procedure['~orpc'].meta) !== 'everyone';
    const known = isLetThrough || BEFORE_FILING.has(path.join('.')) ? 'all' : await (await roles()).knownNumbers();
    if (known === 'all') return { ...rest, output: answer as never };
    if (answer !== null && typeof answer === 'object' && Symbol.asyncIterator in answer)
      return { ...rest, output: hiddenInEach(answer as AsyncIterable<unknown>, known) as never };
    return { ...rest, output: hideNumbers(answer, known) as never };
  });

async function* hiddenInEach(values: AsyncIterable<unknown>, isKnown: (id: string) => boolean): AsyncGenerator {
  for await (const value of values) yield hideNumbers(value, isKnown);
}
