import { ALL_CHECKS, SECURITY_CHECKS } from '../core/checks/list.ts';
import { type DeclaredLimits, limitPaths, type LimitTree, missingLimits } from '../core/published/limits.ts';
import type { DraftRule, Remark } from './check-draft.ts';

const file = 'policy.json';

const unknown = (field: string, name: string): Remark => ({
  file,
  field: `${field}.${name}`,
  code: 'unknown-limit',
  params: { name },
});
const missing = (field: string, name: string): Remark => ({ ...unknown(field, name), code: 'missing-limit' });

/** A limit that no check declares is misspelt or left over; a check whose limit has no value can never be judged. */
function* remarksOnLimits(field: string, checks: readonly DeclaredLimits[], published: LimitTree): Iterable<Remark> {
  const declared = Object.assign({}, ...checks) as DeclaredLimits;
  for (const path of limitPaths(published)) if (!Object.hasOwn(declared, path)) yield unknown(field, path);
  for (const path of missingLimits(declared, published)) yield missing(field, path);
}

/** The policy publishes what the checks of this program compare with, and nothing else. */
export const declaredLimits: DraftRule = function* ({ policy: { limits, security } }) {
  yield* remarksOnLimits(
    'limits',
    ALL_CHECKS.map((check) => check.limits),
    limits,
  );
  if (security === undefined) return;
  yield* remarksOnLimits(
    'security.limits',
    SECURITY_CHECKS.map(({ published }) => published.limits),
    security.limits,
  );
  const weighed = Object.keys(security.deviations);
  const declared = SECURITY_CHECKS.flatMap(({ published }): readonly string[] => published.deviations);
  for (const cause of weighed) if (!declared.includes(cause)) yield unknown('security.deviations', cause);
  for (const cause of declared) if (!weighed.includes(cause)) yield missing('security.deviations', cause);
};
