import { Button } from '@mantine/core';
import { useState } from 'react';
import type { InspectionProblem } from '../../../../../shared/domain/inspection/inspection-session.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { Drawer } from '../../../components/Drawer.tsx';
import { ProblemAlert } from '../../../components/ProblemAlert.tsx';
import { useLocalized, useTexts } from '../../../language/use-texts.ts';
import type { Spot } from '../session/cells.ts';
import type { SessionControl } from '../session/use-session.ts';
import { useSubjectName } from '../use-names.ts';
import { ProblemFields } from './ProblemFields.tsx';

/** Most subjects listed one by one; the overview shows all. */
const MAX_LISTED = 12;

interface ProblemDrawerProps {
  readonly control: SessionControl;
  readonly problem: InspectionProblem;
  readonly onOpen: (spot: Spot) => void;
  readonly onClose: () => void;
}

/** All of one problem: what was found at each seat, its impact, and what is decided about it. */
export function ProblemDrawer({ control, problem, onOpen, onClose }: ProblemDrawerProps) {
  const t = useTexts('inspections');
  const localized = useLocalized();
  const name = useSubjectName();
  const [failure, setFailure] = useState<Problem | null>(null);
  const { item, no, subjects, found } = problem;
  const text = localized(problem.text);
  return (
    <Drawer title={t('problems.title', { no, text })} onClose={onClose}>
      <ProblemFields control={control} problem={problem} onFailure={setFailure} />
      <ProblemAlert problems={failure === null ? [] : [failure]} />
      <p>{t('problems.impact', { impact: localized(problem.impact) })}</p>
      <ul className="inspection-found-at">
        {subjects.slice(0, MAX_LISTED).map((subject) => (
          <li key={subject}>
            <Button
              variant="default"
              aria-label={t('problems.openAt', { subject: name(subject), text })}
              onClick={() => onOpen({ item, subject })}
            >
              {name(subject)}
            </Button>
            <span>
              {found
                .filter((one) => one.subject === subject)
                .map((one) => localized(one.said))
                .join(t('inspections:report.then'))}
            </span>
          </li>
        ))}
      </ul>
      {subjects.length > MAX_LISTED && <p>{t('problems.more', { count: subjects.length - MAX_LISTED })}</p>}
      <Button
        aria-label={t('problems.doneNamed', { text })}
        onClick={(event) => event.currentTarget.closest('dialog')?.close()}
      >
        {t('problems.done')}
      </Button>
    </Drawer>
  );
}
