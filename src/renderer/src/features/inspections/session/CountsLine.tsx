import { Text } from '@mantine/core';
import { type Counts, soundText } from '../../../../../shared/domain/inspection/cell.ts';
import { useTexts } from '../../../language/use-texts.ts';

interface CountsLineProps {
  readonly counts: Counts;
  /** Without the share, where that stands beside it. */
  readonly bare?: boolean;
}

/** Counts as text. */
export function CountsLine({ counts, bare = false }: CountsLineProps) {
  const t = useTexts('inspections');
  const share = soundText(counts);
  return (
    <Text>
      {t('counts.line', { ...counts })}
      {!bare && share !== null && counts.open === 0 && ` ${t('counts.share', { share: share })}`}
    </Text>
  );
}
