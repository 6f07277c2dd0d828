import type { PROBLEMS } from './problem-table.ts';

type Problems = typeof PROBLEMS;
export type ProblemCode = keyof Problems;

interface Kinds {
  readonly text: string;
  readonly number: number;
  readonly either: string | number;
}
type ValueOf<Kind> = Kind extends keyof Kinds ? Kinds[Kind] : never;
type Given<Row> = { readonly [Name in keyof Row as Name extends `${string}?` ? never : Name]: ValueOf<Row[Name]> };
type MaybeGiven<Row> = {
  readonly [Name in keyof Row as Name extends `${infer Bare}?` ? Bare : never]?: ValueOf<Row[Name]>;
};
type AnyParams = Readonly<Record<string, string | number>>;
/** A problem that was caused by another one carries that one's parameters as well: its title is part of the text. */
type OfCause<Row> = Row extends { readonly because: unknown } ? AnyParams : unknown;

/** The parameters of a code, each with its type. */
export type ProblemParams<Code extends ProblemCode> = keyof Problems[Code] extends never
  ? Readonly<Record<string, never>>
  : Given<Problems[Code]> & MaybeGiven<Problems[Code]> & OfCause<Problems[Code]>;

/** Names of the parameters that have to be given; never where there are none. */
export type NeededParams<Code extends ProblemCode> = Code extends ProblemCode ? keyof Given<Problems[Code]> : never;

/** A problem that this program can have. */
export type OwnProblem<Code extends ProblemCode = ProblemCode> = {
  [One in Code]: { readonly code: One; readonly params: ProblemParams<One> };
}[Code];

declare const foreign: unique symbol;
/** A code that was read: from a snapshot, a file or a host of another release. This program may not know it. */
type ForeignCode = string & { readonly [foreign]: true };
interface ForeignProblem {
  readonly code: ForeignCode;
  readonly params: AnyParams;
}

/** An expected failure as a value, to be shown to a person: one of this program's own, or one that was read. */
export type Problem = OwnProblem | ForeignProblem;

/** A problem whose code was read, e.g. the reason why a probe of a snapshot has no facts. */
export const foreignProblem = (code: string, params: AnyParams): Problem => ({ code: code as ForeignCode, params });

/** One parameter, whatever the code; undefined when the problem has none of that name. */
export const problemParam = ({ params }: Problem, name: string): string | number | undefined =>
  (params as AnyParams)[name];

/** Narrows an entry of a list to those that can be read. */
export const isReadable = <Entry extends object>(
  entry: Entry,
): entry is Exclude<Entry, { readonly problem: unknown }> => !('problem' in entry);
