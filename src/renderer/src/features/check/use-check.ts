import { useCallback, useRef, useState } from 'react';
import type { CheckProgress, Keeping } from '../../../../shared/contract.ts';
import type { CheckRun } from '../../../../shared/domain/check-run.ts';
import type { LessonProbeId } from '../../../../shared/domain/probe-ids.ts';
import { useClient } from '../../connection/context.ts';

export type ProbeState = Extract<CheckProgress, { type: 'probe' }>['state'] | 'waiting';

export type CheckState =
  | { readonly phase: 'idle' | 'cancelled' | 'failed' }
  | { readonly phase: 'running'; readonly probes: Readonly<Record<LessonProbeId, ProbeState>> }
  | { readonly phase: 'finished'; readonly run: CheckRun; readonly keeping: Keeping };

export interface CheckControl {
  readonly state: CheckState;
  readonly start: () => void;
  readonly cancel: () => void;
}

const WAITING = { usb: 'waiting', hid: 'waiting', host: 'waiting', runtimes: 'waiting', software: 'waiting' } as const;

/** One check at a time, with its progress. */
export function useCheck(): CheckControl {
  const client = useClient();
  const [state, setState] = useState<CheckState>({ phase: 'idle' });
  const running = useRef<AbortController | null>(null);

  const start = useCallback(() => {
    if (running.current !== null) return;
    const ended = new AbortController();
    running.current = ended;
    setState({ phase: 'running', probes: WAITING });
    const follow = async () => {
      let finished = false;
      for await (const step of await client.check.run(undefined, { signal: ended.signal })) {
        if (step.type === 'finished') {
          finished = true;
          setState({ phase: 'finished', run: step.run, keeping: step.keeping });
        } else
          setState((now) =>
            now.phase === 'running' ? { phase: 'running', probes: { ...now.probes, [step.probe]: step.state } } : now,
          );
      }
      if (!finished) throw new Error('the check ended without a result');
    };
    follow()
      .catch(() => setState({ phase: ended.signal.aborted ? 'cancelled' : 'failed' }))
      .finally(() => {
        running.current = null;
      });
  }, [client]);

  const cancel = useCallback(() => {
    running.current?.abort();
    setState({ phase: 'cancelled' });
  }, []);

  return { state, start, cancel };
}
