import { Button, Loader, Text, Title } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { InspectionPlan } from '../../../../../shared/domain/inspection/inspection-plan.ts';
import type { InspectionSummary } from '../../../../../shared/domain/inspection/inspection-session.ts';
import type { RectificationCounts } from '../../../../../shared/domain/inspection/rectification.ts';
import type { InspectionKind } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import { type Problem, isReadable, problemParam } from '../../../../../shared/domain/problem.ts';
import { ProblemAlert } from '../../../components/ProblemAlert.tsx';
import { saveFile } from '../../../connection/files.ts';
import { settleCall } from '../../../connection/settle-call.ts';
import { useClient } from '../../../connection/use-connection.ts';
import { EmptyRecordsDrawing } from '../../../drawings/EmptyRecordsDrawing.tsx';
import { Panel } from '../../../failures/Panel.tsx';
import { useTexts } from '../../../language/use-texts.ts';
import { PlanView } from '../plan/PlanView.tsx';
import { isInspectionDue, plannedKind } from '../plan/current-entry.ts';
import { rememberPeople } from '../session/typed-people.ts';
import { useFocusedHeading } from '../session/focus.ts';
import { InspectionList } from './InspectionList.tsx';
import { ReadingView, useReading } from './ReadingView.tsx';
import { SeatFileCard } from './SeatFileCard.tsx';
import { StartForm } from './StartForm.tsx';
import { VerifyFile } from './VerifyFile.tsx';

export type SetUp = (what: 'seat' | 'teacher') => void;

interface HomeViewProps {
  /** @param isEnded signed or abandoned, as far as the list says. */
  readonly onOpen: (id: string, view: 'rectification' | undefined, isEnded: boolean) => void;
  readonly onSetUp: SetUp;
}

