import { Box, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { InspectionSession } from '../../../../../shared/domain/inspection/inspection-session.ts';
import { Panel } from '../../../failures/Panel.tsx';
import { useTerms, useTexts, useWording } from '../../../language/use-texts.ts';
import { type ViewName, VIEWS } from '../../../shell/place.ts';
import { ConclusionView } from '../conclusion/ConclusionView.tsx';
import { GridView } from '../grid/GridView.tsx';
import { type ItemMode, ItemsView } from '../items/ItemsView.tsx';
import { LabView } from '../lab/LabView.tsx';
import { ProblemsView } from '../problems/ProblemsView.tsx';
import { ReportView } from '../report/ReportView.tsx';
import { SignView } from '../sign/SignView.tsx';
import { usePeriodName } from '../use-names.ts';
import { ProgressBar } from './CountsLine.tsx';
import { isOpen, keyOf, type Spot, spotAfter, spotsOf } from './cells.ts';
import { useFocusedHeading } from './focus.ts';
import { type SessionControl, useSession } from './use-session.ts';

interface SessionViewProps {
  readonly opened: InspectionSession;
  readonly view: ViewName;
  readonly onView: (view: ViewName) => void;
  readonly onLeave: () => void;
  /** Called when it was signed or abandoned, and has to be read again. */
  readonly onEnded: () => void;
}

/** An open inspection: progress stays in sight, and the views follow the order of the work. */
export function SessionView({ opened, view, onView, onLeave, onEnded }: SessionViewProps) {
  const t = useTexts('inspections');
  const term = useTerms();
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
            {t('session.heading', {
              kind: term(`kind.${header.period.kind}`),
              period: periodName(header.period.label),
            })}
          </Title>
          <Text c="var(--color-text-secondary)">
            {t('session.about', { school: header.lab.school, lab: header.lab.lab, number: header.number })}
          </Text>
          {session.newerChecklist !== null && (
            <Text>
              {t('session.newerChecklist', { own: session.checklist.version, newer: session.newerChecklist })}
            </Text>
          )}
        </div>
        <Button variant="default" onClick={onLeave}>
          {t('session.leave')}
        </Button>
      </Group>
      <Box className="inspection-bar">
        <ProgressBar counts={session.counts} label={t('progress.label')} />
        <SavedNote control={control} />
      </Box>
      <Group component="nav" gap="xs" aria-label={t('session.views')}>
        {VIEWS.map((name) => (
          <Button
            key={name}
            variant={name === view ? 'filled' : 'default'}
            aria-current={name === view ? 'page' : undefined}
            onClick={() => onView(name)}
          >
            {t(`views.${name}`)}
          </Button>
        ))}
      </Group>
      {view === 'items' && session.stations.length === 1 && (
        <Group gap="md">
          <Text>{t('session.otherSeats')}</Text>
          <Button variant="default" onClick={() => onView('lab')}>
            {t('session.toLab')}
          </Button>
        </Group>
      )}
      <Panel key={view} name={`inspection-${view}`} title={t(`views.${view}`)}>
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

/** Whether the last edit is saved; unsaved answers are counted and can be saved again. */
function SavedNote({ control: { saving, unsaved, retry } }: { readonly control: SessionControl }) {
  const t = useTexts('inspections');
  const wording = useWording();
  const failed = saving.phase === 'failed';
  const problem = failed ? wording.problem(saving.problem) : null;
  return (
    <Group gap="xs" className="inspection-saved">
      <Text component="output" fz="sm" c="var(--color-ready)" aria-live="polite">
        {saving.phase === 'saved' && unsaved.size === 0 && t('saved.at', { time: saving.at.slice(11, 19) })}
        {/* Only the finished save is read out. */}
        <span aria-hidden="true">{saving.phase === 'saving' && t('saved.now')}</span>
      </Text>
      <Text role="alert" c="var(--color-failed)" fw={600} fz="sm" style={{ overflowWrap: 'anywhere' }}>
        {problem !== null && t('saved.not', { ...problem })}
        {!failed && saving.phase !== 'saving' && unsaved.size > 0 && t('saved.waiting', { count: unsaved.size })}
      </Text>
      {unsaved.size > 0 && saving.phase !== 'saving' && (
        <Button variant="default" onClick={retry}>
          {t('saved.retry')}
        </Button>
      )}
    </Group>
  );
}
