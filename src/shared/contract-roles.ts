import { oc } from '@orpc/contract';
import { ROLES, type Role } from './domain/role.ts';

/** What every procedure of the contract declares of itself. */
export interface ProcedureMeta {
  /** Who may call it. */
  readonly role: Role;
  /** Who knows the number of the request that `id` of the input names may call it as well. */
  readonly orByNumber?: boolean;
  /** Left out of the audit log: called at every touch, and what it changes is recorded with its author elsewhere. */
  readonly quiet?: boolean;
}

/** Begins a procedure that this role may call. A procedure that begins with bare `oc` does not compile into the contract. */
const forRole = (meta: ProcedureMeta) => oc.$meta<ProcedureMeta>(meta);

export const everyone = forRole({ role: 'everyone' });
export const teacher = forRole({ role: 'teacher' });
/** The same, asking only whether it may be done: nothing is. */
export const teacherAsking = forRole({ role: 'teacher', quiet: true });
/** A teacher, or the filer of the request, who knows its number. */
export const teacherOrFiler = forRole({ role: 'teacher', orByNumber: true });
/** The same, asking only whether it may be done: nothing is. */
export const teacherOrFilerAsking = forRole({ role: 'teacher', orByNumber: true, quiet: true });
export const engineer = forRole({ role: 'engineer' });
export const inspector = forRole({ role: 'inspector' });
/** Filling in an inspection, which records every change itself. */
export const inspectorAtWork = forRole({ role: 'inspector', quiet: true });
export const administrator = forRole({ role: 'administrator' });
/** The same, asking only whether it may be done: nothing is. */
export const administratorAsking = forRole({ role: 'administrator', quiet: true });

/** A contract in which every procedure declares its role. */
export interface DeclaredContract {
  readonly [name: string]: DeclaredContract | { readonly '~orpc': { readonly meta: ProcedureMeta } };
}

/** @returns the role a procedure declares; null: none that this program knows. */
export const declaredRole = (meta: object): Role | null =>
  ROLES.find((role) => role === (meta as Partial<ProcedureMeta>).role) ?? null;
