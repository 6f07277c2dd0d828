import { Button, Group, Paper, Stack, Text, Timeline as Line, Title } from '@mantine/core';
import { Notice } from '../../components/Notice.tsx';
import { useState } from 'react';
import type { Problem } from '../../../../shared/domain/problem.ts';
import type { RequestEvent } from '../../../../shared/domain/request-lifecycle.ts';
import type { FileToKeep, RequestRecord } from '../../../../shared/domain/request-record.ts';
import type { Result } from '../../../../shared/domain/result.ts';
import type { FiledRequest } from '../../../../shared/domain/service-request.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { QrPicture } from '../../components/QrPicture.tsx';
import { ShowPersonal } from '../../components/ShowPersonal.tsx';
import { saveFile } from '../../connection/files.ts';
import { answerLost } from '../../connection/settle-call.ts';
import { useClient } from '../../connection/use-connection.ts';
import { Panel } from '../../failures/Panel.tsx';
import { useTexts, useWording } from '../../language/use-texts.ts';
import { formatTime } from '../assessment/assessment.ts';
import { DeliveryList } from './DeliveryList.tsx';
import { PromiseList } from './PromiseList.tsx';
import { TeacherActions } from './TeacherActions.tsx';

interface RequestViewProps {
  readonly record: RequestRecord;
  /** It has just been filed, which is said first. */
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

/** One request: number for the phone, promises with countdowns, events, deliveries and documents. */
export function RequestView({ record, fresh, onChanged, onBack }: RequestViewProps) {
  const client = useClient();
  const t = useTexts('screen');
  const { labelled } = useWording();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [making, setMaking] = useState(false);
  /** The record with names and phone; an event that arrives later is masked again. */
  const [readable, setReadable] = useState<RequestRecord | null>(null);
  const { request, state } = record;
  const unsent = record.deliveries.length === 0;
  const shown = readable?.events.length === record.events.length ? readable : record;
  const { contact } = shown.request;
  const show = async () => {
    const revealed = await client.requests.reveal({ id: request.id });
    setProblem(revealed.ok ? null : revealed.problem);
    if (revealed.ok) setReadable(revealed.value);
  };

  const receive = async (rendering: Promise<Result<FileToKeep>>) => {
    setMaking(true);
    const file = await rendering.catch(answerLost).finally(() => setMaking(false));
    setProblem(file.ok ? null : file.problem);
    if (file.ok) saveFile(file.value);
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
        <Notice
          tone={unsent ? 'attention' : 'done'}
          title={t(unsent ? 'requests.record.unsent' : 'requests.record.filed')}
        >
          <Text component="output" fz="lg">
            {t(unsent ? 'requests.record.unsentHelp' : 'requests.record.filedHelp', { number: request.number })}
          </Text>
        </Notice>
      )}
      <Title order={2} style={{ overflowWrap: 'anywhere' }}>
        {request.title}
      </Title>
      <Text fz="lg">
        <Text span fw={700}>
          {request.number}
        </Text>
        {` · ${t(`requests:states.${state}`)} · ${t(`requests:terms.urgency.${request.urgency}`)} · ${formatTime(request.filedAt).slice(0, 16)}`}
      </Text>
      <ProblemAlert problems={problem === null ? [] : [problem]} />
      {contact !== null && (
        <Group>
          <Text>
            {labelled(t('requests.record.contact'), [contact.name, contact.phone].filter(Boolean).join(' · '))}
          </Text>
          {shown === record && <ShowPersonal what="contact" onShow={() => void show()} />}
        </Group>
      )}
      <TeacherActions record={record} onChanged={onChanged} />
      <Section heading={t('requests.record.promises')}>
        <PromiseList promises={record.promises} />
      </Section>
      <Section heading={t('requests.record.events')}>
        <Timeline events={shown.events} />
      </Section>
      <Section heading={t('requests.record.deliveries')}>
        <DeliveryList deliveries={record.deliveries} onResend={(id) => void resend(id)} />
      </Section>
      <Section heading={t('requests.record.papers')}>
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
              {t(`requests.paper.${paper.form}`, { format: paper.format.toUpperCase() })}
            </Button>
          ))}
          <Button
            variant="default"
            h="auto"
            mih={50}
            disabled={making}
            onClick={() => void receive(client.requests.exportFile({ id: request.id }))}
          >
            {t('requests.paper.file')}
          </Button>
          {making && <Text component="output">{t('requests.paper.making')}</Text>}
        </Group>
        <RequestQr request={request} />
      </Section>
      <Group>
        <Button variant="default" onClick={onBack}>
          {t('requests.record.back')}
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

/** Everything that happened, oldest first. */
function Timeline({ events }: { readonly events: readonly RequestEvent[] }) {
  const t = useTexts('screen');
  return (
    <Line active={events.length} bulletSize={16} lineWidth={3}>
      {events.map((event) => (
        <Line.Item key={event.id} title={t(`requests:events.${event.type}`)}>
          <Text c="var(--color-text-secondary)">
            {`${formatTime(event.at).slice(0, 16)} · ${t(`requests:author.${event.author.role}`)}`}
            {event.author.name !== null && ` · ${event.author.name}`}
          </Text>
          {event.text !== '' && <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{event.text}</Text>}
          {event.plannedFor !== null && (
            <Text>{t('requests.record.plannedFor', { time: formatTime(event.plannedFor).slice(0, 16) })}</Text>
          )}
          {event.satisfaction !== null && (
            <Text>{t('requests.record.satisfaction', { points: event.satisfaction })}</Text>
          )}
        </Line.Item>
      ))}
    </Line>
  );
}

/** Characters of the title in the code; more makes it too dense for phones. */
const LONGEST_TITLE = 60;

/** The request as a QR code, for a PC without any channel: what the service desk needs to begin, without personal fields. */
function RequestQr({ request }: { readonly request: FiledRequest }) {
  const t = useTexts('screen');
  const { number, place, urgency, scope, title, symptoms } = request;
  const lines = [
    number,
    place === null ? '' : `${place.school} ${place.lab} ${place.seat}`,
    `${t(`requests:terms.urgency.${urgency}`)} · ${t(`requests:terms.scope.${scope}`)}`,
    title.slice(0, LONGEST_TITLE),
    ...symptoms.flatMap(({ faultCode }) => faultCode ?? []).slice(0, 3),
  ].filter((line) => line !== '');
  return (
    <details>
      <summary>{t('requests.paper.qr')}</summary>
      <Text pb="xs">{t('requests.paper.qrHelp')}</Text>
      <QrPicture text={lines.join('\n')} label={t('requests.paper.qrHolds', { text: lines.join(' ') })} side={260} />
    </details>
  );
}
