import { Stack, Text } from '@mantine/core';
import { Notice } from './Notice.tsx';
import type { Problem } from '../../../shared/domain/problem.ts';
import { useTexts, useWording } from '../language/use-texts.ts';

/** Problems of the program itself, not of the devices, each with the next step. */
export function ProblemAlert({ problems }: { readonly problems: readonly Problem[] }) {
  const t = useTexts('screen');
  const wording = useWording();
  if (problems.length === 0) return null;
  return (
    <Notice tone="error" title={t('trouble.heading')} role="alert">
      <Stack gap="xs">
        {problems.map((problem) => {
          const { title, next } = wording.problem(problem);
          return (
            <div key={title}>
              <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
                {title}
              </Text>
              <Text>{t('trouble.next', { next })}</Text>
            </div>
          );
        })}
      </Stack>
    </Notice>
  );
}
