import { Text, Textarea } from '@mantine/core';
import type { KeyboardEvent, Ref } from 'react';
import type { ChecklistItem } from '../../../../../shared/domain/inspection/checklist.ts';
import { useTexts } from '../../../language/use-texts.ts';
import type { AnswerDraft } from './use-answer-draft.ts';

interface NoteFieldProps {
  readonly ref: Ref<HTMLTextAreaElement>;
  readonly item: ChecklistItem;
  readonly draft: AnswerDraft;
  /** Why the inspector decided otherwise than the program: nothing is saved without it. */
  readonly isReason: boolean;
  /** Where Enter leads on from what is written about a problem; null where it begins a new line, as Shift+Enter does. */
  readonly onGoOn: (() => void) | null;
}

/** What is written about an answer. */
export function NoteField({ ref, item: { evidence }, draft, isReason, onGoOn }: NoteFieldProps) {
  const t = useTexts('inspections');
  const press = (event: KeyboardEvent) => {
    // Enter of an input method takes what it proposes.
    if (onGoOn === null || event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    draft.settle();
    onGoOn();
  };
  return (
    <div className="answer-note">
      <Textarea
        ref={ref}
        label={t(isReason ? 'item.overrideReason' : evidence.includes('note') ? 'item.noteWanted' : 'item.note')}
        required={isReason}
        error={draft.unreasoned && t('item.unreasoned')}
        description={onGoOn === null ? undefined : t(isReason ? 'item.goOnWritten' : 'item.goOn')}
        rows={1}
        maxLength={2000}
        value={draft.note}
        onChange={(event) => draft.type({ note: event.currentTarget.value })}
        onBlur={draft.settle}
        onKeyDown={press}
      />
      {draft.waiting && !isReason && <Text component="output">{t('item.typedWaits')}</Text>}
    </div>
  );
}
