import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { Notice } from '../../../components/Notice.tsx';
import { useEffect, useRef, useState } from 'react';
import type { ItemOutcome, Subject } from '../../../../../shared/domain/inspection/inspection-terms.ts';
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
  const [chosen, setChosen] = useState<ItemOutcome | null>(null);
  const [reason, setReason] = useState<(typeof REASONS)[number]>('no-access');
  const [answered, setAnswered] = useState(0);
  const confirm = useRef<HTMLButtonElement>(null);
  const chosenButton = useRef<HTMLButtonElement>(null);
  const doneText = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (chosen !== null) confirm.current?.focus();
  }, [chosen]);
  useEffect(() => {
    if (answered > 0) doneText.current?.focus();
  }, [answered]);
  const open = [...control.cells.values()].filter(
    (cell) => isOpen(cell) && (item === null || cell.item === item) && (subject === null || cell.subject === subject),
  );
  if (open.length === 0)
    return answered === 0 ? null : (
      <Text mt="md" fw={600} c="var(--color-ready)" ref={doneText} tabIndex={-1} className="inspection-remaining-done">
        {t('takeOpen.done', { count: answered })}
      </Text>
    );
  const apply = async () => {
    if (chosen === null) return;
    const problem = await control.answerOpen(
      { item, subject },
      { outcome: chosen, reason: chosen === 'not-inspected' ? reason : null, value: null, note: '' },
    );
    if (problem !== null) return;
    setAnswered(open.length);
    setChosen(null);
  };
  const cancel = () => {
    chosenButton.current?.focus();
    setChosen(null);
  };
  return (
    <Stack gap="xs" mt="md">
      <Text fw={600}>{t(item === null ? 'takeOpen.seat' : 'takeOpen.item', { count: open.length })}</Text>
      <Group gap="xs">
        {(['normal', 'not-inspected'] as const).map((outcome) => (
          <Button
            key={outcome}
            ref={outcome === chosen ? chosenButton : undefined}
            variant="default"
            onClick={() => setChosen(outcome)}
          >
            {t('takeOpen.as', { outcome: term(`outcome.${outcome}`) })}
          </Button>
        ))}
      </Group>
      {chosen !== null && (
        <Notice tone="attention">
          <Stack gap="xs">
            <Text fw={600}>
              {t(chosen === 'not-inspected' ? 'takeOpen.sureNot' : 'takeOpen.sure', {
                count: open.length,
                outcome: term(`outcome.${chosen}`),
              })}
            </Text>
            {chosen === 'not-inspected' && (
              <NativeSelect
                label={t('item.reason')}
                size="lg"
                value={reason}
                onChange={(event) => {
                  const selected = REASONS.find((one) => one === event.currentTarget.value);
                  if (selected !== undefined) setReason(selected);
                }}
                data={REASONS.map((one) => ({ value: one, label: term(`reason.${one}`) }))}
              />
            )}
            <Group gap="xs">
              <Button ref={confirm} onClick={() => void apply()}>
                {t('takeOpen.confirm')}
              </Button>
              <Button variant="default" onClick={cancel}>
                {t('takeOpen.cancel')}
              </Button>
            </Group>
          </Stack>
        </Notice>
      )}
    </Stack>
  );
}
