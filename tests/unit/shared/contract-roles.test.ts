import { oc } from '@orpc/contract';
import { call, createRouterClient, implement } from '@orpc/server';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { COMMAND_LINE, type DeclaredCommand } from '../../../src/cli/command-line.ts';
import { screenBoundary, withSignal } from '../../../src/core/app/screen-boundary.ts';
import { contract } from '../../../src/shared/contract.ts';
import { type DeclaredContract, declaredRole, everyone } from '../../../src/shared/contract-roles.ts';
import en from '../../../src/shared/locales/en/roles.json' with { type: 'json' };
import zh from '../../../src/shared/locales/zh-CN/roles.json' with { type: 'json' };
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

const guarded = (role: unknown) => role !== 'everyone';

function guardedProcedures(tree: object, path: readonly string[] = []): string[] {
  if ('~orpc' in tree) return rolesIn(tree).some(guarded) ? [path.join('.')] : [];
  return Object.entries(tree).flatMap(([name, below]) => guardedProcedures(below as object, [...path, name]));
}

const guardedCommands = Object.entries<DeclaredCommand>(COMMAND_LINE).flatMap(([name, { role, subcommands }]) =>
  subcommands === undefined
    ? [name].filter(() => guarded(role))
    : Object.entries(subcommands).flatMap(([below, own]) => (guarded(own.role) ? [`${name} ${below}`] : [])),
);

it.each([
  ['zh-CN', zh],
  ['en', en],
])('every procedure and command that the audit log names has words in %s', (_, texts) => {
  const names = [...guardedProcedures(contract), ...guardedCommands];
  expect(names).toEqual(expect.arrayContaining(['inspections.rectification.record', 'report accept-loss', 'archive']));
  const keys = names.map((name) => name.replaceAll(/[. ]/g, '-'));
  expect(keys.filter((key) => !Object.hasOwn(texts.audit.calls, key))).toEqual([]);
  expect(Object.keys(texts.audit.calls).filter((key) => !keys.includes(key))).toEqual([]);
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
