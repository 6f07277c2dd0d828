import { Text, Textarea, TextInput } from '@mantine/core';
import type { ChecklistItem } from '../../../../../shared/domain/inspection/checklist.ts';
import { useTell, useTerm } from '../words.ts';
import type { AnswerDraft } from './use-answer-draft.ts';

interface AnswerFieldsProps {
  readonly item: ChecklistItem;
  readonly draft: AnswerDraft;
  readonly part: 'value' | 'note';
}

/** The value read off an instrument with its limits, or the note. */
export function AnswerFields({ item: { method, evidence }, draft, part }: AnswerFieldsProps) {
  const tell = useTell();
  const term = useTerm();
  if (part === 'note')
    return (
      <div>
        <Textarea
          label={tell(evidence.includes('note') ? 'item.noteWanted' : 'item.note')}
          size="lg"
          autosize
          minRows={2}
          maxLength={2000}
          value={draft.note}
          onChange={(event) => draft.type({ note: event.currentTarget.value })}
          onBlur={draft.settle}
        />
        {draft.waiting && <Text component="output">{tell('item.typedWaits')}</Text>}
      </div>
    );
  if (method.kind !== 'measured') return null;
  const { unit, min, max } = method;
  const limits =
    min === undefined && max === undefined
      ? tell('item.noLimits', { unit })
      : min === undefined
        ? tell('item.atMost', { max, unit })
        : max === undefined
          ? tell('item.atLeast', { min, unit })
          : tell('item.between', { min, max, unit });
  const { proposed } = draft;
  return (
    <div>
      <TextInput
        label={tell('item.value', { unit })}
        description={limits}
        inputMode="decimal"
        autoComplete="off"
        maxLength={20}
        maw={320}
        value={draft.value}
        error={draft.valueWrong ? tell('item.valueWrong') : undefined}
        onChange={(event) => draft.type({ value: event.currentTarget.value })}
        onBlur={draft.settle}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && proposed !== null) draft.choose(proposed);
        }}
      />
      <Text component="output" fw={600}>
        {proposed !== null && tell(`item.proposed.${proposed}`, { outcome: term(`outcome.${proposed}`) })}
      </Text>
    </div>
  );
}