/** What is under way, what is due, the form to start one, and the verification of files. */
export function HomeView({ onOpen: openPlace, onSetUp }: HomeViewProps) {
  const client = useClient();
  const t = useTexts('inspections');
  const heading = useFocusedHeading();
  const [plan, setPlan] = useState<InspectionPlan | null>(null);
  const [list, setList] = useState<readonly InspectionSummary[] | null>(null);
  /** Plan and list have been asked for: what is shown from then on stays where it is. */
  const [loaded, setLoaded] = useState(false);
  const [tracked, setTracked] = useState<ReadonlyMap<string, RectificationCounts>>(new Map());
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const reading = useReading();
  const onOpen = (id: string, view?: 'rectification') =>
    openPlace(id, view, list?.some((one) => one.id === id && one.state !== 'open') ?? false);
  /** The list as it was before the last reading. */
  const [listedBefore, setListedBefore] = useState<readonly InspectionSummary[]>([]);

  /** Number of the latest load: answers to earlier ones are outdated. */
  const newest = useRef(0);

  const load = useCallback(async () => {
    newest.current += 1;
    const own = newest.current;
    const planned = await settleCall(() => client.inspections.plan());
    const listed = await settleCall(() => client.inspections.list());
    if (own !== newest.current) return;
    setLoaded(true);
    setPlan(planned.ok ? planned.value : null);
    setList(listed.ok ? listed.value.filter(isReadable) : null);
    const damaged = listed.ok ? listed.value.flatMap((one) => (isReadable(one) ? [] : [one.problem])) : [];
    const others = [planned, listed].flatMap((result) => (result.ok ? [] : [result.problem]));
    const isOther = (one: Problem) =>
      damaged.every((problem) => problemParam(problem, 'number') !== problemParam(one, 'number'));
    setProblems([...others.filter((problem) => damaged.length === 0 || isOther(problem)), ...damaged]);
    const rectifications = await settleCall(() => client.inspections.rectification.list());
    if (own === newest.current && rectifications.ok)
      setTracked(new Map(rectifications.value.map(({ inspection, counts }) => [inspection.id, counts])));
  }, [client]);
  const idle = reading.probes === null;
  // Also after a reading without a result: another program may have started an inspection meanwhile.
  useEffect(() => {
    if (idle) void load();
  }, [idle, load]);

  const saveCalendar = async () => {
    const file = await settleCall(() => client.inspections.planFile());
    if (file.ok) saveFile(file.value);
    else setProblems([file.problem]);
  };
  const start = (kind: InspectionKind, inspector: string, seats: number | null) => {
    newest.current += 1;
    setListedBefore(list ?? []);
    setList(null);
    setLoaded(false);
    reading.begin(
      (host, signal) => host.inspections.start({ kind, inspector, ...(seats !== null && { seats }) }, { signal }),
      ({ header }) => {
        if (inspector !== '') rememberPeople(header.id, { inspectors: [inspector], schoolPerson: null });
        onOpen(header.id);
      },
    );
  };
  // The cancel may come too late, when the inspection is stored already: only the new list shows it.
  const cancelled = (listed: readonly InspectionSummary[]) => {
    const begun = listed.find(({ id, state }) => state === 'open' && listedBefore.every((one) => one.id !== id));
    return begun === undefined ? t('reading.cancelled') : t('reading.cancelledLate', { number: begun.number });
  };

  if (reading.probes !== null) return <ReadingView reading={reading} />;
  const shown = reading.problem === null ? problems : [...problems, reading.problem];
  const underWay = list?.find(({ number }) => number === (reading.problem && problemParam(reading.problem, 'number')));
  const running = (list ?? []).filter(({ state }) => state === 'open');
  const startForm = (
    <StartForm
      planned={plannedKind(plan)}
      quiet={running.length > 0 || !isInspectionDue(plan)}
      lastSeats={list?.find(({ state }) => state === 'signed')?.seats ?? null}
      onStart={start}
    />
  );
  return (
    <div className="page">
      <Title order={2} ref={heading} tabIndex={-1}>
        {t('home.heading')}
      </Title>
      <ProblemAlert problems={shown} />
      {underWay !== undefined && (
        <div>
          <Button onClick={() => onOpen(underWay.id)}>{t('home.openNumber', { number: underWay.number })}</Button>
        </div>
      )}
      {shown.some(({ code }) => code === 'inspection-needs-station') && (
        <div>
          <Button onClick={() => onSetUp('seat')}>{t('home.setUp')}</Button>
        </div>
      )}
      <Text component="output" className="inspections-cancelled">
        {reading.cancelled && list !== null ? cancelled(list) : ''}
      </Text>
      {loaded ? (
        <>
          <div className="inspections-home">
            <div className="inspections-main">
              <InspectionList heading={t('home.open')} list={running} onOpen={onOpen} />
              <section className="card plan-card" aria-label={t('home.plan')}>
                <Title order={3}>{t('home.plan')}</Title>
                {plan === null ? (
                  startForm
                ) : (
                  <Panel name="plan" title={t('home.plan')}>
                    <PlanView
                      plan={plan}
                      onOpen={onOpen}
                      onCalendarFile={() => void saveCalendar()}
                      onSetUp={() => onSetUp('teacher')}
                    >
                      {startForm}
                    </PlanView>
                  </Panel>
                )}
              </section>
            </div>
            <div className="inspections-aside">
              <SeatFileCard />
              <Panel name="verify" title={t('verify.heading')}>
                <VerifyFile />
              </Panel>
            </div>
          </div>
          <InspectionList
            heading={t('home.ended')}
            list={(list ?? []).filter(({ state }) => state !== 'open')}
            tracked={tracked}
            onOpen={(id) => onOpen(id)}
          />
          {list?.length === 0 && (
            <div className="inspections-none">
              <EmptyRecordsDrawing />
              <p>{t('home.none')}</p>
            </div>
          )}
        </>
      ) : (
        <Loader aria-hidden />
      )}
    </div>
  );
}
