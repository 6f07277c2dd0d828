import { Button, Group, List, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Advice } from '../../../../../shared/domain/inspection/inspection-session.ts';
import { useTexts } from '../../../language/use-texts.ts';
import type { NotesControl } from './use-notes.ts';

interface AdviceEditorProps {
  readonly control: NotesControl;
  /** What the rules propose; null while it is unknown. */
  readonly proposed: readonly Advice[] | null;
}

/** Optimisation advice: as proposed, or edited. */
export function AdviceEditor({ control, proposed }: AdviceEditorProps) {
  const t = useTexts('inspections');
  const [changing, setChanging] = useState(false);
  const { notes } = control;
  const advice = notes.advice ?? proposed ?? [];
  return (
    <details className="advice">
      <summary>{t('advice.heading', { count: advice.length })}</summary>
      {advice.length === 0 && <Text>{t('advice.none')}</Text>}
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
          {t(changing ? 'advice.done' : 'advice.change')}
        </Button>
        {notes.advice !== null && (
          <Button variant="subtle" onClick={() => control.decide({ advice: null })}>
            {t('advice.asProposed')}
          </Button>
        )}
      </Group>
    </details>
  );
}

interface AdviceFieldsProps {
  readonly control: NotesControl;
  readonly advice: readonly Advice[];
}

/** A field for each piece of advice, and one for a new one. */
function AdviceFields({ control, advice }: AdviceFieldsProps) {
  const t = useTexts('inspections');
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
            label={t('advice.one', { position: position + 1 })}
            autosize
            minRows={1}
            maxLength={1000}
            value={one.text}
            error={one.text.trim() === '' ? t('advice.empty') : undefined}
            onChange={(event) => control.type({ advice: change(position, event.currentTarget.value) })}
            onBlur={control.settle}
          />
          <Button
            variant="subtle"
            aria-label={t('advice.removeNamed', { position: position + 1 })}
            onClick={() => control.decide({ advice: change(position, null) })}
          >
            {t('advice.remove')}
          </Button>
        </Group>
      ))}
      <Group align="flex-end" wrap="nowrap" className="inspection-advice">
        <Textarea
          label={t('advice.new')}
          autosize
          maxLength={1000}
          value={added}
          onChange={(event) => setAdded(event.currentTarget.value)}
        />
        <Button variant="default" onClick={add}>
          {t('advice.add')}
        </Button>
      </Group>
    </>
  );
}
