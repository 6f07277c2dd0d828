import { Button, Group, NativeSelect, Text } from '@mantine/core';
import { useEffect, useEffectEvent, useState } from 'react';
import type { Answer } from '../../../../../shared/domain/inspection/cell.ts';
import { useTerms, useTexts } from '../../../language/use-texts.ts';
import type { Foresight } from '../session/use-session.ts';
import { REASONS } from './AnswerFields.tsx';
import { LeftOut } from './LeftOut.tsx';

interface ConfirmRemainingProps {
  readonly outcome: 'normal' | 'not-inspected';
  /** What would be filled and what left out; null where that cannot be told. */
  readonly foresee: (answer: Answer) => Promise<Foresight | null>;
  readonly onConfirm: (answer: Answer) => Promise<void>;
}

/** How many there are, what is left out, and why they were not inspected. */
export function ConfirmRemaining({ outcome, foresee, onConfirm }: ConfirmRemainingProps) {
  const t = useTexts('inspections');
  const term = useTerms();
  const [reason, setReason] = useState<(typeof REASONS)[number]>('no-access');
  const isUninspected = outcome === 'not-inspected';
  const answer: Answer = { outcome, reason: isUninspected ? reason : null, value: null, note: '' };
  const [foreseen, setForeseen] = useState<Foresight | null>(null);
  const ask = useEffectEvent(async () => setForeseen(await foresee(answer)));
  useEffect(() => void ask(), []);
  const count = foreseen?.filled ?? 0;
  return (
    <>
      <Text fw={600}>
        {foreseen !== null &&
          t(isUninspected ? 'takeOpen.sureNot' : 'takeOpen.sure', { count, outcome: term(`outcome.${outcome}`) })}
      </Text>
      {foreseen !== null && foreseen.leftOut.length > 0 && (
        <div>
          {t('takeOpen.spares')}
          <LeftOut cells={foreseen.leftOut} />
        </div>
      )}
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
        <Button disabled={count === 0} onClick={() => void onConfirm(answer)}>
          {t('takeOpen.confirm')}
        </Button>
        <Button variant="default" onClick={(event) => event.currentTarget.closest('dialog')?.close()}>
          {t('takeOpen.cancel')}
        </Button>
      </Group>
    </>
  );
}
