import { Button, Group, NativeSelect, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Answer } from '../../../../../shared/domain/inspection/cell.ts';
import type { BulkAnswer } from '../../../../../shared/domain/inspection/inspection-session.ts';
import type { Subject } from '../../../../../shared/domain/inspection/inspection-terms.ts';
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
export function AnswerRemaining({ control, item, subject }: AnswerRemainingProps) {
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
          <span className="inspection-remaining-count">
            {t(item === null ? 'takeOpen.seat' : 'takeOpen.item', { count: open.length })}
          </span>
          {(['normal', 'not-inspected'] as const).map((outcome) => (
            <Button key={outcome} variant="default" onClick={() => setChosen(outcome)}>
              {t('takeOpen.as', { outcome: term(`outcome.${outcome}`) })}
            </Button>
          ))}
        </div>
      )}
      {chosen !== null && (
        <Drawer title={t('takeOpen.as', { outcome: term(`outcome.${chosen}`) })} onClose={() => setChosen(null)}>
          <Confirmation outcome={chosen} count={open.length} onConfirm={apply} />
        </Drawer>
      )}
    </>
  );
}

interface ConfirmationProps {
  readonly outcome: 'normal' | 'not-inspected';
  readonly count: number;
  readonly onConfirm: (answer: Answer) => Promise<void>;
}

/** How many there are, what is left out, and why they were not inspected. */
function Confirmation({ outcome, count, onConfirm }: ConfirmationProps) {
  const t = useTexts('inspections');
  const term = useTerms();
  const [reason, setReason] = useState<(typeof REASONS)[number]>('no-access');
  const isUninspected = outcome === 'not-inspected';
  return (
    <>
      <Text fw={600}>
        {t(isUninspected ? 'takeOpen.sureNot' : 'takeOpen.sure', { count, outcome: term(`outcome.${outcome}`) })}
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
        <Button
          onClick={() => void onConfirm({ outcome, reason: isUninspected ? reason : null, value: null, note: '' })}
        >
          {t('takeOpen.confirm')}
        </Button>
        <Button variant="default" onClick={(event) => event.currentTarget.closest('dialog')?.close()}>
          {t('takeOpen.cancel')}
        </Button>
      </Group>
    </>
  );
}
