import { Button } from '@mantine/core';
import { resultOf } from '../../../../../shared/domain/inspection/cell.ts';
import { itemsOf } from '../../../../../shared/domain/inspection/checklist.ts';
import type { ItemOutcome } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import { useLocalized, useTerms, useTexts } from '../../../language/use-texts.ts';
import { keyOf } from '../session/cells.ts';
import type { SessionControl } from '../session/use-session.ts';
import { useSubjectName } from '../use-names.ts';

interface UndoLineProps {
  readonly control: SessionControl;
  /** What was chosen and is not recorded, which goes first: an outcome that waits for what is written about it, or not inspected for its reason. */
  readonly unfinished: ItemOutcome | 'asking' | null;
  readonly onUndo: () => void;
}

/** What was changed last, and a button that takes it back. */
export function UndoLine({ control, unfinished, onUndo }: UndoLineProps) {
  const t = useTexts('inspections');
  const term = useTerms();
  const last = useLastChange(control);
  const changed =
    unfinished === null
      ? last
      : unfinished === 'asking'
        ? t('undo.unfinished', { outcome: term('outcome.not-inspected') })
        : t('undo.unreasoned', { outcome: term(`outcome.${unfinished}`) });
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
