import type { Verdict } from './domain/finding.ts';
import type { Effect, Scope } from './domain/service-terms.ts';

/**
 * What a verdict most likely does to teaching: one seat out of order hampers a lesson, a lab or a school out of order stops it.
 * Only a proposal; whoever files decides.
 */
export function proposeEffect(verdict: Verdict | null, scope: Scope): Effect {
  if (verdict === null || verdict === 'ready' || verdict === 'usable') return 'none';
  return scope === 'lab' || scope === 'school' ? 'stopped' : 'hindered';
}
