import { ALL_CHECKS, SECURITY_CHECKS } from '../core/checks/list.ts';
import { limitPaths } from '../core/published/limits.ts';
import type { DraftRule, Remark } from './check-draft.ts';

const file = 'policy.json';

/** A limit that no check declares is a slip of the pen; a check whose limit is missing could never be judged. */
function* remarksOnNames(field: string, declared: readonly string[], published: readonly string[]): Iterable<Remark> {
  for (const name of published)
    if (!declared.includes(name)) yield { file, field: `${field}.${name}`, code: 'unknown-limit', params: { name } };
  for (const name of new Set(declared))
    if (!published.includes(name)) yield { file, field: `${field}.${name}`, code: 'missing-limit', params: { name } };
}

/** The policy publishes what the checks of this program compare with, and nothing else. */
export const declaredLimits: DraftRule = function* ({ policy: { limits, security } }) {
  yield* remarksOnNames(
    'limits',
    ALL_CHECKS.flatMap((check) => check.limits),
    limitPaths(limits),
  );
  if (security === undefined) return;
  const needed = SECURITY_CHECKS.map(({ published }) => published);
  yield* remarksOnNames(
    'security.limits',
    needed.flatMap((published): readonly string[] => published.limits),
    limitPaths(security.limits),
  );
  yield* remarksOnNames(
    'security.deviations',
    needed.flatMap((published): readonly string[] => published.deviations),
    Object.keys(security.deviations),
  );
};
