import { Button } from '@mantine/core';
import { resultOf } from '../../../../../shared/domain/inspection/cell.ts';
import { itemsOf } from '../../../../../shared/domain/inspection/checklist.ts';
import { useLocalized, useTerms, useTexts } from '../../../language/use-texts.ts';
import { keyOf } from '../session/cells.ts';
import type { SessionControl } from '../session/use-session.ts';
import { useSubjectName } from '../use-names.ts';

interface UndoLineProps {
  readonly control: SessionControl;
  /** Not inspected was chosen and waits for its reason: that goes first, and nothing was recorded of it. */
  readonly isUnfinished: boolean;
  readonly onUndo: () => void;
}

/** What was changed last, and a button that takes it back. */
export function UndoLine({ control, isUnfinished, onUndo }: UndoLineProps) {
  const t = useTexts('inspections');
  const term = useTerms();
  const last = useLastChange(control);
  const changed = isUnfinished ? t('undo.unfinished', { outcome: term('outcome.not-inspected') }) : last;
  return (
    <div className="undo-line">
      <output title={changed ?? undefined}>{changed}</output>
      {changed !== null && (
        <Button variant="subtle" aria-keyshortcuts="Z" aria-label={t('undo.named', { changed })} onClick={onUndo}>
          {t('undo.button')}
        </Button>
      )}
    </div>
  );
}

/** The last change in words; null where there is none to take back. */
function useLastChange({ session, cells }: SessionControl): string | null {
  const t = useTexts('inspections');
  const term = useTerms();
  const localized = useLocalized();
  const name = useSubjectName();
  const { undo, checklist } = session;
  if (undo === null) return null;
  const { change, item: id, subject } = undo;
  if (change === 'bulk') return t('undo.bulk', { count: undo.cells });
  const item = itemsOf(checklist).find((one) => one.id === id);
  const text = item === undefined ? '' : localized(item.text);
  if (change !== 'answer' && change !== 'note') return t(`undo.${change}`, { item: text });
  if (id === null || subject === null) return text;
  if (change === 'note') return t('undo.note', { subject: name(subject), item: text });
  const cell = cells.get(keyOf({ item: id, subject }));
  const result = cell === undefined ? null : resultOf(cell);
  const outcome = result === null ? t('outcome.open') : term(`outcome.${result.outcome}`);
  return t('undo.answer', { subject: name(subject), item: text, outcome });
}
