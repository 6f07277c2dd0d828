import { Button, NumberInput, Textarea } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { formatInstant } from '../../../../shared/beijing-time.ts';
import type { Problem } from '../../../../shared/domain/problem.ts';
import { stateAfter, type TeacherEvent } from '../../../../shared/domain/request-lifecycle.ts';
import type { RequestRecord } from '../../../../shared/domain/request-record.ts';
import type { Result } from '../../../../shared/domain/result.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { currentYear, yearsBetween } from '../../components/date-parts.ts';
import { DateTimeField } from '../../components/DateTimeField.tsx';
import type { Undo } from '../../components/UndoToast.tsx';
import { answerLost } from '../../connection/settle-call.ts';
import { useClient } from '../../connection/use-connection.ts';
import { useTexts } from '../../language/use-texts.ts';

type ActionType = TeacherEvent['type'];
/** Those with something to fill in. */
const WRITTEN = ['noted', 'told-by-phone', 'rated', 'reopened'] as const satisfies readonly ActionType[];

/** Nothing is filled in yet, apart from the time of a call, which is most likely now. */
const emptyEvent = (type: ActionType): TeacherEvent => ({
  type,
  text: '',
  satisfaction: null,
  ...(type === 'told-by-phone' && { at: formatInstant(new Date()) }),
});

interface TeacherActionsProps {
  readonly record: RequestRecord;
  /** Nobody has received it: telling the service desk by phone is what helps. */
  readonly unreceived: boolean;
  readonly undo: Undo;
  readonly onChanged: (record: RequestRecord) => void;
}

/** Events that a teacher may add to a filed request. What is typed is all that leaves, with the number and the title. */
export function TeacherActions({ record, unreceived, undo, onChanged }: TeacherActionsProps) {
  const t = useTexts('screen');
  const client = useClient();
  const [event, setEvent] = useState<TeacherEvent | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [sending, setSending] = useState(false);
  const hasChannel = useHasChannel();
  const { id, number } = record.request;
  const isPossible = (type: ActionType) => stateAfter(record.state, type) !== null;
  const offered =
    undo.pending === null ? WRITTEN.filter((type) => isPossible(type) && (type !== 'told-by-phone' || unreceived)) : [];
  /** Somebody knows of it, and nothing leaves this PC to tell them otherwise. */
  const mustTell = !hasChannel && (!unreceived || record.carried);

  /** What is sent is what was previewed this moment, from the same fields. */
  const add = async (done: TeacherEvent): Promise<Result<RequestRecord>> => {
    const shown = await client.requests.previewEvent({ id, event: done });
    if (!shown.ok) return shown;
    return await client.requests.addEvent({ id, event: done, seal: shown.value.seal });
  };
  const send = async (submitted: FormEvent) => {
    submitted.preventDefault();
    if (event === null || sending) return;
    setSending(true);
    const added = await add(event)
      .catch(answerLost)
      .finally(() => setSending(false));
    setProblem(added.ok ? null : added.problem);
    if (!added.ok) return;
    setEvent(null);
    onChanged(added.value);
  };
  const withdraw = async () => {
    // Whoever may not is asked before anything looks as if it had been done.
    const allowed = await client.requests.mayAdd({ id }).catch(answerLost);
    if (!allowed.ok) return setProblem(allowed.problem);
    undo.act({
      label: t(mustTell ? 'requests.action.withdrawnTell' : 'requests.action.withdrawnNow', { number }),
      commit: async () => {
        const added = await add({ type: 'withdrawn', text: '', satisfaction: null }).catch(answerLost);
        if (added.ok) onChanged(added.value);
        else setProblem(added.problem);
      },
    });
  };
  const open = (type: ActionType) => {
    setProblem(null);
    setEvent(emptyEvent(type));
  };

  if (event === null)
    return (
      <>
        <ProblemAlert problems={problem === null ? [] : [problem]} />
        <div className="request-actions">
          {offered.map((type) => (
            <Button key={type} variant="default" onClick={() => open(type)}>
              {t(`requests.action.${type}`)}
            </Button>
          ))}
          {isPossible('withdrawn') && undo.pending === null && (
            <Button variant="subtle" onClick={() => void withdraw()}>
              {t('requests.action.withdrawn')}
            </Button>
          )}
        </div>
      </>
    );
  const { type } = event;
  const isEmpty =
    (type === 'noted' && event.text.trim() === '') ||
    (type === 'rated' && event.satisfaction === null && event.text.trim() === '');
  return (
    <form className="request-action" noValidate onSubmit={(submitted) => void send(submitted)}>
      <h3>{t(`requests.action.${type}`)}</h3>
      <ProblemAlert problems={problem === null ? [] : [problem]} />
      {type === 'told-by-phone' && (
        <DateTimeField
          label={t('requests.action.toldAt')}
          value={event.at?.slice(0, 16) ?? null}
          years={yearsBetween(currentYear() - 1, currentYear(), null)}
          onChange={(civil) => civil !== null && setEvent({ ...event, at: `${civil}:00+08:00` })}
        />
      )}
      {type === 'rated' && (
        <NumberInput
          label={t('requests.action.satisfaction')}
          hideControls
          min={0}
          max={100}
          allowDecimal={false}
          value={event.satisfaction ?? ''}
          onChange={(points) => setEvent({ ...event, satisfaction: typeof points === 'number' ? points : null })}
        />
      )}
      <Textarea
        label={t(type === 'noted' ? 'requests.action.note' : 'requests.action.text')}
        value={event.text}
        maxLength={4000}
        autosize
        minRows={2}
        onChange={({ currentTarget: { value } }) => setEvent({ ...event, text: value })}
      />
      <p className="muted">{t(hasChannel ? 'requests.action.sends' : 'requests.action.keeps', { number })}</p>
      <div className="request-actions">
        <Button type="submit" loading={sending} disabled={isEmpty}>
          {t(
            type === 'told-by-phone'
              ? 'requests.action.record'
              : hasChannel
                ? 'requests.form.send'
                : 'requests.action.keep',
          )}
        </Button>
        <Button variant="default" onClick={() => setEvent(null)}>
          {t('requests.action.cancel')}
        </Button>
      </div>
    </form>
  );
}

/** Whether anything leaves this PC by itself; true until that is known. */
function useHasChannel(): boolean {
  const client = useClient();
  const [hasChannel, setHasChannel] = useState(true);
  useEffect(() => {
    const read = async () => {
      const channels = await client.requests.channels();
      if (channels.ok) setHasChannel(channels.value.some(({ settings }) => settings.enabled));
    };
    read().catch(() => undefined);
  }, [client]);
  return hasChannel;
}
