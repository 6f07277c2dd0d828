import { UnstyledButton } from '@mantine/core';
import { type ItemOutcome, itemOutcomeSchema } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import { useTell, useTerm } from '../words.ts';
import { ResultIcon } from './ResultIcon.tsx';

interface OutcomeButtonsProps {
  readonly chosen: ItemOutcome | null;
  /** It is the program's word so far: a touch makes it the inspector's. */
  readonly byProgram: boolean;
  readonly proposed: ItemOutcome | null;
  readonly onChoose: (outcome: ItemOutcome) => void;
}

/** The three answers, with the key that gives each. */
export function OutcomeButtons({ chosen, byProgram, proposed, onChoose }: OutcomeButtonsProps) {
  const tell = useTell();
  const term = useTerm();
  return (
    <div className="inspection-outcomes">
      {itemOutcomeSchema.options.map((outcome, position) => (
        <UnstyledButton
          key={outcome}
          className={`inspection-outcome outcome-${outcome}`}
          aria-pressed={outcome === chosen && !byProgram}
          aria-keyshortcuts={String(position + 1)}
          data-program={outcome === chosen && byProgram ? true : undefined}
          data-proposed={outcome === proposed && outcome !== chosen ? true : undefined}
          onClick={() => onChoose(outcome)}
        >
          <ResultIcon look={outcome} size={28} />
          <span className="capital">{term(`outcome.${outcome}`)}</span>
          <kbd aria-hidden="true">{position + 1}</kbd>
          {outcome === chosen && byProgram && <small>{tell('item.byProgram')}</small>}
        </UnstyledButton>
      ))}
    </div>
  );
}
