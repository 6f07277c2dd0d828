import { useCallback, useState } from 'react';
import type { CheckProgress, ContractClient, Keeping } from '../../../../shared/contract.ts';
import type { CheckRun, LiveState } from '../../../../shared/domain/check-run.ts';
import type { Finding } from '../../../../shared/domain/finding.ts';
import type { LessonProbeId } from '../../../../shared/domain/probe-ids.ts';
import { useNewest, useStream } from '../../connection/use-stream.ts';

export type ProbeState = Extract<CheckProgress, { type: 'probe' }>['state'] | 'waiting';

export type CheckState =
  | { readonly phase: 'idle' | 'cancelled' | 'failed' }
  | {
      readonly phase: 'running';
      readonly probes: Readonly<Record<LessonProbeId, ProbeState>>;
      readonly before: readonly Finding[] | null;
    }
  | {
      readonly phase: 'finished';
      readonly run: CheckRun;
      readonly keeping: Keeping;
      /** What the check before it found, where one was made since the program was opened. */
      readonly before: readonly Finding[] | null;
    };

export interface CheckControl {
  readonly state: CheckState;
  readonly start: () => void;
  readonly cancel: () => void;
}

const WAITING = {
  usb: 'waiting',
  hid: 'waiting',
  host: 'waiting',
  runtimes: 'waiting',
  software: 'waiting',
  adb: 'waiting',
} as const;

const runCheck = (client: ContractClient, signal: AbortSignal) => client.check.run(undefined, { signal });
const watchLiveState = (client: ContractClient, signal: AbortSignal) => client.check.live(undefined, { signal });

/** One check at a time, with its progress. */
export function useCheck(): CheckControl {
  const [state, setState] = useState<CheckState>({ phase: 'idle' });
  const { follow, cancel: cancelStream } = useStream();

  const start = useCallback(() => {
    setState((now) =>
      now.phase === 'running'
        ? now
        : { phase: 'running', probes: WAITING, before: now.phase === 'finished' ? now.run.findings : null },
    );
    follow(
      runCheck,
      (step) =>
        setState((now) => {
          if (step.type === 'finished')
            return {
              phase: 'finished',
              run: step.run,
              keeping: step.keeping,
              before: now.phase === 'running' ? now.before : null,
            };
          if (now.phase !== 'running') return now;
          return { ...now, probes: { ...now.probes, [step.probe]: step.state } };
        }),
      ({ reason }) =>
        setState((now) => {
          if (reason === 'cancelled') return { phase: 'cancelled' };
          // A stream that finishes without a result is a failure as well.
          return reason === 'finished' && now.phase === 'finished' ? now : { phase: 'failed' };
        }),
    );
  }, [follow]);

  const cancel = useCallback(() => {
    cancelStream();
    setState({ phase: 'cancelled' });
  }, [cancelStream]);

  return { state, start, cancel };
}

/** What is connected now, as the host pushes it. */
export const useLiveState = (): LiveState | null => useNewest(watchLiveState);
