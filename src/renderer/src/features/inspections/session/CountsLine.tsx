import { Text } from '@mantine/core';
import { type Counts, soundShareOf } from '../../../../../shared/domain/inspection/cell.ts';
import { useTexts } from '../../../language/use-texts.ts';

/** 0.9 → `90%`, rounded down so that less than everything is never shown as 100 %. */
export const percent = (share: number): string => `${Math.floor(share * 1000) / 10}%`;

interface CountsLineProps {
  readonly counts: Counts;
  /** Without the share, where that stands beside it. */
  readonly bare?: boolean;
}

/** Counts as text. */
export function CountsLine({ counts, bare = false }: CountsLineProps) {
  const t = useTexts('inspections');
  const share = soundShareOf(counts);
  return (
    <Text>
      {t('counts.line', { ...counts })}
      {!bare && share !== null && counts.open === 0 && ` ${t('counts.share', { share: percent(share) })}`}
    </Text>
  );
}
