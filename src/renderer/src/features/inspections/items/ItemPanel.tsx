import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { resultOf } from '../../../../../shared/domain/inspection/cell.ts';
import type { ChecklistItem } from '../../../../../shared/domain/inspection/checklist.ts';
import { keyOf, type Spot } from '../session/cells.ts';
import type { SessionControl } from '../session/use-session.ts';
import { useSaid, useSubjectName, useTell, useTerm } from '../words.ts';
import { AnswerFields } from './AnswerFields.tsx';
import { CellPhotos } from './CellPhotos.tsx';
import { FoundByProgram } from './FoundByProgram.tsx';
import { ItemGuide } from './ItemGuide.tsx';
import { keyPressed } from './keys.ts';
import { OutcomeButtons } from './OutcomeButtons.tsx';
import { ReasonChoice } from './ReasonChoice.tsx';
import { useAnswerDraft } from './use-answer-draft.ts';

interface ItemPanelProps {
  readonly control: SessionControl;
  readonly item: ChecklistItem;
  readonly at: Spot;
  /** Next one that is open; null: nothing is left. */
  readonly next: Spot | null;
  readonly before: Spot | null;
  readonly onAt: (spot: Spot) => void;
}

/** One item of one seat: what to look at, what the program found, what the inspector says. */
export function ItemPanel({ control, item, at, next, before, onAt }: ItemPanelProps) {
  const tell = useTell();
  const term = useTerm();
  const said = useSaid();
  const name = useSubjectName();
  const heading = useRef<HTMLHeadingElement>(null);
  const cell = control.cells.get(keyOf(at));
  const draft = useAnswerDraft(control, item, at);
  useEffect(() => {
    // Not at the first opening: the heading of the inspection is read out then. Nor while seats are passed by with the arrow keys.
    if (document.activeElement?.matches('h2, select') !== true) heading.current?.focus();
  }, []);
  if (cell === undefined) return null;
  const result = resultOf(cell);

  const press = (event: KeyboardEvent) => {
    const pressed = keyPressed(event.nativeEvent);
    if (pressed === null) return;
    event.preventDefault();
    if (pressed === 'next' && next !== null) onAt(next);
    else if (pressed === 'before' && before !== null) onAt(before);
    else if (pressed !== 'next' && pressed !== 'before') draft.choose(pressed);
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- shortcuts for the buttons inside
    <div onKeyDown={press}>
      <Paper withBorder p="md" component="section" aria-label={said(item.text)}>
        <Stack gap="md">
          <div>
            <Text c="#44506a">{`${name(at.subject)} · ${term(`method.${item.method.kind}`)}`}</Text>
            <Title order={3} ref={heading} tabIndex={-1} className="inspection-item-heading">
              {said(item.text)}
            </Title>
            {item.criterion !== undefined && <Text>{tell('item.criterion', { criterion: said(item.criterion) })}</Text>}
          </div>
          <ItemGuide item={item} />
          <FoundByProgram cell={cell} item={item} />
          <AnswerFields item={item} draft={draft} part="value" />
          <OutcomeButtons
            chosen={draft.asking ? 'not-inspected' : (result?.outcome ?? null)}
            byProgram={result?.by === 'program' && !draft.asking}
            proposed={draft.proposed}
            onChoose={draft.choose}
          />
          {(draft.asking || cell.answer?.outcome === 'not-inspected') && (
            <ReasonChoice
              chosen={draft.asking ? null : (cell.answer?.reason ?? null)}
              focused={draft.asking}
              onChoose={draft.giveReason}
            />
          )}
          <AnswerFields item={item} draft={draft} part="note" />
          <CellPhotos control={control} cell={cell} label={said(item.text)} wanted={item.evidence.includes('photo')} />
          {cell.answer !== null && cell.automatic !== null && (
            <Button variant="default" onClick={draft.takeBack}>
              {tell('item.takeBack')}
            </Button>
          )}
          <Group justify="space-between">
            <Button variant="default" disabled={before === null} onClick={() => before !== null && onAt(before)}>
              {tell('item.before')}
            </Button>
            {next === null ? (
              <Text fw={600}>{tell('item.noneLeft')}</Text>
            ) : (
              <Button size="xl" onClick={() => onAt(next)}>
                {tell('item.next')}
              </Button>
            )}
          </Group>
          <Text fz="sm" c="#44506a">
            {tell('item.keys')}
          </Text>
        </Stack>
      </Paper>
    </div>
  );
}
