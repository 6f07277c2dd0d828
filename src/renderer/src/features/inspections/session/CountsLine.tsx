import { Text } from '@mantine/core';
import { type Counts, soundShareOf } from '../../../../../shared/domain/inspection/cell.ts';
import { useTexts } from '../../../language/use-texts.ts';

/** 0.9 → `90%`, rounded down so that less than everything is never shown as 100 %. */
export const percent = (share: number): string => `${Math.floor(share * 1000) / 10}%`;

/** Counts as text. */
export function CountsLine({ counts }: { readonly counts: Counts }) {
  const t = useTexts('inspections');
  const share = soundShareOf(counts);
  return (
    <Text>
      {t('counts.line', { ...counts })}
      {share !== null && counts.open === 0 && ` ${t('counts.share', { share: percent(share) })}`}
    </Text>
  );
}

/** Progress as a bar and as text. */
export function ProgressBar({ counts, label }: { readonly counts: Counts; readonly label: string }) {
  const t = useTexts('inspections');
  const answered = counts.asked - counts.open;
  return (
    <div className="inspection-progress">
      <progress aria-label={label} max={Math.max(counts.asked, 1)} value={answered} />
      <span>
        {t('progress.whole', { said: answered, asked: counts.asked })}
        {counts.abnormal > 0 && (
          <strong className="inspection-abnormal"> {t('progress.abnormal', { count: counts.abnormal })}</strong>
        )}
      </span>
    </div>
  );
}
