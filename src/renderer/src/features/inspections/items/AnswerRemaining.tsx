import { Alert, Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import {
  type ItemOutcome,
  itemOutcomeSchema,
  type Subject,
} from '../../../../../shared/domain/inspection/inspection-terms.ts';
import { isOpen } from '../session/cells.ts';
import type { SessionControl } from '../session/use-session.ts';
import { REASONS } from './AnswerFields.tsx';
import { useTerms, useTexts } from '../../../language/use-texts.ts';

interface AnswerRemainingProps {
  readonly control: SessionControl;
  /** All that is open of this item … */
  readonly item: string | null;
  /** … or of this seat. */
  readonly subject: Subject | null;
}

/** The same answer to everything that is still open, after a look at how much that is. */
export function AnswerRemaining({ control, item, subject }: AnswerRemainingProps) {
  const t = useTexts('inspections');
  const term = useTerms();
  const [asked, setAsked] = useState<ItemOutcome | null>(null);
  const [reason, setReason] = useState<(typeof REASONS)[number]>('no-access');
  const [filled, setFilled] = useState(0);
  const confirm = useRef<HTMLButtonElement>(null);
  const touched = useRef<HTMLButtonElement>(null);
  const said = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (asked !== null) confirm.current?.focus();
  }, [asked]);
  useEffect(() => {
    if (filled > 0) said.current?.focus();
  }, [filled]);
  const open = [...control.cells.values()].filter(
    (cell) => isOpen(cell) && (item === null || cell.item === item) && (subject === null || cell.subject === subject),
  );
  if (open.length === 0)
    return filled === 0 ? null : (
      <Text mt="md" fw={600} c="#0d4a1f" ref={said} tabIndex={-1} className="inspection-told">
        {t('takeOpen.done', { count: filled })}
      </Text>
    );
  const take = async () => {
    if (asked === null) return;
    const problem = await control.answerOpen(
      { item, subject },
      { outcome: asked, reason: asked === 'not-inspected' ? reason : null, value: null, note: '' },
    );
    if (problem !== null) return;
    setFilled(open.length);
    setAsked(null);
  };
  const giveUp = () => {
    touched.current?.focus();
    setAsked(null);
  };
  return (
    <Stack gap="xs" mt="md">
      <Text fw={600}>{t(item === null ? 'takeOpen.seat' : 'takeOpen.item', { count: open.length })}</Text>
      <Group gap="xs">
        {itemOutcomeSchema.options.map((outcome) => (
          <Button
            key={outcome}
            ref={outcome === asked ? touched : undefined}
            variant="default"
            onClick={() => setAsked(outcome)}
          >
            {t('takeOpen.as', { outcome: term(`outcome.${outcome}`) })}
          </Button>
        ))}
      </Group>
      {asked !== null && (
        <Alert variant="outline" bg="white" color="orange">
          <Stack gap="xs">
            <Text fw={600}>
              {t(asked === 'not-inspected' ? 'takeOpen.sureNot' : 'takeOpen.sure', {
                count: open.length,
                outcome: term(`outcome.${asked}`),
              })}
            </Text>
            {asked === 'not-inspected' && (
              <NativeSelect
                label={t('item.reason')}
                size="lg"
                value={reason}
                onChange={(event) => {
                  const chosen = REASONS.find((one) => one === event.currentTarget.value);
                  if (chosen !== undefined) setReason(chosen);
                }}
                data={REASONS.map((one) => ({ value: one, label: term(`reason.${one}`) }))}
              />
            )}
            <Group gap="xs">
              <Button ref={confirm} onClick={() => void take()}>
                {t('takeOpen.confirm')}
              </Button>
              <Button variant="default" onClick={giveUp}>
                {t('takeOpen.cancel')}
              </Button>
            </Group>
          </Stack>
        </Alert>
      )}
    </Stack>
  );
}
