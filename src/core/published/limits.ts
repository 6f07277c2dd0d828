/** Published thresholds: numbers by name, in groups. Which there are is declared by the checks that compare with them. */
export interface LimitTree {
  readonly [name: string]: number | LimitTree;
}

/** @param path names separated by dots. @returns null where nothing is published there. */
export function limitAt(limits: LimitTree, path: string): number | null {
  let at: number | LimitTree | undefined = limits;
  for (const name of path.split('.')) {
    if (typeof at !== 'object' || !Object.hasOwn(at, name)) return null;
    at = at[name];
  }
  return typeof at === 'number' ? at : null;
}

/** The limits at these paths, null where one is not published. */
export function limitsAt<Path extends string>(
  limits: LimitTree,
  paths: readonly Path[],
): { readonly [Each in Path]: number } | null {
  const found = paths.map((path) => [path, limitAt(limits, path)] as const);
  if (found.some(([, limit]) => limit === null)) return null;
  return Object.fromEntries(found) as { readonly [Each in Path]: number };
}

/** Every path at which a limit is published. */
export const limitPaths = (limits: LimitTree): string[] =>
  Object.entries(limits).flatMap(([name, below]) =>
    typeof below === 'number' ? [name] : limitPaths(below).map((path) => `${name}.${path}`),
  );
