import { Group, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { Subject } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import { useTerms, useTexts, useWording } from '../../../language/use-texts.ts';
import type { ResultLook } from '../items/ResultIcon.tsx';
import { useSubjectName } from '../use-names.ts';

/** A symbol for each result, beside its colour. */
export const SYMBOL: Readonly<Record<ResultLook, string>> = {
  normal: '✓',
  abnormal: '✕',
  'not-inspected': '—',
  'not-applicable': '⁄',
  open: '○',
};

const LOOKS = ['normal', 'abnormal', 'not-inspected', 'not-applicable', 'open'] as const;

/** What the symbols mean, and the keys. */
export function GridLegend({ keys }: { readonly keys: boolean }) {
  const t = useTexts('inspections');
  const lookText = useLookText();
  return (
    <div>
      <Group gap="md">
        {LOOKS.map((look) => (
          <Group key={look} gap={6}>
            <span className={`grid-sample grid-${look}`} aria-hidden="true">
              {SYMBOL[look]}
            </span>
            <Text>{lookText(look)}</Text>
          </Group>
        ))}
        <Group gap={6}>
          <span className="grid-sample grid-not-asked" aria-hidden="true" />
          <Text>{t('grid.notAsked')}</Text>
        </Group>
      </Group>
      {keys && (
        <Text fz="sm" c="var(--color-text-secondary)">
          {t('grid.keys')}
        </Text>
      )}
    </div>
  );
}

/** Meaning of a symbol of the grid. */
function useLookText(): (look: ResultLook) => string {
  const t = useTexts('inspections');
  const term = useTerms();
  return (look) => {
    if (look === 'open') return t('outcome.open');
    return term(`outcome.${look}`);
  };
}

/** All texts of the cells of a grid. */
export function useGridTexts(subjects: readonly Subject[]) {
  const t = useTexts('inspections');
  const name = useSubjectName();
  const lookText = useLookText();
  const { language } = useWording();
  // The functions are new at every render; their texts change with the language only.
  return useMemo(
    () => ({
      names: subjects.map(name),
      texts: {
        normal: lookText('normal'),
        abnormal: lookText('abnormal'),
        'not-inspected': lookText('not-inspected'),
        'not-applicable': lookText('not-applicable'),
        open: lookText('open'),
        'not-asked': t('grid.notAsked'),
      },
    }),
    // oxlint-disable-next-line react/exhaustive-deps -- see above
    [subjects, language],
  );
}
