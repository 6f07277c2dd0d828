import type { Verdict } from '../../../../../shared/domain/finding.ts';
import type { Conclusion } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import { OutcomeIcon } from '../../../components/OutcomeIcon.tsx';
import { OUTCOME_OF_VERDICT } from '../../../components/VerdictChip.tsx';
import { useTerms } from '../../../language/use-texts.ts';

/** The colours of a conclusion are those of the verdict that means as much. */
const TONES: Readonly<Record<Conclusion, Verdict>> = {
  passed: 'ready',
  rectify: 'usable',
  'out-of-use': 'not-ready',
};

/** The conclusion of a signed report, in a line of other things. */
export function ConclusionChip({ conclusion }: { readonly conclusion: Conclusion }) {
  const term = useTerms();
  return (
    <span className="verdict-chip" data-tone={TONES[conclusion]}>
      <OutcomeIcon outcome={OUTCOME_OF_VERDICT[TONES[conclusion]]} size={20} />
      <span className="capital">{term(`conclusion.${conclusion}`)}</span>
    </span>
  );
}
