import { Button, Loader, Stack } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { InspectionSession } from '../../../../../shared/domain/inspection/inspection-session.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { useClient } from '../../../connection/context.ts';
import { Trouble } from '../../../shell/Trouble.tsx';
import type { ViewName } from '../place.ts';
import { RecordView } from '../record/RecordView.tsx';
import { useTell } from '../words.ts';
import { AbandonedView } from './AbandonedView.tsx';
import { resultOfCall } from './result-of-call.ts';
import { SessionView } from './SessionView.tsx';

interface OpenInspectionProps {
  readonly id: string;
  readonly view: ViewName;
  readonly onView: (view: ViewName) => void;
  readonly onLeave: () => void;
}

/** Reads an inspection and shows it as what it is: open, signed or given up. */
export function OpenInspection({ id, view, onView, onLeave }: OpenInspectionProps) {
  const client = useClient();
  const tell = useTell();
  const [session, setSession] = useState<InspectionSession | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [reading, setReading] = useState(0);
  useEffect(() => {
    let wanted = true;
    const read = async () => {
      const got = await resultOfCall(() => client.inspections.get({ id }));
      if (!wanted) return;
      setProblem(got.ok ? null : got.problem);
      setSession(got.ok ? got.value : null);
    };
    void read();
    return () => {
      wanted = false;
    };
  }, [client, id, reading]);

  if (problem !== null)
    return (
      <Stack align="flex-start">
        <Trouble problems={[problem]} />
        <Button variant="default" onClick={onLeave}>
          {tell('session.leave')}
        </Button>
      </Stack>
    );
  if (session === null) return <Loader aria-label={tell('session.reading')} />;
  if (session.header.state === 'signed') return <RecordView session={session} onLeave={onLeave} />;
  if (session.header.state === 'abandoned') return <AbandonedView session={session} onLeave={onLeave} />;
  return (
    <SessionView
      key={reading}
      opened={session}
      view={view}
      onView={onView}
      onLeave={onLeave}
      onEnded={() => setReading((now) => now + 1)}
    />
  );
}
