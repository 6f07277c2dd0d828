import { Button, Group, List, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { Advice } from '../../../../../shared/domain/inspection/inspection-session.ts';
import { useTell } from '../words.ts';
import { AdviceFields } from './AdviceFields.tsx';
import type { NotesControl } from './use-notes.ts';

interface AdviceEditorProps {
  readonly control: NotesControl;
  /** What the rules make of the findings; null while it is not known. */
  readonly proposed: readonly Advice[] | null;
}

/** Optimisation advice: as proposed, or changed, added to and shortened. */
export function AdviceEditor({ control, proposed }: AdviceEditorProps) {
  const tell = useTell();
  const [changing, setChanging] = useState(false);
  const { notes } = control;
  const advice = notes.advice ?? proposed ?? [];
  return (
    <Stack gap="sm">
      <Title order={4}>{tell('advice.heading')}</Title>
      {advice.length === 0 && <Text>{tell('advice.none')}</Text>}
      {changing ? (
        <AdviceFields control={control} advice={advice} />
      ) : (
        <List type="ordered" withPadding>
          {advice.map(({ id, text }) => (
            <List.Item key={`${id} ${text}`}>{text}</List.Item>
          ))}
        </List>
      )}
      <Group gap="xs">
        <Button variant="default" aria-expanded={changing} onClick={() => setChanging(!changing)}>
          {tell(changing ? 'advice.done' : 'advice.change')}
        </Button>
        {notes.advice !== null && (
          <Button variant="subtle" onClick={() => control.decide({ advice: null })}>
            {tell('advice.asProposed')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
