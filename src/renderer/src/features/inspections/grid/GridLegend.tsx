import { Group, Text } from '@mantine/core';
import type { ResultLook } from '../items/ResultIcon.tsx';
import { useTell } from '../words.ts';
import { useLookInWords } from './look-in-words.ts';

/** A sign for each result, beside its colour. */
export const SIGN: Readonly<Record<ResultLook, string>> = {
  normal: '✓',
  abnormal: '✕',
  'not-inspected': '—',
  'not-applicable': '⁄',
  open: '○',
};

const LOOKS = ['normal', 'abnormal', 'not-inspected', 'not-applicable', 'open'] as const;

/** What the signs mean, and how to get about. */
export function GridLegend({ keys }: { readonly keys: boolean }) {
  const tell = useTell();
  const inWords = useLookInWords();
  return (
    <div>
      <Group gap="md">
        {LOOKS.map((look) => (
          <Group key={look} gap={6}>
            <span className={`grid-sample grid-${look}`} aria-hidden="true">
              {SIGN[look]}
            </span>
            <Text>{inWords(look)}</Text>
          </Group>
        ))}
        <Group gap={6}>
          <span className="grid-sample grid-not-asked" aria-hidden="true" />
          <Text>{tell('grid.notAsked')}</Text>
        </Group>
      </Group>
      {keys && (
        <Text fz="sm" c="#44506a">
          {tell('grid.keys')}
        </Text>
      )}
    </div>
  );
}
