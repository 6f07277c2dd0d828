import { Box, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { InspectionSession } from '../../../../../shared/domain/inspection/inspection-session.ts';
import { Panel } from '../../../failures/Panel.tsx';
import { ConclusionView } from '../conclusion/ConclusionView.tsx';
import { GridView } from '../grid/GridView.tsx';
import { type ItemMode, ItemsView } from '../items/ItemsView.tsx';
import { LabView } from '../lab/LabView.tsx';
import { type ViewName, VIEWS } from '../place.ts';
import { ProblemsView } from '../problems/ProblemsView.tsx';
import { ReportView } from '../report/ReportView.tsx';
import { SignView } from '../sign/SignView.tsx';
import { usePeriodName, useTell, useTerm } from '../words.ts';
import { isOpen, keyOf, type Spot, spotAfter, spotsOf } from './cells.ts';
import { ProgressBar } from './ProgressBar.tsx';
import { SavedNote } from './SavedNote.tsx';
import { useFocusedHeading } from './use-focused-heading.ts';
import { useSession } from './use-session.ts';

interface SessionViewProps {
  readonly opened: InspectionSession;
  readonly view: ViewName;
  readonly onView: (view: ViewName) => void;
  readonly onLeave: () => void;
  /** Signed or given up: it has to be read anew. */
  readonly onEnded: () => void;
}

/** An open inspection: where it stands is always in sight, the views follow the order of the work. */
export function SessionView({ opened, view, onView, onLeave, onEnded }: SessionViewProps) {
  const tell = useTell();
  const term = useTerm();
  const periodName = usePeriodName();
  const heading = useFocusedHeading();
  const control = useSession(opened);
  const { session, cells } = control;
  const { header } = session;
  const [mode, setMode] = useState<ItemMode>('by-seat');
  const [at, setAt] = useState<Spot | null>(() => {
    const spots = spotsOf(opened);
    return spotAfter(spots, null, (spot) => isOpen(cells.get(keyOf(spot)))) ?? spots[0] ?? null;
  });
  const goTo = (spot: Spot) => {
    setMode('by-seat');
    setAt(spot);
    onView('items');
  };

  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={2} ref={heading} tabIndex={-1} className="capital">
            {tell('session.heading', {
              kind: term(`kind.${header.period.kind}`),
              period: periodName(header.period.label),
            })}
          </Title>
          <Text c="#44506a">
            {tell('session.about', { school: header.lab.school, lab: header.lab.lab, number: header.number })}
          </Text>
          {session.newerChecklist !== null && (
            <Text>
              {tell('session.newerChecklist', { own: session.checklist.version, newer: session.newerChecklist })}
            </Text>
          )}
        </div>
        <Button variant="default" onClick={onLeave}>
          {tell('session.leave')}
        </Button>
      </Group>
      <Box className="inspection-bar">
        <ProgressBar counts={session.counts} label={tell('progress.label')} />
        <SavedNote control={control} />
      </Box>
      <Group component="nav" gap="xs" aria-label={tell('session.views')}>
        {VIEWS.map((name) => (
          <Button
            key={name}
            variant={name === view ? 'filled' : 'default'}
            aria-current={name === view ? 'page' : undefined}
            onClick={() => onView(name)}
          >
            {tell(`views.${name}`)}
          </Button>
        ))}
      </Group>
      {view === 'items' && session.stations.length === 1 && (
        <Group gap="md">
          <Text>{tell('session.otherSeats')}</Text>
          <Button variant="default" onClick={() => onView('lab')}>
            {tell('session.toLab')}
          </Button>
        </Group>
      )}
      <Panel key={view} name={`inspection-${view}`} title={tell(`views.${view}`)}>
        {view === 'items' && at !== null && (
          <ItemsView control={control} at={at} onAt={setAt} mode={mode} onMode={setMode} />
        )}
        {view === 'grid' && <GridView session={session} cells={cells} onOpen={goTo} />}
        {view === 'lab' && <LabView control={control} />}
        {view === 'problems' && <ProblemsView control={control} onOpen={goTo} />}
        {view === 'conclusion' && <ConclusionView control={control} onView={onView} onOpen={goTo} onEnded={onEnded} />}
        {view === 'report' && <ReportView id={header.id} onNext={() => onView('sign')} />}
        {view === 'sign' && <SignView control={control} onView={onView} onOpen={goTo} onSigned={onEnded} />}
      </Panel>
    </Stack>
  );
}
