/** Published thresholds: numbers by name, in groups. Which there are is declared by the checks that compare with them. */
export interface LimitTree {
  readonly [name: string]: number | LimitTree;
}

/**
 * What a check declares to compare with, by the path in the published policy, its names separated by dots. `published`: there
 * is no value but the published one. A number: the value that holds until one is published.
 */
export type DeclaredLimits<Path extends string = string> = { readonly [Each in Path]: number | 'published' };

/** The values of declared limits. */
export type LimitValues<Path extends string> = { readonly [Each in Path]: number };

/** @returns null where nothing is published at that path. */
function limitAt(published: LimitTree, path: string): number | null {
  let at: number | LimitTree | undefined = published;
  for (const name of path.split('.')) {
    if (typeof at !== 'object' || !Object.hasOwn(at, name)) return null;
    at = at[name];
  }
  return typeof at === 'number' ? at : null;
}

/** Paths of the declared limits that have no value. */
export const missingLimits = (declared: DeclaredLimits, published: LimitTree): string[] =>
  Object.keys(declared).filter((path) => declared[path] === 'published' && limitAt(published, path) === null);

/** @returns null where one of the declared limits has no value. */
export function resolveLimits<Path extends string>(
  declared: DeclaredLimits<Path>,
  published: LimitTree,
): LimitValues<Path> | null {
  if (missingLimits(declared, published).length > 0) return null;
  const paths = Object.entries<number | 'published'>(declared);
  return Object.fromEntries(paths.map(([path, own]) => [path, limitAt(published, path) ?? own])) as LimitValues<Path>;
}

/** Every path at which a limit is published. */
export const limitPaths = (published: LimitTree): string[] =>
  Object.entries(published).flatMap(([name, below]) =>
    typeof below === 'number' ? [name] : limitPaths(below).map((path) => `${name}.${path}`),
  );
