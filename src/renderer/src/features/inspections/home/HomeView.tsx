import { Button, Stack, Text, Title } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { InspectionPlan } from '../../../../../shared/domain/inspection/inspection-plan.ts';
import type { InspectionSummary } from '../../../../../shared/domain/inspection/inspection-session.ts';
import type { InspectionKind } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import { isReadable, type Problem, problemParam } from '../../../../../shared/domain/problem.ts';
import { Panel } from '../../../failures/Panel.tsx';
import { useClient } from '../../../connection/context.ts';
import { Trouble } from '../../../shell/Trouble.tsx';
import { keepFile } from '../../requests/keep-file.ts';
import { plannedKind } from '../plan/plan-now.ts';
import { PlanView } from '../plan/PlanView.tsx';
import { resultOfCall } from '../session/result-of-call.ts';
import { useFocusedHeading } from '../session/use-focused-heading.ts';
import { useTell } from '../words.ts';
import { InspectionList } from './InspectionList.tsx';
import { ReadingView } from './ReadingView.tsx';
import { StartForm } from './StartForm.tsx';
import { useReading } from './use-reading.ts';
import { VerifyFile } from './VerifyFile.tsx';

interface HomeViewProps {
  readonly onOpen: (id: string) => void;
  readonly onSetUp: () => void;
}

/** What is under way, what is due, how to begin, and whether a file is genuine. */
export function HomeView({ onOpen, onSetUp }: HomeViewProps) {
  const client = useClient();
  const tell = useTell();
  const heading = useFocusedHeading();
  const [plan, setPlan] = useState<InspectionPlan | null>(null);
  const [list, setList] = useState<readonly InspectionSummary[] | null>(null);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  /** Null: what the plan asks for. `asked` counts the touches in the plan. */
  const [chosen, setChosen] = useState<{ kind: InspectionKind | null; asked: number }>({ kind: null, asked: 0 });
  const reading = useReading();
  /** What was there before the last reading. */
  const [before, setBefore] = useState<readonly InspectionSummary[]>([]);

  /** What was asked for before a reading says nothing about what came of it. */
  const newest = useRef(0);

  const load = useCallback(async () => {
    newest.current += 1;
    const own = newest.current;
    const planned = await resultOfCall(() => client.inspections.plan());
    const listed = await resultOfCall(() => client.inspections.list());
    if (own !== newest.current) return;
    setPlan(planned.ok ? planned.value : null);
    setList(listed.ok ? listed.value.filter(isReadable) : null);
    const damaged = listed.ok ? listed.value.flatMap((one) => (isReadable(one) ? [] : [one.problem])) : [];
    const others = [planned, listed].flatMap((result) => (result.ok ? [] : [result.problem]));
    const isOther = (one: Problem) =>
      damaged.every((problem) => problemParam(problem, 'number') !== problemParam(one, 'number'));
    setProblems([...others.filter((problem) => damaged.length === 0 || isOther(problem)), ...damaged]);
  }, [client]);
  const idle = reading.probes === null;
  // Once more after a reading that led nowhere: another program may have begun one meanwhile.
  useEffect(() => {
    if (idle) void load();
  }, [idle, load]);

  const keepCalendar = async () => {
    const file = await resultOfCall(() => client.inspections.planFile());
    if (file.ok) keepFile(file.value);
    else setProblems([file.problem]);
  };
  const kind = chosen.kind ?? plannedKind(plan);
  const start = (inspector: string) => {
    newest.current += 1;
    setBefore(list ?? []);
    setList(null);
    reading.begin(
      (signal) => client.inspections.start({ kind, inspector }, { signal }),
      ({ header }) => onOpen(header.id),
    );
  };
  // A cancel may come when the inspection has been kept already: only what is listed now tells.
  const cancelled = (listed: readonly InspectionSummary[]) => {
    const begun = listed.find(({ id, state }) => state === 'open' && before.every((one) => one.id !== id));
    return begun === undefined ? tell('reading.cancelled') : tell('reading.cancelledLate', { number: begun.number });
  };

  if (reading.probes !== null) return <ReadingView reading={reading} />;
  const shown = reading.problem === null ? problems : [...problems, reading.problem];
  const underWay = list?.find(({ number }) => number === (reading.problem && problemParam(reading.problem, 'number')));
  return (
    <Stack gap="lg">
      <Title order={2} ref={heading} tabIndex={-1}>
        {tell('home.heading')}
      </Title>
      <Trouble problems={shown} />
      {underWay !== undefined && (
        <div>
          <Button onClick={() => onOpen(underWay.id)}>{tell('home.openNumber', { number: underWay.number })}</Button>
        </div>
      )}
      {shown.some(({ code }) => code === 'inspection-needs-station') && (
        <div>
          <Button onClick={onSetUp}>{tell('home.setUp')}</Button>
        </div>
      )}
      <Text component="output">{reading.cancelled && list !== null ? cancelled(list) : ''}</Text>
      <InspectionList
        heading={tell('home.open')}
        list={(list ?? []).filter(({ state }) => state === 'open')}
        onOpen={onOpen}
      />
      {plan !== null && (
        <section aria-label={tell('home.plan')}>
          <Panel name="plan" title={tell('home.plan')}>
            <PlanView
              plan={plan}
              onStart={(wanted) => setChosen(({ asked }) => ({ kind: wanted, asked: asked + 1 }))}
              onOpen={onOpen}
              onCalendarFile={() => void keepCalendar()}
              onSetUp={onSetUp}
            />
          </Panel>
        </section>
      )}
      <StartForm
        kind={kind}
        asked={chosen.asked}
        onKind={(wanted) => setChosen(({ asked }) => ({ kind: wanted, asked }))}
        onStart={start}
      />
      <InspectionList
        heading={tell('home.ended')}
        list={(list ?? []).filter(({ state }) => state !== 'open')}
        onOpen={onOpen}
      />
      <Panel name="verify" title={tell('verify.heading')}>
        <VerifyFile />
      </Panel>
    </Stack>
  );
}
