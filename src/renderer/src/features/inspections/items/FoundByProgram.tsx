import { Button } from '@mantine/core';
import { type Cell, isOverridden } from '../../../../../shared/domain/inspection/cell.ts';
import type { ChecklistItem } from '../../../../../shared/domain/inspection/checklist.ts';
import { useLocalized, useTerms, useTexts } from '../../../language/use-texts.ts';
import { formatTime } from '../../assessment/assessment.ts';
import { ResultIcon, lookOf } from './ResultIcon.tsx';

interface FoundByProgramProps {
  readonly cell: Cell;
  readonly item: ChecklistItem;
  /** Goes back from the inspector's answer to what the program found; null where that is what counts. */
  readonly onTakeBack: (() => void) | null;
}

/** What the program found out by itself, when and in which check; or that it has no data. */
export function FoundByProgram({ cell, item, onTakeBack }: FoundByProgramProps) {
  const t = useTexts('inspections');
  const term = useTerms();
  const localized = useLocalized();
  const { automatic } = cell;
  const { kind } = item.method;
  if (automatic === null) {
    if (kind === 'automatic') return <p className="inspection-found">{t('item.noReading')}</p>;
    return kind === 'books' ? <p className="inspection-found">{t('item.noBooks')}</p> : null;
  }
  const { outcome, reason, at, run, findings, unmet } = automatic;
  const said = term(`outcome.${outcome}`);
  const because =
    unmet !== undefined ? term(`unmet.${unmet.equipment}`) : reason === null ? null : term(`reason.${reason}`);
  return (
    <div className="inspection-found">
      <ResultIcon look={lookOf(automatic)} />
      <div className="inspection-found-text">
        <strong>{t('item.found', { outcome: because === null ? said : `${said} · ${because}` })}</strong>
        {isOverridden(cell) && <span className="inspection-overridden">{t('item.overridden')}</span>}
        {findings.length > 0 && (
          <ul>
            {findings.map((finding) => (
              <li key={`${finding.check} ${finding.subject}`}>{localized(finding.said)}</li>
            ))}
          </ul>
        )}
        <span className="inspection-found-when">
          {run === null
            ? t('item.foundInBooks', { time: formatTime(at) })
            : t('item.foundBy', { time: formatTime(at), run: run.slice(-8) })}
        </span>
      </div>
      {onTakeBack !== null && (
        <Button variant="default" onClick={onTakeBack}>
          {t('item.takeBack')}
        </Button>
      )}
    </div>
  );
}
