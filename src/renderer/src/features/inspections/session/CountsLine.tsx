import { Text } from '@mantine/core';
import { type Counts, soundShareOf } from '../../../../../shared/domain/inspection/statistics.ts';
import { useTexts } from '../../../language/use-texts.ts';

/** 0.9 → `90%`, rounded down: what is not whole is never shown as whole. */
export const percent = (share: number): string => `${Math.floor(share * 1000) / 10}%`;

/** Counts in words; what was not inspected stands apart. */
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

/** How far it has come, as a bar and in words. */
export function ProgressBar({ counts, label }: { readonly counts: Counts; readonly label: string }) {
  const t = useTexts('inspections');
  const said = counts.asked - counts.open;
  return (
    <div className="inspection-progress">
      <progress aria-label={label} max={Math.max(counts.asked, 1)} value={said} />
      <span>
        {t('progress.whole', { said, asked: counts.asked })}
        {counts.abnormal > 0 && (
          <strong className="inspection-abnormal"> {t('progress.abnormal', { count: counts.abnormal })}</strong>
        )}
      </span>
    </div>
  );
}
