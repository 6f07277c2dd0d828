import type { Outcome, Verdict } from '../../../shared/domain/finding.ts';
import { useTexts } from '../language/use-texts.ts';
import { OutcomeIcon } from './OutcomeIcon.tsx';

/** The outcome whose icon and colour a verdict has. */
export const OUTCOME_OF_VERDICT: Readonly<Record<Verdict, Outcome>> = {
  ready: 'pass',
  usable: 'warn',
  'not-ready': 'fail',
  unknown: 'unknown',
};

/** A verdict in a line of other things. */
export function VerdictChip({ verdict }: { readonly verdict: Verdict }) {
  const t = useTexts('screen');
  return (
    <span className="verdict-chip" data-tone={verdict}>
      <OutcomeIcon outcome={OUTCOME_OF_VERDICT[verdict]} size={20} />
      {t(`terms:verdict.${verdict}`)}
    </span>
  );
}
