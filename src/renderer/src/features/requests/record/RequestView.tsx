import { Alert, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { Result } from '../../../../../shared/domain/result.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import type { FileToKeep, RequestRecord } from '../../../../../shared/domain/request-record.ts';
import { useClient } from '../../../connection/context.ts';
import { resultOfLost } from '../../../connection/result-of-lost.ts';
import { Panel } from '../../../failures/Panel.tsx';
import { useSay, useWording } from '../../../language/wording-context.ts';
import { ShowPersonal } from '../../../shell/ShowPersonal.tsx';
import { Trouble } from '../../../shell/Trouble.tsx';
import { readableTime } from '../../assessment/assessment.ts';
import { keepFile } from '../keep-file.ts';
import { DeliveryList } from './DeliveryList.tsx';
import { PromiseList } from './PromiseList.tsx';
import { RequestQr } from './RequestQr.tsx';
import { TeacherActions } from './TeacherActions.tsx';
import { Timeline } from './Timeline.tsx';

interface RequestViewProps {
  readonly record: RequestRecord;
  /** It has just been filed: say so first. */
  readonly fresh: boolean;
  readonly onChanged: (record: RequestRecord) => void;
  readonly onBack: () => void;
}

const PAPERS = [
  { form: 'request-form', format: 'pdf' },
  { form: 'request-form', format: 'docx' },
  { form: 'handling-sheet', format: 'pdf' },
  { form: 'handling-sheet', format: 'docx' },
] as const;

/** One request: its number to say on the phone, promises with countdowns, what happened, where the copies are, papers. */
export function RequestView({ record, fresh, onChanged, onBack }: RequestViewProps) {
  const client = useClient();
  const say = useSay();
  const { t, labelled } = useWording();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [making, setMaking] = useState(false);
  /** With names and phone; what has happened since is masked again. */
  const [readable, setReadable] = useState<RequestRecord | null>(null);
  const { request, state } = record;
  const shown = readable?.events.length === record.events.length ? readable : record;
  const { contact } = shown.request;
  const show = async () => {
    const whole = await client.requests.reveal({ id: request.id });
    setProblem(whole.ok ? null : whole.problem);
    if (whole.ok) setReadable(whole.value);
  };

  const receive = async (wanted: Promise<Result<FileToKeep>>) => {
    setMaking(true);
    const file = await wanted.catch(resultOfLost).finally(() => setMaking(false));
    setProblem(file.ok ? null : file.problem);
    if (file.ok) keepFile(file.value);
  };
  const resend = async (delivery: string) => {
    const sent = await client.requests.resend({ delivery });
    const now = await client.requests.get({ id: request.id });
    setProblem(sent.ok ? null : sent.problem);
    if (now.ok) onChanged(now.value);
  };

  return (
    <Stack gap="md">
      {fresh && (
        <Alert
          color="green"
          variant="outline"
          bg="white"
          styles={{ title: { color: '#0d4a1f' } }}
          title={say('requests.record.filed')}
        >
          <Text component="output" fz="lg">
            {say('requests.record.filedHelp', { number: request.number })}
          </Text>
        </Alert>
      )}
      <Title order={2} style={{ overflowWrap: 'anywhere' }}>
        {request.title}
      </Title>
      <Text fz="lg">
        <Text span fw={700}>
          {request.number}
        </Text>
        {` · ${t(`requests:states.${state}`)} · ${t(`requests:terms.urgency.${request.urgency}`)} · ${readableTime(request.filedAt).slice(0, 16)}`}
      </Text>
      <Trouble problems={problem === null ? [] : [problem]} />
      {contact !== null && (
        <Group>
          <Text>
            {labelled(say('requests.record.contact'), [contact.name, contact.phone].filter(Boolean).join(' · '))}
          </Text>
          {shown === record && <ShowPersonal what="contact" onShow={() => void show()} />}
        </Group>
      )}
      <TeacherActions record={record} onChanged={onChanged} />
      <Section heading={say('requests.record.promises')}>
        <PromiseList promises={record.promises} />
      </Section>
      <Section heading={say('requests.record.events')}>
        <Timeline events={shown.events} />
      </Section>
      <Section heading={say('requests.record.deliveries')}>
        <DeliveryList deliveries={record.deliveries} onResend={(id) => void resend(id)} />
      </Section>
      <Section heading={say('requests.record.papers')}>
        <Group>
          {PAPERS.map((paper) => (
            <Button
              key={`${paper.form} ${paper.format}`}
              variant="default"
              h="auto"
              mih={50}
              disabled={making}
              onClick={() => void receive(client.requests.document({ id: request.id, ...paper }))}
            >
              {say(`requests.paper.${paper.form}`, { format: paper.format.toUpperCase() })}
            </Button>
          ))}
          <Button
            variant="default"
            h="auto"
            mih={50}
            disabled={making}
            onClick={() => void receive(client.requests.exportFile({ id: request.id }))}
          >
            {say('requests.paper.file')}
          </Button>
          {making && <Text component="output">{say('requests.paper.making')}</Text>}
        </Group>
        <RequestQr request={request} />
      </Section>
      <Group>
        <Button variant="default" onClick={onBack}>
          {say('requests.record.back')}
        </Button>
      </Group>
    </Stack>
  );
}

function Section({ heading, children }: { readonly heading: string; readonly children: React.ReactNode }) {
  return (
    <Paper p="md" withBorder>
      <Title order={3} pb="xs">
        {heading}
      </Title>
      <Panel name="request-section" title={heading}>
        {children}
      </Panel>
    </Paper>
  );
}
