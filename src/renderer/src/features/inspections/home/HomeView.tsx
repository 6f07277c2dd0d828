import { Stack, Text, Title } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type { InspectionPlan } from '../../../../../shared/domain/inspection/inspection-plan.ts';
import type { InspectionSummary } from '../../../../../shared/domain/inspection/inspection-session.ts';
import type { InspectionKind } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { useClient } from '../../../connection/context.ts';
import { Trouble } from '../../../shell/Trouble.tsx';
import { keepFile } from '../../requests/keep-file.ts';
import { PlanView } from '../plan/PlanView.tsx';
import { resultOfCall } from '../session/result-of-call.ts';
import { useFocusedHeading } from '../session/use-focused-heading.ts';
import { useTell } from '../words.ts';
import { InspectionList } from './InspectionList.tsx';
import { ReadingView } from './ReadingView.tsx';
import { StartForm } from './StartForm.tsx';
import { useReading } from './use-reading.ts';
import { VerifyFile } from './VerifyFile.tsx';

/** What is due, what is under way, how to begin, and whether a file is genuine. */
export function HomeView({ onOpen }: { readonly onOpen: (id: string) => void }) {
  const client = useClient();
  const tell = useTell();
  const heading = useFocusedHeading();
  const [plan, setPlan] = useState<InspectionPlan | null>(null);
  const [list, setList] = useState<readonly InspectionSummary[] | null>(null);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [kind, setKind] = useState<InspectionKind | null>(null);
  const reading = useReading();

  const load = useCallback(async () => {
    const planned = await resultOfCall(() => client.inspections.plan());
    const listed = await resultOfCall(() => client.inspections.list());
    setPlan(planned.ok ? planned.value : null);
    setList(listed.ok ? listed.value : null);
    setProblems([planned, listed].flatMap((result) => (result.ok ? [] : [result.problem])));
  }, [client]);
  useEffect(() => void load(), [load]);

  const keepCalendar = async () => {
    const file = await resultOfCall(() => client.inspections.planFile());
    if (file.ok) keepFile(file.value);
    else setProblems([file.problem]);
  };
  const start = (chosen: InspectionKind, inspector: string) =>
    reading.begin(
      (signal) => client.inspections.start({ kind: chosen, inspector }, { signal }),
      ({ header }) => onOpen(header.id),
    );
  if (reading.probes !== null) return <ReadingView reading={reading} />;
  return (
    <Stack gap="lg">
      <Title order={2} ref={heading} tabIndex={-1}>
        {tell('home.heading')}
      </Title>
      <Trouble problems={reading.problem === null ? problems : [...problems, reading.problem]} />
      <Text component="output">{reading.cancelled ? tell('reading.cancelled') : ''}</Text>
      {list !== null && <InspectionList list={list} onOpen={onOpen} />}
      <StartForm key={kind ?? ''} proposed={kind} onStart={start} />
      {plan !== null && (
        <section aria-label={tell('home.plan')}>
          <PlanView plan={plan} onStart={setKind} onOpen={onOpen} onCalendarFile={() => void keepCalendar()} />
        </section>
      )}
      <VerifyFile />
    </Stack>
  );
}
