import type { Severity } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import { useTerms } from '../../../language/use-texts.ts';

/** How bad a problem is. */
export function SeverityChip({ severity }: { readonly severity: Severity }) {
  const term = useTerms();
  return <strong className={`severity-chip severity-${severity}`}>{term(`severity.${severity}`)}</strong>;
}
