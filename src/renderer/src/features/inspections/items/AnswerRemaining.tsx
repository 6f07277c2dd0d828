import { Button } from '@mantine/core';
import { memo, useEffect, useRef, useState } from 'react';
import type { Answer } from '../../../../../shared/domain/inspection/cell.ts';
import type { BulkAnswer } from '../../../../../shared/domain/inspection/inspection-session.ts';
import type { Subject } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import { Drawer } from '../../../components/Drawer.tsx';
import { useTexts } from '../../../language/use-texts.ts';
import { isUnanswered, keyOf } from '../session/cells.ts';
import type { SessionControl } from '../session/use-session.ts';
import { useSubjectName } from '../use-names.ts';
import { ConfirmRemaining } from './ConfirmRemaining.tsx';
import { LeftOut } from './LeftOut.tsx';
import { useFillable } from './use-fillable.ts';

interface AnswerRemainingProps {
  readonly control: SessionControl;
  /** Restricts it to one item; null: all items. */
  readonly item: string | null;
  /** Restricts it to one subject; null: all subjects. */
  readonly subject: Subject | null;
  /** The next subject with open items, and the way to it; null where there is none. */
  readonly goOn: { readonly subject: Subject; readonly go: () => void } | null;
}

/** Gives everything that is still open the same answer, after a confirmation with its number. */
export const AnswerRemaining = memo(function AnswerRemaining({ control, item, subject, goOn }: AnswerRemainingProps) {
  const t = useTexts('inspections');
  const name = useSubjectName();
  const [chosen, setChosen] = useState<'normal' | 'not-inspected' | null>(null);
  const [made, setMade] = useState<BulkAnswer | null>(null);
  const done = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (made !== null) done.current?.focus();
  }, [made]);
  const open = [...control.cells.values()].filter(
    (cell) =>
      isUnanswered(cell) && (item === null || cell.item === item) && (subject === null || cell.subject === subject),
  );
  const fillable = useFillable(control, { item, subject }, open);
  const outcomes = fillable === 0 ? (['not-inspected'] as const) : (['normal', 'not-inspected'] as const);
  const apply = async (answer: Answer) => {
    setMade(await control.answerOpen({ item, subject }, answer));
    setChosen(null);
  };
  // More is open than was left out: some of it has been taken back.
  const isDone = made !== null && open.length <= made.leftOut.length;
  const left = isDone ? made.leftOut.filter((cell) => isUnanswered(control.cells.get(keyOf(cell)))) : [];
  return (
    <>
      {isDone && (
        <div className="inspection-remaining-done">
          <p ref={done} tabIndex={-1}>
            {t('takeOpen.done', { count: made.filled })}
            {left.length > 0 && ` ${t('takeOpen.leftOut', { count: left.length })}`}
          </p>
          {left.length > 0 && <LeftOut cells={left} />}
          {goOn !== null && (
            <Button fullWidth onClick={goOn.go}>
              {t('takeOpen.goOn', { subject: name(goOn.subject) })}
            </Button>
          )}
        </div>
      )}
      {open.length > 0 && (
        <div className="inspection-remaining">
          {fillable !== null && fillable > 0 && (
            <span className="inspection-remaining-count">{t('takeOpen.offer', { count: fillable })}</span>
          )}
          {outcomes.map((outcome) => (
            <Button key={outcome} variant="default" onClick={() => setChosen(outcome)}>
              {t(`takeOpen.as.${outcome}`)}
            </Button>
          ))}
        </div>
      )}
      {chosen !== null && (
        <Drawer title={t(`takeOpen.as.${chosen}`)} onClose={() => setChosen(null)}>
          <ConfirmRemaining
            outcome={chosen}
            checklist={control.session.checklist}
            open={open}
            foresee={(answer) => control.foreseeOpen({ item, subject }, answer)}
            onConfirm={apply}
          />
        </Drawer>
      )}
    </>
  );
});
