import { Button, Stack, Text, Title } from '@mantine/core';
import type { InspectionSession } from '../../../../../shared/domain/inspection/inspection-session.ts';
import { CountsLine } from './CountsLine.tsx';
import { useFocusedHeading } from './use-focused-heading.ts';
import { useTell } from '../words.ts';

interface AbandonedViewProps {
  readonly session: InspectionSession;
  readonly onLeave: () => void;
}

/** An inspection that was given up: what it had come to, and nothing to change. */
export function AbandonedView({ session, onLeave }: AbandonedViewProps) {
  const tell = useTell();
  const heading = useFocusedHeading();
  return (
    <Stack align="flex-start">
      <Title order={2} ref={heading} tabIndex={-1}>
        {session.header.number}
      </Title>
      <Text>{tell('session.abandoned')}</Text>
      <CountsLine counts={session.counts} />
      <Button variant="default" onClick={onLeave}>
        {tell('session.leave')}
      </Button>
    </Stack>
  );
}
