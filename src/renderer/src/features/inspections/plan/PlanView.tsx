import { Button, Group, Stack, Text } from '@mantine/core';
import type { InspectionPlan } from '../../../../../shared/domain/inspection/inspection-plan.ts';
import type { InspectionKind } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import { useTell, useTerm } from '../words.ts';

interface PlanViewProps {
  readonly plan: InspectionPlan;
  readonly onStart: (kind: InspectionKind) => void;
  readonly onOpen: (id: string) => void;
  readonly onCalendarFile: () => void;
}

/** What is due, over and done. */
export function PlanView({ plan, onStart, onOpen, onCalendarFile }: PlanViewProps) {
  const tell = useTell();
  const term = useTerm();
  return (
    <Stack gap="xs">
      {plan.entries.map(({ period, due, state, inspection }) => (
        <Group key={period.label}>
          <Text>{`${period.label} · ${term(`planState.${state}`)} · ${due}`}</Text>
          {inspection === null && state === 'due' && (
            <Button onClick={() => onStart(period.kind)}>{term(`kind.${period.kind}`)}</Button>
          )}
          {inspection !== null && (
            <Button variant="default" onClick={() => onOpen(inspection.id)}>
              {inspection.number}
            </Button>
          )}
        </Group>
      ))}
      <Group>
        <Button variant="default" onClick={onCalendarFile}>
          {tell('home.calendar')}
        </Button>
      </Group>
    </Stack>
  );
}
