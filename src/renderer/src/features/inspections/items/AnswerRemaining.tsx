import { Button, Group, NativeSelect, Text } from '@mantine/core';
import { memo, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Answer } from '../../../../../shared/domain/inspection/cell.ts';
import type { BulkAnswer } from '../../../../../shared/domain/inspection/inspection-session.ts';
import type { Subject } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import { type ChecklistItem, itemsOf } from '../../../../../shared/domain/inspection/checklist.ts';
import { Drawer } from '../../../components/Drawer.tsx';
import { useTerms, useTexts } from '../../../language/use-texts.ts';
import { isOpen } from '../session/cells.ts';
import type { SessionControl } from '../session/use-session.ts';
import { REASONS } from './AnswerFields.tsx';

interface AnswerRemainingProps {
  readonly control: SessionControl;
  /** Restricts it to one item; null: all items. */
  readonly item: string | null;
  /** Restricts it to one subject; null: all subjects. */
  readonly subject: Subject | null;
}

/** Gives everything that is still open the same answer, after a confirmation with its number. */
export const AnswerRemaining = memo(function AnswerRemaining({ control, item, subject }: AnswerRemainingProps) {
  const t = useTexts('inspections');
  const term = useTerms();
  const [chosen, setChosen] = useState<'normal' | 'not-inspected' | null>(null);
  const [made, setMade] = useState<BulkAnswer | null>(null);
  const done = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (made !== null) done.current?.focus();
  }, [made]);
  const open = [...control.cells.values()].filter(
    (cell) => isOpen(cell) && (item === null || cell.item === item) && (subject === null || cell.subject === subject),
  );
  /** Each of those has to be measured: nothing can be called normal unseen. */
  const measured = new Set(itemsOf(control.session.checklist).flatMap((one) => (isMeasured(one) ? [one.id] : [])));
  const unseen = open.filter((cell) => !measured.has(cell.item)).length;
  const mayBeNormal = unseen > 0;
  const outcomes = mayBeNormal ? (['normal', 'not-inspected'] as const) : (['not-inspected'] as const);
  const apply = async (answer: Answer) => {
    setMade(await control.answerOpen({ item, subject }, answer));
    setChosen(null);
  };
  return (
    <>
      {made !== null && (
        <p ref={done} tabIndex={-1} className="inspection-remaining-done">
          {t('takeOpen.done', { count: made.filled })}
          {made.leftOut.length > 0 && ` ${t('takeOpen.leftOut', { count: made.leftOut.length })}`}
        </p>
      )}
      {open.length > 0 && (
        <div className="inspection-remaining">
          {mayBeNormal && (
            <span className="inspection-remaining-count">
              {t(item === null ? 'takeOpen.seat' : 'takeOpen.item', { count: unseen })}
            </span>
          )}
          {outcomes.map((outcome) => (
            <Button key={outcome} variant="default" onClick={() => setChosen(outcome)}>
              {t('takeOpen.as', { outcome: term(`outcome.${outcome}`) })}
            </Button>
          ))}
        </div>
      )}
      {chosen !== null && (
        <Drawer title={t('takeOpen.as', { outcome: term(`outcome.${chosen}`) })} onClose={() => setChosen(null)}>
          <Confirmation
            outcome={chosen}
            foresee={(answer) => control.foreseeOpen({ item, subject }, answer)}
            onConfirm={apply}
          />
        </Drawer>
      )}
    </>
  );
});

interface ConfirmationProps {
  readonly outcome: 'normal' | 'not-inspected';
  /** How many would be filled; null where that cannot be told. */
  readonly foresee: (answer: Answer) => Promise<number | null>;
  readonly onConfirm: (answer: Answer) => Promise<void>;
}

/** As the answer to many leaves it out. */
const isMeasured = ({ method, evidence }: ChecklistItem): boolean =>
  method.kind === 'measured' || evidence.includes('value');

/** How many there are, what is left out, and why they were not inspected. */
function Confirmation({ outcome, foresee, onConfirm }: ConfirmationProps) {
  const t = useTexts('inspections');
  const term = useTerms();
  const [reason, setReason] = useState<(typeof REASONS)[number]>('no-access');
  const isUninspected = outcome === 'not-inspected';
  const answer: Answer = { outcome, reason: isUninspected ? reason : null, value: null, note: '' };
  const [count, setCount] = useState<number | null>(null);
  const ask = useEffectEvent(async () => setCount(await foresee(answer)));
  useEffect(() => void ask(), []);
  return (
    <>
      <Text fw={600}>
        {count !== null &&
          t(isUninspected ? 'takeOpen.sureNot' : 'takeOpen.sure', { count, outcome: term(`outcome.${outcome}`) })}
      </Text>
      {!isUninspected && <Text>{t('takeOpen.spares')}</Text>}
      {isUninspected && (
        <NativeSelect
          label={t('item.reason')}
          size="md"
          value={reason}
          onChange={(event) => setReason(REASONS.find((one) => one === event.currentTarget.value) ?? reason)}
          data={REASONS.map((one) => ({ value: one, label: term(`reason.${one}`) }))}
        />
      )}
      <Text c="var(--color-text-secondary)">{t('takeOpen.marked')}</Text>
      <Group gap="xs">
        <Button disabled={count === null || count === 0} onClick={() => void onConfirm(answer)}>
          {t('takeOpen.confirm')}
        </Button>
        <Button variant="default" onClick={(event) => event.currentTarget.closest('dialog')?.close()}>
          {t('takeOpen.cancel')}
        </Button>
      </Group>
    </>
  );
}
