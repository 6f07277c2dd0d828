import { Text } from '@mantine/core';
import { type Counts, soundShareOf } from '../../../../../shared/domain/inspection/cell.ts';
import { useTell } from '../words.ts';

/** 0.9 → `90%`, rounded down: what is not whole is never shown as whole. */
export const percent = (share: number): string => `${Math.floor(share * 1000) / 10}%`;

/** Counts in words; what was not inspected stands apart. */
export function CountsLine({ counts }: { readonly counts: Counts }) {
  const tell = useTell();
  const share = soundShareOf(counts);
  return (
    <Text>
      {tell('counts.line', { ...counts })}
      {share !== null && counts.open === 0 && ` ${tell('counts.share', { share: percent(share) })}`}
    </Text>
  );
}
