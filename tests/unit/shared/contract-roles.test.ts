import { oc } from '@orpc/contract';
import { call, createRouterClient, implement } from '@orpc/server';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { screenBoundary, withSignal } from '../../../src/core/app/screen-boundary.ts';
import { contract } from '../../../src/shared/contract.ts';
import { type DeclaredContract, declaredRole, everyone } from '../../../src/shared/contract-roles.ts';
import { ROLES } from '../../../src/shared/domain/role.ts';

const bare = { secret: oc.output(z.string()) };
const declared = { open: everyone.output(z.string()) };

function rolesIn(tree: object): unknown[] {
  if ('~orpc' in tree) return [declaredRole((tree['~orpc'] as { meta: object }).meta)];
  return Object.values(tree).flatMap((below) => rolesIn(below as object));
}

it('every procedure of the contract declares a role that the program knows', () => {
  const roles = rolesIn(contract);
  expect(roles.length).toBeGreaterThan(60);
  expect(roles.filter((role) => !ROLES.includes(role as never))).toEqual([]);
});

it('a procedure without a role does not compile into a contract', () => {
  // @ts-expect-error -- it declares none
  const refused: DeclaredContract = bare;
  const nested: DeclaredContract = { below: declared };
  expect([refused, nested].map((one) => rolesIn(one))).toEqual([[null], ['everyone']]);
});

it('a procedure without a role is refused when it is called, before anything of it runs', async () => {
  let ran = false;
  const api = implement(bare).use(screenBoundary);
  const secret = api.secret.handler(() => {
    ran = true;
    return 'shown';
  });
  const client = createRouterClient(api.router({ secret }));
  await expect(client.secret()).rejects.toMatchObject({ code: 'FORBIDDEN', message: 'secret declares no role' });
  expect(ran).toBe(false);
});

it('a procedure with a role is answered, and its signal is there also without a connection', async () => {
  const api = implement(declared).use(screenBoundary).use(withSignal);
  const open = api.open.handler(({ context }) => String(context.signal.aborted));
  expect(await call(open, undefined)).toBe('false');
  expect(await call(open, undefined, { signal: AbortSignal.abort() }).catch(() => 'ended')).toMatch(/true|ended/);
});
