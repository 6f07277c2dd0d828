import './inspections.css';
import './session/session.css';
import './items/items.css';
import './items/answer-bar.css';
import './photos/photos.css';
import './items/item-card.css';
import './grid/grid.css';
import './report/documents.css';
import './home/inspections-home.css';
import './problems/problems.css';
import './conclusion/not-inspected.css';
import './rectification/rectification.css';
import { Button, Stack, Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { InspectionSession } from '../../../../shared/domain/inspection/inspection-session.ts';
import type { Problem } from '../../../../shared/domain/problem.ts';
import { Loading } from '../../components/Loading.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { settleCall } from '../../connection/settle-call.ts';
import { useClient } from '../../connection/use-connection.ts';
import { useTexts } from '../../language/use-texts.ts';
import type { InspectionPlace, InspectionViewName } from '../../shell/place.ts';
import { HomeView, type SetUp } from './home/HomeView.tsx';
import { RecordView } from './record/RecordView.tsx';
import { CountsLine } from './session/CountsLine.tsx';
import { SessionView } from './session/SessionView.tsx';
import { useFocusedHeading, useFocusRecovery } from './session/focus.ts';

interface InspectionsScreenProps {
  readonly place: InspectionPlace;
  readonly onPlace: (place: InspectionPlace) => void;
  /** An inspection is signed or abandoned: nothing of it is to be gone on with. */
  readonly onEnded: (id: string) => void;
  /** What has become of a problem is recorded. */
  readonly onRecorded: () => void;
  /** Opens the page where the seat or the teacher is set up. */
  readonly onSetUp: SetUp;
}

/** The plan and the list, or the inspection that is open. */
export default function InspectionsScreen({ place, onPlace, onEnded, onRecorded, onSetUp }: InspectionsScreenProps) {
  const root = useFocusRecovery();
  /** Signed or abandoned, as the list said; it leaves the places of the program in sight. */
  const [ended, setEnded] = useState<string | null>(null);
  return (
    <div ref={root} className="inspections">
      {place === null ? (
        <HomeView
          onOpen={(id, view, isEnded) => {
            setEnded(isEnded ? id : null);
            onPlace({ id, view: view ?? 'items' });
          }}
          onSetUp={onSetUp}
        />
      ) : (
        <OpenInspection
          key={place.id}
          id={place.id}
          view={place.view}
          isEnded={place.id === ended}
          onView={(view) => onPlace({ id: place.id, view })}
          onLeave={() => onPlace(null)}
          onEnded={onEnded}
          onRecorded={onRecorded}
        />
      )}
    </div>
  );
}

interface OpenInspectionProps {
  readonly id: string;
  readonly view: InspectionViewName;
  /** Known to be signed or abandoned before it is read. */
  readonly isEnded: boolean;
  readonly onView: (view: InspectionViewName) => void;
  readonly onLeave: () => void;
  readonly onEnded: (id: string) => void;
  readonly onRecorded: () => void;
}

/** Loads an inspection and shows it by its state: open, signed or abandoned. */
function OpenInspection({ id, view, isEnded, onView, onLeave, onEnded, onRecorded }: OpenInspectionProps) {
  const client = useClient();
  const t = useTexts('inspections');
  const [session, setSession] = useState<InspectionSession | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [reading, setReading] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    const read = async () => {
      const got = await settleCall(() => client.inspections.get({ id }));
      if (!isCurrent) return;
      setProblem(got.ok ? null : got.problem);
      setSession(got.ok ? got.value : null);
      if (got.ok && got.value.header.state !== 'open') onEnded(id);
    };
    void read();
    return () => {
      isCurrent = false;
    };
  }, [client, id, reading, onEnded]);

  if (problem !== null)
    return (
      <Stack align="flex-start">
        <ProblemAlert problems={[problem]} />
        <Button variant="default" onClick={onLeave}>
          {t('session.leave')}
        </Button>
      </Stack>
    );
  if (session === null)
    return (
      <div className={isEnded ? undefined : 'session-opening'}>
        <Loading label={t('session.reading')} />
      </div>
    );
  if (session.header.state === 'signed')
    return <RecordView key={view} session={session} view={view} onLeave={onLeave} onRecorded={onRecorded} />;
  if (session.header.state === 'abandoned') return <AbandonedView session={session} onLeave={onLeave} />;
  return (
    <SessionView
      key={reading}
      opened={session}
      view={view === 'rectification' ? 'items' : view}
      onView={onView}
      onLeave={onLeave}
      onEnded={() => setReading((now) => now + 1)}
    />
  );
}

interface AbandonedViewProps {
  readonly session: InspectionSession;
  readonly onLeave: () => void;
}

/** An abandoned inspection: its counts, and nothing to change. */
function AbandonedView({ session, onLeave }: AbandonedViewProps) {
  const t = useTexts('inspections');
  const heading = useFocusedHeading();
  return (
    <Stack align="flex-start">
      <Title order={2} ref={heading} tabIndex={-1}>
        {session.header.number}
      </Title>
      <Text>{t('session.abandoned')}</Text>
      <CountsLine counts={session.counts} />
      <Button variant="default" onClick={onLeave}>
        {t('session.leave')}
      </Button>
    </Stack>
  );
}
