import { Button, Group, NativeSelect, Text } from '@mantine/core';
import { type FormEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Answer, Cell } from '../../../../../shared/domain/inspection/cell.ts';
import { type Checklist, itemsOf } from '../../../../../shared/domain/inspection/checklist.ts';
import { useLocalized, useTerms, useTexts, useWording } from '../../../language/use-texts.ts';
import { keyOf } from '../session/cells.ts';
import type { Foresight } from '../session/use-session.ts';
import { REASONS } from './AnswerFields.tsx';
import { LeftOut } from './LeftOut.tsx';

interface ConfirmRemainingProps {
  readonly outcome: 'normal' | 'not-inspected';
  readonly checklist: Checklist;
  /** What is open. */
  readonly open: readonly Cell[];
  /** What would be filled and what left out; null where that cannot be told. */
  readonly foresee: (answer: Answer) => Promise<Foresight | null>;
  readonly onConfirm: (answer: Answer) => Promise<void>;
}

/** Items named; more are counted. */
const MOST_NAMED = 12;

/** Which and how many there are, what is left out, and why they were not inspected. */
export function ConfirmRemaining({ outcome, checklist, open, foresee, onConfirm }: ConfirmRemainingProps) {
  const t = useTexts('inspections');
  const term = useTerms();
  /** What is signed is chosen by a person, so nothing is chosen beforehand. */
  const [reason, setReason] = useState<(typeof REASONS)[number] | null>(null);
  const [isAsked, setAsked] = useState(false);
  const isUninspected = outcome === 'not-inspected';
  const [foreseen, setForeseen] = useState<Foresight | null>(null);
  const confirm = useRef<HTMLButtonElement>(null);
  const choice = useRef<HTMLSelectElement>(null);
  const given = (why: (typeof REASONS)[number] | null): Answer => ({ outcome, reason: why, value: null, note: '' });
  // Whatever the reason, the same is filled.
  const ask = useEffectEvent(async () => setForeseen(await foresee(given(isUninspected ? 'other' : null))));
  useEffect(() => void ask(), []);
  const count = foreseen?.filled ?? 0;
  useEffect(() => {
    if (count > 0) (choice.current ?? confirm.current)?.focus();
  }, [count]);
  const fill = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (isUninspected && reason === null) choice.current?.focus();
    else void onConfirm(given(reason));
  };
  const localized = useLocalized();
  const { list } = useWording();
  const left = new Set(foreseen?.leftOut.map(keyOf));
  const filled = new Set(open.filter((cell) => !left.has(keyOf(cell))).map(({ item }) => item));
  const names = itemsOf(checklist).flatMap(({ id, text }) => (filled.has(id) ? [localized(text)] : []));
  return (
    <form className="confirm-remaining" noValidate onSubmit={fill}>
      <Text fw={600}>
        {foreseen !== null &&
          t(isUninspected ? 'takeOpen.sureNot' : 'takeOpen.sure', { count, outcome: term(`outcome.${outcome}`) })}
      </Text>
      {foreseen !== null && count > 0 && (
        <p className="remaining-items">
          {names.length > MOST_NAMED
            ? t('takeOpen.these', { items: list(names.slice(0, MOST_NAMED)), count: names.length })
            : list(names)}
        </p>
      )}
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
          ref={choice}
          required
          error={isAsked && reason === null && t('takeOpen.reasonFirst')}
          value={reason ?? ''}
          onChange={(event) => setReason(REASONS.find((one) => one === event.currentTarget.value) ?? null)}
          data={[
            { value: '', label: t('takeOpen.reasonChoose') },
            ...REASONS.map((one) => ({ value: one as string, label: term(`reason.${one}`) })),
          ]}
        />
      )}
      <Text c="var(--color-text-secondary)">{t('takeOpen.marked')}</Text>
      <Group gap="xs">
        <Button ref={confirm} type="submit" disabled={count === 0}>
          {t('takeOpen.confirm')}
        </Button>
        <Button variant="default" onClick={(event) => event.currentTarget.closest('dialog')?.close()}>
          {t('takeOpen.cancel')}
        </Button>
      </Group>
    </form>
  );
}
