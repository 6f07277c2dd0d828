import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { InspectionRecord } from '../../../../../shared/domain/inspection/inspection-record.ts';
import type { InspectionSession } from '../../../../../shared/domain/inspection/inspection-session.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { useClient } from '../../../connection/context.ts';
import { ShowPersonal } from '../../../shell/ShowPersonal.tsx';
import { Trouble } from '../../../shell/Trouble.tsx';
import { useSay } from '../../../language/wording-context.ts';
import { GridView } from '../grid/GridView.tsx';
import { FileButtons } from '../report/FileButtons.tsx';
import { ReportView } from '../report/ReportView.tsx';
import { useReport } from '../report/use-report.ts';
import { cellsByKey } from '../session/cells.ts';
import { CountsLine } from '../session/CountsLine.tsx';
import { resultOfCall } from '../session/result-of-call.ts';
import { useFocusedHeading } from '../session/use-focused-heading.ts';
import { usePeriodName, useTell, useTerm } from '../words.ts';
import { SealPart } from './SealPart.tsx';
import { Supplements } from './Supplements.tsx';

const PARTS = ['record', 'report', 'grid'] as const;

interface RecordViewProps {
  readonly session: InspectionSession;
  readonly onLeave: () => void;
}

/** A signed inspection. Nothing of it can be changed; corrections stand beside it. */
export function RecordView({ session, onLeave }: RecordViewProps) {
  const tell = useTell();
  const term = useTerm();
  const periodName = usePeriodName();
  const say = useSay();
  const heading = useFocusedHeading();
  const [part, setPart] = useState<(typeof PARTS)[number]>('record');
  const [changed, setChanged] = useState<InspectionRecord | null>(null);
  const { header, notes, counts, cells } = session;
  const { shown, problem } = useReport(header.id, null);
  /** With names and drawn signatures. */
  const [readable, setReadable] = useState<InspectionRecord | null>(null);
  const [refused, setRefused] = useState<Problem | null>(null);
  const masked = changed ?? shown?.record ?? null;
  const record = readable ?? masked;
  const client = useClient();
  const show = async () => {
    const people = await resultOfCall(() => client.inspections.revealPeople({ id: header.id }));
    setRefused(people.ok ? null : people.problem);
    if (people.ok) setReadable(people.value.record);
  };
  const supplemented = (now: InspectionRecord) => {
    setChanged(now);
    setReadable(null);
  };
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={2} ref={heading} tabIndex={-1}>
            {tell('record.heading', { number: header.number })}
          </Title>
          <Text>
            {tell('session.about', {
              school: header.lab.school,
              lab: header.lab.lab,
              number: tell('session.heading', {
                kind: term(`kind.${header.period.kind}`),
                period: periodName(header.period.label),
              }),
            })}
          </Text>
          {notes.conclusion !== null && (
            <Text fz={24} fw={700} className="capital">
              {term(`conclusion.${notes.conclusion.decided}`)}
            </Text>
          )}
          <CountsLine counts={counts} />
          {header.demo && <Text fw={700}>{say('history.demo')}</Text>}
        </div>
        <Button variant="default" onClick={onLeave}>
          {tell('session.leave')}
        </Button>
      </Group>
      <Group component="nav" gap="xs" aria-label={tell('session.views')}>
        {PARTS.map((name) => (
          <Button
            key={name}
            variant={name === part ? 'filled' : 'default'}
            aria-current={name === part ? 'page' : undefined}
            onClick={() => setPart(name)}
          >
            {tell(name === 'record' ? 'record.part' : `views.${name}`)}
          </Button>
        ))}
      </Group>
      <Trouble problems={[problem, refused].filter((one) => one !== null)} />
      {part === 'record' && record !== null && (
        <>
          {record.problem === null ? (
            <Alert variant="outline" bg="white" color="green">
              {tell('record.intact')}
            </Alert>
          ) : (
            <Trouble problems={[record.problem]} />
          )}
          {readable === null && <ShowPersonal what="names" onShow={() => void show()} />}
          <SealPart record={record} />
          <FileButtons id={header.id} />
          <Supplements id={header.id} record={record} onChanged={supplemented} />
        </>
      )}
      {part === 'report' && <ReportView id={header.id} onNext={null} />}
      {part === 'grid' && <GridView session={session} cells={cellsByKey(cells)} onOpen={null} />}
    </Stack>
  );
}
