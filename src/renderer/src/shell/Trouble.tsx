import { Alert, Stack, Text } from '@mantine/core';
import type { Problem } from '../../../shared/domain/problem.ts';
import { useSay, useWording } from '../language/wording-context.ts';

/** What is wrong with the program itself, with the next step; not with the devices. */
export function Trouble({ problems }: { readonly problems: readonly Problem[] }) {
  const say = useSay();
  const wording = useWording();
  if (problems.length === 0) return null;
  return (
    <Alert color="red" variant="outline" bg="white" title={say('trouble.heading')} role="alert" m="md">
      <Stack gap="xs">
        {problems.map((problem) => {
          const { title, next } = wording.problem(problem);
          return (
            <div key={title}>
              <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
                {title}
              </Text>
              <Text>{say('trouble.next', { next })}</Text>
            </div>
          );
        })}
      </Stack>
    </Alert>
  );
}
