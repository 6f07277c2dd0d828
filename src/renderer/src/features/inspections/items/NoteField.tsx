import { Text, Textarea } from '@mantine/core';
import type { KeyboardEvent, Ref } from 'react';
import type { ChecklistItem } from '../../../../../shared/domain/inspection/checklist.ts';
import { useTexts } from '../../../language/use-texts.ts';
import type { AnswerDraft } from './use-answer-draft.ts';

interface NoteFieldProps {
  readonly ref: Ref<HTMLTextAreaElement>;
  readonly item: ChecklistItem;
  readonly draft: AnswerDraft;
  /** It is a reason, without which nothing counts: for deciding otherwise than the program, or for leaving out what always applies. */
  readonly needs: 'override' | 'exception' | null;
  /** Where Enter leads on from what is written about a problem; null where it begins a new line, as Shift+Enter does. */
  readonly onGoOn: (() => void) | null;
}

/** What is written about an answer. */
export function NoteField({ ref, item: { evidence }, draft, needs, onGoOn }: NoteFieldProps) {
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
        label={t(
          needs !== null ? `item.reasonFor.${needs}` : evidence.includes('note') ? 'item.noteWanted' : 'item.note',
        )}
        required={needs !== null}
        error={draft.unreasoned && needs !== null && t(`item.unreasoned.${needs}`)}
        description={onGoOn === null ? undefined : t(needs !== null ? 'item.goOnWritten' : 'item.goOn')}
        rows={1}
        maxLength={2000}
        value={draft.note}
        onChange={(event) => draft.type({ note: event.currentTarget.value })}
        onBlur={draft.settle}
        onKeyDown={press}
      />
      {draft.waiting && needs === null && <Text component="output">{t('item.typedWaits')}</Text>}
    </div>
  );
}
