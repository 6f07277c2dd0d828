import { oc } from '@orpc/contract';

/** Who may call a procedure. `everyone`: whoever sits at the screen. */
export const ROLES = ['everyone'] as const;
export type Role = (typeof ROLES)[number];

/** What every procedure of the contract declares of itself. */
export interface ProcedureMeta {
  readonly role: Role;
}

/** Begins a procedure that everyone may call. A procedure that begins with bare `oc` does not compile into the contract. */
export const everyone = oc.$meta<ProcedureMeta>({ role: 'everyone' });

/** A contract in which every procedure declares its role. */
export interface DeclaredContract {
  readonly [name: string]: DeclaredContract | { readonly '~orpc': { readonly meta: ProcedureMeta } };
}

/** @returns the role a procedure declares; null: none that this program knows. */
export const declaredRole = (meta: object): Role | null =>
  ROLES.find((role) => role === (meta as Partial<ProcedureMeta>).role) ?? null;
