import { Button, Stack, Title } from '@mantine/core';
import { useCallback, useState } from 'react';
import type { ContractClient } from '../../../../../shared/contract.ts';
import type { InspectionSession } from '../../../../../shared/domain/inspection/inspection-session.ts';
import { PROBE_IDS, type ProbeId } from '../../../../../shared/domain/probe-ids.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import type { ReadingProgress } from '../../../../../shared/inspection-contract.ts';
import { callProblem } from '../../../connection/settle-call.ts';
import { useStream } from '../../../connection/use-stream.ts';
import { useTexts, useWording } from '../../../language/use-texts.ts';
import { useFocusedHeading } from '../session/focus.ts';

export type ProbeState = Extract<ReadingProgress, { type: 'probe' }>['state'] | 'waiting';

interface ReadingControl {
  /** Null while no reading is under way. */
  readonly probes: ReadonlyMap<ProbeId, ProbeState> | null;
  readonly problem: Problem | null;
  readonly cancelled: boolean;
  readonly begin: (
    open: (client: ContractClient, signal: AbortSignal) => Promise<AsyncIterable<ReadingProgress>>,
    onFinished: (session: InspectionSession) => void,
  ) => void;
  readonly cancel: () => void;
}

/** One reading of this PC at a time; it ends with the screen. */
export function useReading(): ReadingControl {
  const [probes, setProbes] = useState<ReadonlyMap<ProbeId, ProbeState> | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [cancelled, setCancelled] = useState(false);
  const { follow, cancel: cancelStream } = useStream();

  const begin = useCallback<ReadingControl['begin']>(
    (open, onFinished) => {
      setProblem(null);
      setCancelled(false);
      setProbes(new Map(PROBE_IDS.map((id) => [id, 'waiting'])));
      follow(
        open,
        (step) => {
          if (step.type === 'finished') onFinished(step.session);
          else if (step.type === 'failed') setProblem(step.problem);
          else setProbes((now) => new Map(now).set(step.probe, step.state));
        },
        (end) => {
          setProbes(null);
          if (end.reason === 'cancelled') setCancelled(true);
          if (end.reason === 'failed') setProblem(callProblem(end.cause));
        },
      );
    },
    [follow],
  );

  const cancel = useCallback(() => {
    cancelStream();
    setCancelled(true);
  }, [cancelStream]);
  return { probes, problem, cancelled, begin, cancel };
}

/** Progress of the reading of this PC, and a button to cancel it. */
export function ReadingView({ reading: { probes, cancel } }: { readonly reading: ReadingControl }) {
  const t = useTexts('inspections');
  const { labelled } = useWording();
  const heading = useFocusedHeading();
  return (
    <Stack gap="md" align="flex-start">
      <Title order={2} ref={heading} tabIndex={-1}>
        {t('reading.heading')}
      </Title>
      <output aria-live="polite">
        <ul className="inspection-probes">
          {[...(probes ?? [])].map(([id, state]) => (
            <li key={id}>{labelled(t(`terms:probe.${id}`), t(`terms:probeState.${state}`))}</li>
          ))}
        </ul>
      </output>
      <Button variant="default" onClick={cancel}>
        {t('reading.cancel')}
      </Button>
    </Stack>
  );
}
