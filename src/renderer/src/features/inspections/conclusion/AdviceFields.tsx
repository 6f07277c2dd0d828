import { Button, Group, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Advice } from '../../../../../shared/domain/inspection/inspection-session.ts';
import { useTell } from '../words.ts';
import type { NotesControl } from './use-notes.ts';

interface AdviceFieldsProps {
  readonly control: NotesControl;
  readonly advice: readonly Advice[];
}

/** Every piece of advice in a field of its own, and room for one more. */
export function AdviceFields({ control, advice }: AdviceFieldsProps) {
  const tell = useTell();
  const [added, setAdded] = useState('');
  const change = (position: number, text: string | null) =>
    advice.flatMap((one, at) => (at !== position ? [one] : text === null ? [] : [{ ...one, text }]));
  const add = () => {
    if (added.trim() === '') return;
    control.decide({ advice: [...advice, { id: 'own', text: added.trim() }] });
    setAdded('');
  };
  return (
    <>
      {advice.map((one, position) => (
        // oxlint-disable-next-line react/no-array-index-key -- advice of one's own has no identity but its place
        <Group key={`${one.id} ${position}`} align="flex-end" wrap="nowrap" className="inspection-advice">
          <Textarea
            label={tell('advice.one', { position: position + 1 })}
            size="lg"
            autosize
            minRows={1}
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
    </>
  );
}
