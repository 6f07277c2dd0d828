import { Text } from '@mantine/core';
import { type Counts, soundText } from '../../../../../shared/domain/inspection/cell.ts';
import { useTexts } from '../../../language/use-texts.ts';

/** Counts as text. */
export function CountsLine({ counts }: { readonly counts: Counts }) {
  const t = useTexts('inspections');
  const share = soundText(counts);
  return (
    <Text>
      {t('counts.line', { ...counts })}
      {share !== null && counts.open === 0 && ` ${t('counts.share', { share })}`}
    </Text>
  );
}
