import { getEventIteratorSchemaDetails } from '@orpc/contract';
import { ORPCError, os } from '@orpc/server';
import type { ProcedureMeta } from '../../shared/contract-roles.ts';
import type { Roles } from '../roles/index.ts';
import { refusal } from './screen-boundary.ts';

/** The id of the request a call is about, where knowing its number is enough. */
function requestOf(input: unknown): string | null {
  const id = input !== null && typeof input === 'object' && 'id' in input ? input.id : null;
  return typeof id === 'string' ? id : null;
}

/** Lets a call through to those whose role its procedure declares; a refused one reaches no service. */
export const roleGate = (roles: () => Promise<Roles>) =>
  os.middleware(async ({ next, path, procedure }, input, output) => {
    const { outputSchema, meta } = procedure['~orpc'];
    const { role, quiet = false, orByNumber = false } = meta as ProcedureMeta;
    if (role === 'everyone') return await next();
    const service = await roles();
    const request = orByNumber ? requestOf(input) : null;
    const allowed = await service.allow({ procedure: path.join('.'), role, quiet, request });
    if (allowed.ok) return await next();
    // A stream is refused before it begins, so that the page may ask for the PIN and open it again.
    if (getEventIteratorSchemaDetails(outputSchema) !== undefined)
      throw new ORPCError('FORBIDDEN', { message: allowed.problem.code, data: { problem: allowed.problem } });
    return output(refusal(allowed.problem, outputSchema));
  });
