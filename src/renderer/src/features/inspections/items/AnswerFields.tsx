import { Button, Fieldset, Group, Text, TextInput } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { ChecklistItem } from '../../../../../shared/domain/inspection/checklist.ts';
import {
  type ItemOutcome,
  itemOutcomeSchema,
  type NotInspectedReason,
} from '../../../../../shared/domain/inspection/inspection-terms.ts';
import { useTerms, useTexts } from '../../../language/use-texts.ts';
import { ResultIcon } from './ResultIcon.tsx';
import type { AnswerDraft } from './use-answer-draft.ts';

interface ValueFieldProps {
  readonly item: ChecklistItem;
  readonly draft: AnswerDraft;
  /** The outcome so far. */
  readonly chosen: ItemOutcome | null;
  /** Takes the outcome that a value proposes. */
  readonly onAccept: (outcome: ItemOutcome) => void;
  /** Whether the field has been left for something else, so that numbers answer; by Escape the focus has nowhere to go yet. */
  readonly onLeft: (isLeft: boolean, byEscape: boolean) => void;
}

/** The measured value with its limits. */
export function ValueField({ item: { method }, draft, chosen, onAccept, onLeft }: ValueFieldProps) {
  const t = useTexts('inspections');
  const term = useTerms();
  const input = useRef<HTMLInputElement>(null);
  const { valueAsked } = draft;
  useEffect(() => {
    if (valueAsked > 0) input.current?.focus();
  }, [valueAsked]);
  if (method.kind !== 'measured') return null;
  const { unit, min, max, possible } = method;
  const limits =
    min === undefined && max === undefined
      ? t('item.noLimits', { unit })
      : min === undefined
        ? t('item.atMost', { max, unit })
        : max === undefined
          ? t('item.atLeast', { min, unit })
          : t('item.between', { min, max, unit });
  const { proposed } = draft;
  return (
    <div className="answer-value">
      <TextInput
        label={t('item.value', { unit })}
        description={limits}
        inputMode="decimal"
        autoComplete="off"
        maxLength={20}
        value={draft.value}
        ref={input}
        error={
          draft.valueWrong
            ? t('item.valueWrong')
            : draft.valueImpossible
              ? t('item.valueImpossible', { ...possible, unit })
              : draft.valueAsked > 0
                ? t('item.valueFirst')
                : undefined
        }
        onChange={(event) => draft.type({ value: event.currentTarget.value })}
        onFocus={() => onLeft(false, false)}
        onBlur={({ relatedTarget }) => {
          draft.settle();
          // A touch beside it goes to what the Tab key does not reach: a heading, or the page.
          if (relatedTarget?.matches('[tabindex="-1"]') === false) onLeft(true, false);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onLeft(true, true);
          if (event.key !== 'Enter' || proposed === null) return;
          // It would go on as a new line into the field that takes the focus.
          event.preventDefault();
          onAccept(proposed);
        }}
      />
      <Text component="output" fw={600}>
        {proposed !== null &&
          proposed !== chosen &&
          t(`item.proposed.${proposed}`, { outcome: term(`outcome.${proposed}`) })}
        {draft.value === '' && chosen === null && <span className="answer-value-keys">{t('item.notMeasured')}</span>}
      </Text>
    </div>
  );
}

interface OutcomeButtonsProps {
  readonly chosen: ItemOutcome | null;
  /** The result is the program's so far; pressing a button makes it the inspector's. */
  readonly byProgram: boolean;
  readonly proposed: ItemOutcome | null;
  readonly onChoose: (outcome: ItemOutcome) => void;
}

/** The outcomes, each with its key. */
export function OutcomeButtons({ chosen, byProgram, proposed, onChoose }: OutcomeButtonsProps) {
  const t = useTexts('inspections');
  const term = useTerms();
  return (
    <div className="inspection-outcomes">
      {itemOutcomeSchema.options.map((outcome, position) => (
        <button
          type="button"
          key={outcome}
          className={`inspection-outcome outcome-${outcome}`}
          aria-pressed={outcome === chosen && !byProgram}
          aria-keyshortcuts={String(position + 1)}
          data-program={outcome === chosen && byProgram ? true : undefined}
          data-proposed={outcome === proposed && outcome !== chosen ? true : undefined}
          onClick={() => onChoose(outcome)}
        >
          <ResultIcon look={outcome} size={24} />
          <span className="capital">{term(`outcome.${outcome}`)}</span>
          <kbd aria-hidden="true">{position + 1}</kbd>
          {outcome === chosen && byProgram && <small>{t('item.byProgram')}</small>}
        </button>
      ))}
    </div>
  );
}

/** Reasons that a person may give; the others are set by the program. */
export const REASONS = [
  'device-absent',
  'in-use',
  'no-access',
  'no-instrument',
  'other',
] as const satisfies readonly NotInspectedReason[];

interface ReasonChoiceProps {
  readonly chosen: NotInspectedReason | null;
  /** Takes the focus. */
  readonly focused: boolean;
  readonly onChoose: (reason: NotInspectedReason) => void;
}

/** Why it was not inspected; the choice saves the answer. */
export function ReasonChoice({ chosen, focused, onChoose }: ReasonChoiceProps) {
  const t = useTexts('inspections');
  const term = useTerms();
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (focused) first.current?.focus();
  }, [focused]);
  return (
    <Fieldset variant="unstyled" className="item-card-reason" legend={t('item.reason')}>
      <Group gap="xs">
        {REASONS.map((reason, position) => (
          <Button
            key={reason}
            ref={position === 0 ? first : undefined}
            variant={reason === chosen ? 'filled' : 'default'}
            aria-pressed={reason === chosen}
            onClick={() => onChoose(reason)}
          >
            <span className="capital">{term(`reason.${reason}`)}</span>
          </Button>
        ))}
      </Group>
    </Fieldset>
  );
}
