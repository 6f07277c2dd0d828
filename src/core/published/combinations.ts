import { effectSchema, requestKindSchema, scopeSchema } from '../../shared/domain/service-terms.ts';
import type { UrgencyFacts } from './urgency.ts';

/** Everything the table of urgency may be asked. */
export function* everyCombination(): Iterable<UrgencyFacts> {
  for (const kind of requestKindSchema.options)
    for (const scope of scopeSchema.options) for (const effect of effectSchema.options) yield { kind, scope, effect };
}
