import { Button, Stack, Textarea, Title } from '@mantine/core';
import type { ViewName } from '../place.ts';
import { useReport } from '../report/use-report.ts';
import type { Spot } from '../session/cells.ts';
import type { SessionControl } from '../session/use-session.ts';
import { useFocusedHeading } from '../session/use-focused-heading.ts';
import { Trouble } from '../../../shell/Trouble.tsx';
import { useTell } from '../words.ts';
import { AbandonPart } from './AbandonPart.tsx';
import { AdviceEditor } from './AdviceEditor.tsx';
import { DecisionPart } from './DecisionPart.tsx';
import { Figures } from './Figures.tsx';
import { Obstacles } from './Obstacles.tsx';
import { PeoplePart } from './PeoplePart.tsx';
import { useNotes } from './use-notes.ts';

interface ConclusionViewProps {
  readonly control: SessionControl;
  readonly onView: (view: ViewName) => void;
  readonly onOpen: (spot: Spot) => void;
  readonly onEnded: () => void;
}

/** What it all comes to: figures, decision, advice, people, and what is still missing for signing. */
export function ConclusionView({ control, onView, onOpen, onEnded }: ConclusionViewProps) {
  const tell = useTell();
  const heading = useFocusedHeading();
  const notes = useNotes(control);
  const { shown, problem } = useReport(control.session.header.id, control.session);
  return (
    <Stack gap="xl">
      <Title order={3} ref={heading} tabIndex={-1}>
        {tell('conclusion.heading')}
      </Title>
      <Obstacles control={control} report={shown?.report ?? null} onView={onView} onOpen={onOpen} />
      <Trouble problems={[problem, notes.problem].filter((one) => one !== null)} />
      <Figures counts={control.session.counts} report={shown?.report ?? null} />
      <DecisionPart control={notes} report={shown?.report ?? null} />
      <AdviceEditor control={notes} proposed={shown?.report.advice ?? null} />
      <PeoplePart id={control.session.header.id} control={notes} />
      <Textarea
        label={tell('conclusion.remark')}
        size="lg"
        autosize
        minRows={2}
        maxLength={4000}
        value={notes.notes.remark}
        onChange={(event) => notes.type({ remark: event.currentTarget.value })}
        onBlur={notes.settle}
      />
      <div>
        <Button size="xl" onClick={() => onView('report')}>
          {tell('conclusion.toReport')}
        </Button>
      </div>
      <AbandonPart id={control.session.header.id} onEnded={onEnded} />
    </Stack>
  );
}
