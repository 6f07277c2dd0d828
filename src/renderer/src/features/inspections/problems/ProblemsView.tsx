import { Stack, Text, Title } from '@mantine/core';
import type { Spot } from '../session/cells.ts';
import type { SessionControl } from '../session/use-session.ts';
import { useFocusedHeading } from '../session/use-focused-heading.ts';
import { useTell } from '../words.ts';
import { ProblemCard } from './ProblemCard.tsx';

interface ProblemsViewProps {
  readonly control: SessionControl;
  readonly onOpen: (spot: Spot) => void;
}

/** What is abnormal, and who puts it right until when. */
export function ProblemsView({ control, onOpen }: ProblemsViewProps) {
  const tell = useTell();
  const heading = useFocusedHeading();
  const { problems } = control.session;
  return (
    <Stack gap="md">
      <Title order={3} ref={heading} tabIndex={-1}>
        {tell('problems.heading', { count: problems.length })}
      </Title>
      {problems.length === 0 && <Text>{tell('problems.none')}</Text>}
      {problems.map((problem) => (
        <ProblemCard key={problem.item} control={control} problem={problem} onOpen={onOpen} />
      ))}
    </Stack>
  );
}
