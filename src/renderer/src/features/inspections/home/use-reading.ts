import { useCallback, useEffect, useRef, useState } from 'react';
import type { InspectionSession } from '../../../../../shared/domain/inspection/inspection-session.ts';
import { PROBE_IDS } from '../../../../../shared/domain/probe-ids.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import type { ReadingProgress } from '../../../../../shared/inspection-contract.ts';
import type { ProbeId } from '../../../../../shared/domain/probe-ids.ts';
import { failedCall } from '../session/result-of-call.ts';

export type ProbeState = Extract<ReadingProgress, { type: 'probe' }>['state'] | 'waiting';

export interface ReadingControl {
  /** Null while nothing is read. */
  readonly probes: ReadonlyMap<ProbeId, ProbeState> | null;
  readonly problem: Problem | null;
  readonly cancelled: boolean;
  readonly begin: (
    open: (signal: AbortSignal) => Promise<AsyncIterable<ReadingProgress>>,
    onFinished: (session: InspectionSession) => void,
  ) => void;
  readonly cancel: () => void;
}

/** One reading of this PC at a time; it ends with the screen. */
export function useReading(): ReadingControl {
  const [probes, setProbes] = useState<ReadonlyMap<ProbeId, ProbeState> | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [cancelled, setCancelled] = useState(false);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const begin = useCallback<ReadingControl['begin']>((open, onFinished) => {
    if (running.current !== null) return;
    const ending = new AbortController();
    running.current = ending;
    setProblem(null);
    setCancelled(false);
    setProbes(new Map(PROBE_IDS.map((id) => [id, 'waiting'])));
    const follow = async () => {
      for await (const step of await open(ending.signal)) {
        if (step.type === 'finished') onFinished(step.session);
        else if (step.type === 'failed') setProblem(step.problem);
        else setProbes((now) => new Map(now).set(step.probe, step.state));
      }
    };
    follow()
      .catch((cause: unknown) => {
        if (ending.signal.aborted) setCancelled(true);
        else setProblem(failedCall(cause));
      })
      .finally(() => {
        running.current = null;
        setProbes(null);
      });
  }, []);

  const cancel = useCallback(() => {
    running.current?.abort();
    setCancelled(true);
  }, []);
  return { probes, problem, cancelled, begin, cancel };
}
