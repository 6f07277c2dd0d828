import { Button } from '@mantine/core';
import IconArrowLeft from '@tabler/icons-react/icons/IconArrowLeft';
import { useEffect, useRef, useState } from 'react';
import type { Problem } from '../../../../shared/domain/problem.ts';
import { isOpen } from '../../../../shared/domain/open-requests.ts';
import type { RequestEvent } from '../../../../shared/domain/request-lifecycle.ts';
import type { RequestRecord } from '../../../../shared/domain/request-record.ts';
import { promisesStartedAt } from '../../../../shared/promises-started.ts';
import { Notice } from '../../components/Notice.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { ShowPersonal } from '../../components/ShowPersonal.tsx';
import { UndoToast, useUndo } from '../../components/UndoToast.tsx';
import { useClient } from '../../connection/use-connection.ts';
import { Panel } from '../../failures/Panel.tsx';
import { useTexts, useWording } from '../../language/use-texts.ts';
import { formatTime } from '../assessment/assessment.ts';
import { DeliveryList } from './DeliveryList.tsx';
import { DeliveryTracker } from './DeliveryTracker.tsx';
import { FiledNotice } from './FiledNotice.tsx';
import { HotlineCard } from './HotlineCard.tsx';
import { PaperButtons, RequestQr } from './PaperButtons.tsx';
import { PromiseList } from './PromiseList.tsx';
import { QUEUED, sendingOf } from './sending.ts';
import { stateWords } from './state-words.ts';
import { TeacherActions } from './TeacherActions.tsx';

interface RequestViewProps {
  readonly record: RequestRecord;
  /** It has just been filed, which is said first. */
  readonly fresh: boolean;
  readonly onChanged: (record: RequestRecord) => void;
  readonly onBack: () => void;
}

/** One request: how far it has come, what can be done, what was promised, and its documents. */
export function RequestView({ record, fresh, onChanged, onBack }: RequestViewProps) {
  const client = useClient();
  const t = useTexts('screen');
  const { labelled } = useWording();
  const undo = useUndo();
  const [problem, setProblem] = useState<Problem | null>(null);
  /** The record with names and phone; an event that arrives later is masked again. */
  const [readable, setReadable] = useState<RequestRecord | null>(null);
  const { request, state, events } = record;
  const shown = readable?.events.length === events.length ? readable : record;
  const { contact } = shown.request;
  const sending = sendingOf(record);
  const unreceived = sending !== 'sent';
  useMarkRead(request.id, events.length);
  const show = async () => {
    const revealed = await client.requests.reveal({ id: request.id });
    setProblem(revealed.ok ? null : revealed.problem);
    if (revealed.ok) setReadable(revealed.value);
  };
  const readAgain = async () => {
    const now = await client.requests.get({ id: request.id });
    if (now.ok) onChanged(now.value);
  };
  const resend = async (delivery: string) => {
    const sent = await client.requests.resend({ delivery });
    await readAgain();
    setProblem(sent.ok ? null : sent.problem);
  };

  return (
    <div className="page request-record">
      <div>
        <Button variant="subtle" leftSection={<IconArrowLeft size={20} aria-hidden />} onClick={onBack}>
          {t('requests.record.back')}
        </Button>
      </div>
      {fresh && (
        <FiledNotice
          record={record}
          ways={<PaperButtons id={request.id} papers={['print', 'file']} onProblem={setProblem} />}
        />
      )}
      <section className="card request-main">
        <header className="request-record-head">
          <div>
            <h2>{request.title}</h2>
            <p className="muted">
              {`${request.number} · ${t(`requests:terms.urgency.${request.urgency}`)} · ${formatTime(request.filedAt).slice(0, 16)}`}
              {request.demo && ` · ${t('history.demo')}`}
            </p>
          </div>
          <span
            className="state-chip"
            data-state={state}
            data-undelivered={(state === 'filed' && unreceived) || undefined}
          >
            {undo.pending !== null
              ? t('requests:states.withdrawn')
              : stateWords(t, { state, delivered: sending === 'sent' })}
          </span>
        </header>
        <DeliveryTracker record={undo.pending === null ? record : { ...record, state: 'withdrawn' }} />
        <ProblemAlert problems={problem === null ? [] : [problem]} />
        {!fresh && isOpen(state) && !QUEUED.has(sending) && (
          <>
            <Notice tone="attention" title={t(`requests.filed.${sending}`)}>
              {t(`requests.filed.${sending}Help`, { number: request.number })}
            </Notice>
            <HotlineCard number={request.number} />
          </>
        )}
        <Panel name="request-section" title={t('requests.action.noted')}>
          <TeacherActions record={record} unreceived={unreceived} undo={undo} onChanged={onChanged} />
        </Panel>
      </section>
      <div className="request-record-columns">
        <Section heading={t('requests.record.events')}>
          <Events events={shown.events} />
          {contact !== null && (
            <p className="request-contact">
              {labelled(t('requests.record.contact'), [contact.name, contact.phone].filter(Boolean).join(' · '))}
              {shown === record && <ShowPersonal what="contact" onShow={() => void show()} />}
            </p>
          )}
        </Section>
        <Section heading={t('requests.record.promises')}>
          {record.promises.some((promise) => promise.state === 'not-started') && (
            <p className="muted">{t('requests.promise.notStarted')}</p>
          )}
          <PromiseList promises={record.promises} hasStarted={typeof promisesStartedAt(record) === 'number'} />
        </Section>
        <Section heading={t('requests.record.deliveries')}>
          <DeliveryList
            deliveries={record.deliveries}
            carried={record.carried}
            withdrawn={state === 'withdrawn'}
            onResend={(id) => void resend(id)}
          />
        </Section>
        <Section heading={t('requests.record.papers')}>
          <PaperButtons id={request.id} papers={['all']} onProblem={setProblem} />
          <RequestQr request={request} onAllowed={readAgain} onProblem={setProblem} />
        </Section>
      </div>
      <UndoToast undo={undo} />
    </div>
  );
}

/** What happened up to now has been looked at, and is counted as news nowhere any more. */
function useMarkRead(id: string, events: number): void {
  const client = useClient();
  const marked = useRef<string | null>(null);
  useEffect(() => {
    const now = `${id} ${events}`;
    if (marked.current === now) return;
    marked.current = now;
    client.requests.markRead({ id }).catch(() => undefined);
  }, [client, id, events]);
}

function Section({ heading, children }: { readonly heading: string; readonly children: React.ReactNode }) {
  return (
    <section className="card request-section">
      <h3>{heading}</h3>
      <Panel name="request-section" title={heading}>
        {children}
      </Panel>
    </section>
  );
}

/** Everything that happened, newest first. */
function Events({ events }: { readonly events: readonly RequestEvent[] }) {
  const t = useTexts('screen');
  return (
    <ol className="events" reversed>
      {events.toReversed().map((event) => (
        <li key={event.id} data-author={event.author.role}>
          <b>{t(`requests:events.${event.type}`)}</b>
          <span className="muted">
            {`${formatTime(event.at).slice(0, 16)} · ${t(`requests:author.${event.author.role}`)}`}
            {event.author.name !== null && ` · ${event.author.name}`}
          </span>
          {event.text !== '' && <p>{event.text}</p>}
          {event.plannedFor !== null && (
            <p>{t('requests.record.plannedFor', { time: formatTime(event.plannedFor).slice(0, 16) })}</p>
          )}
          {event.satisfaction !== null && <p>{t('requests.record.satisfaction', { points: event.satisfaction })}</p>}
        </li>
      ))}
    </ol>
  );
}
