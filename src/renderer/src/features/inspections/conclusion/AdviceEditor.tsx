import { Button, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { useState } from 'react';
import type { Advice } from '../../../../../shared/domain/inspection/inspection-session.ts';
import { useTell } from '../words.ts';
import type { NotesControl } from './use-notes.ts';

interface AdviceEditorProps {
  readonly control: NotesControl;
  /** What the rules make of the findings; null while it is not known. */
  readonly proposed: readonly Advice[] | null;
}

/** Optimisation advice: as proposed, or changed, added to and shortened. */
export function AdviceEditor({ control, proposed }: AdviceEditorProps) {
  const tell = useTell();
  const [added, setAdded] = useState('');
  const { notes } = control;
  const advice = notes.advice ?? proposed ?? [];
  const change = (position: number, text: string | null) =>
    advice.flatMap((one, at) => (at !== position ? [one] : text === null ? [] : [{ ...one, text }]));
  const add = () => {
    if (added.trim() === '') return;
    control.decide({ advice: [...advice, { id: 'own', text: added.trim() }] });
    setAdded('');
  };
  return (
    <Stack gap="sm">
      <Title order={4}>{tell('advice.heading')}</Title>
      {advice.length === 0 && <Text>{tell('advice.none')}</Text>}
      {advice.map((one, position) => (
        // oxlint-disable-next-line react/no-array-index-key -- advice of one's own has no identity but its place
        <Group key={`${one.id} ${position}`} align="flex-end" wrap="nowrap" className="inspection-advice">
          <Textarea
            label={tell('advice.one', { position: position + 1 })}
            size="lg"
            autosize
            minRows={2}
            maxLength={1000}
            value={one.text}
            error={one.text.trim() === '' ? tell('advice.empty') : undefined}
            onChange={(event) => control.type({ advice: change(position, event.currentTarget.value) })}
            onBlur={control.settle}
          />
          <Button
            variant="subtle"
            aria-label={tell('advice.removeNamed', { position: position + 1 })}
            onClick={() => control.decide({ advice: change(position, null) })}
          >
            {tell('advice.remove')}
          </Button>
        </Group>
      ))}
      <Group align="flex-end" wrap="nowrap" className="inspection-advice">
        <Textarea
          label={tell('advice.new')}
          size="lg"
          autosize
          maxLength={1000}
          value={added}
          onChange={(event) => setAdded(event.currentTarget.value)}
        />
        <Button variant="default" onClick={add}>
          {tell('advice.add')}
        </Button>
      </Group>
      {notes.advice !== null && (
        <div>
          <Button variant="subtle" onClick={() => control.decide({ advice: null })}>
            {tell('advice.asProposed')}
          </Button>
        </div>
      )}
    </Stack>
  );
}
