import { Button, Title } from '@mantine/core';
import IconCircleCheck from '@tabler/icons-react/icons/IconCircleCheck';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { InspectionSession } from '../../../../../shared/domain/inspection/inspection-session.ts';
import type { Rectification, TrackedProblem } from '../../../../../shared/domain/inspection/rectification.ts';
import { rectificationState } from '../../../../../shared/rectification-words.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { Loading } from '../../../components/Loading.tsx';
import { Drawer } from '../../../components/Drawer.tsx';
import { ProblemAlert } from '../../../components/ProblemAlert.tsx';
import { settleCall } from '../../../connection/settle-call.ts';
import { useClient } from '../../../connection/use-connection.ts';
import { useLocalized, useTerms, useTexts, useWording } from '../../../language/use-texts.ts';
import { CHANGED, waitingChanged } from '../../../shell/waiting-changed.ts';
import { SeverityChip } from '../problems/SeverityChip.tsx';
import { useFocusedHeading } from '../session/focus.ts';
import { useSubjectName } from '../use-names.ts';
import { RectificationForm } from './RectificationForm.tsx';
import { RectificationHistory } from './RectificationHistory.tsx';

/** Whether anything can still be recorded of a problem. */
const isUnfinished = ({ state }: TrackedProblem): boolean =>
  state === 'open' || state === 'failed' || state === 'rectified';

interface RectificationViewProps {
  readonly session: InspectionSession;
  readonly onRecorded: () => void;
}

/** Rectification: what has become of every problem of a signed report, and what has to be done next about each. */
export function RectificationView({ session, onRecorded }: RectificationViewProps) {
  const client = useClient();
  const t = useTexts('inspections');
  const heading = useFocusedHeading();
  const { id } = session.header;
  const [tracked, setTracked] = useState<Rectification | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [open, setOpen] = useState<string | null>(null);
  const read = useCallback(async () => {
    const got = await settleCall(() => client.inspections.rectification.get({ id }));
    setProblem(got.ok ? got.value.problem : got.problem);
    if (got.ok) setTracked(got.value);
  }, [client, id]);
  useEffect(() => void read(), [read]);
  const chosen = tracked?.problems.find(({ item }) => item === open);
  return (
    <section className="rectification" aria-label={t('rectification.heading')}>
      <Title order={3} ref={heading} tabIndex={-1}>
        {tracked === null ? t('rectification.heading') : t('rectification.counts', { ...tracked.counts })}
      </Title>
      <ProblemAlert problems={problem === null ? [] : [problem]} />
      {tracked === null && problem === null && <Loading label={t('rectification.heading')} />}
      {tracked?.followedBy != null && <p>{t('rectification.followedBy', { number: tracked.followedBy })}</p>}
      <ul className="rectification-list">
        {tracked?.problems.map((one) => (
          <Row key={one.item} problem={one} onOpen={() => setOpen(one.item)} />
        ))}
      </ul>
      {chosen !== undefined && (
        <Details
          session={session}
          problem={chosen}
          onClose={() => setOpen(null)}
          onRead={(now) => {
            setTracked(now);
            onRecorded();
          }}
        />
      )}
    </section>
  );
}

interface RowProps {
  readonly problem: TrackedProblem;
  readonly onOpen: () => void;
}

/** Findings in one row; the details have all. */
const MOST_SAID = 2;

/** One problem: how bad, where, until when, by whom, and how far it has come. */
function Row({ problem, onOpen }: RowProps) {
  const t = useTexts('inspections');
  const term = useTerms();
  const localized = useLocalized();
  const name = useSubjectName();
  const { list, t: translate } = useWording();
  const { no, severity, subjects, found, owner, deadline, overdue, state } = problem;
  const text = localized(problem.text);
  const said = [...new Set(found.map((one) => localized(one.said)))].slice(0, MOST_SAID);
  const next =
    state === 'rectified'
      ? 'recheck'
      : state === 'open' && problem.uninspected !== null
        ? 'inspect'
        : isUnfinished(problem)
          ? 'record'
          : 'look';
  return (
    <li className="rectification-row">
      <SeverityChip severity={severity} />
      <div className="rectification-what">
        <strong>{t('problems.title', { no, text })}</strong>
        <span>{list(subjects.map(name))}</span>
        {said.length > 0 && <span>{list(said)}</span>}
      </div>
      <div className="rectification-when" data-overdue={overdue || undefined}>
        <span>{t('rectification.until', { deadline })}</span>
        {overdue && <strong>{t('rectification.overdue')}</strong>}
        <span>{term(`owner.${owner}`)}</span>
      </div>
      <strong className={`rectification-state state-${state}`}>{rectificationState(problem, translate)}</strong>
      <Button
        variant={next === 'look' ? 'subtle' : 'default'}
        aria-label={t('rectification.named', { action: t(`rectification.${next}`), text })}
        onClick={onOpen}
      >
        {t(`rectification.${next}`)}
      </Button>
    </li>
  );
}

interface DetailsProps {
  readonly session: InspectionSession;
  readonly problem: TrackedProblem;
  readonly onClose: () => void;
  readonly onRead: (tracked: Rectification) => void;
}

/** What was found, with its photos, every step since, and the next one. */
function Details({ session, problem, onClose, onRead }: DetailsProps) {
  const t = useTexts('inspections');
  const { t: translate } = useWording();
  /** Something was recorded just now: that is said, and the next step waits until it is asked for. */
  const [isRecorded, setRecorded] = useState(false);
  const said = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (isRecorded) said.current?.focus();
  }, [isRecorded]);
  const isNext = isUnfinished(problem);
  const localized = useLocalized();
  return (
    <Drawer title={t('problems.title', { no: problem.no, text: localized(problem.text) })} onClose={onClose}>
      <RectificationHistory session={session} problem={problem} />
      {isRecorded && (
        <div className="rectification-recorded">
          <p ref={said} tabIndex={-1}>
            <IconCircleCheck size={22} aria-hidden />
            {t('rectification.recorded', { state: rectificationState(problem, translate) })}
          </p>
          <Button onClick={onClose}>{t('rectification.back')}</Button>
          {isNext && (
            <Button variant="default" onClick={() => setRecorded(false)}>
              {t(problem.state === 'rectified' ? 'rectification.recheck' : 'rectification.record')}
            </Button>
          )}
        </div>
      )}
      {isNext && !isRecorded && (
        <RectificationForm
          key={problem.events.length}
          id={session.header.id}
          problem={problem}
          onRecorded={(tracked) => {
            setRecorded(true);
            waitingChanged.dispatchEvent(new Event(CHANGED));
            onRead(tracked);
          }}
        />
      )}
    </Drawer>
  );
}
