import { useEffect, useRef, useState } from 'react';
import type { ChannelEntry, ChannelTest } from '../../../../../shared/domain/channel-entry.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { answerLost } from '../../../connection/settle-call.ts';
import { useClient } from '../../../connection/use-connection.ts';

/** `sending` counts the seconds it has taken. */
export type TestState =
  | { readonly phase: 'idle' | 'cancelled' }
  | { readonly phase: 'sending'; readonly seconds: number }
  | { readonly phase: 'done'; readonly test: ChannelTest };

interface ChannelTesting {
  readonly state: TestState;
  /** @returns why nothing was sent; null: it was tried, or cancelled. */
  readonly send: (entry: ChannelEntry) => Promise<Problem | null>;
  readonly cancel: () => void;
  /** What was tried is not what stands there now. */
  readonly forget: () => void;
}

/** A test message of what stands there now did not arrive. */
export const hasFailed = (state: TestState): boolean => state.phase === 'done' && state.test.result === 'failed';

const IDLE: TestState = { phase: 'idle' };

/** One test message at a time, ended when the form is left. */
export function useChannelTest(): ChannelTesting {
  const client = useClient();
  const [state, setState] = useState<TestState>(IDLE);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const isSending = state.phase === 'sending';
  useEffect(() => {
    if (!isSending) return undefined;
    const timer = setInterval(
      () => setState((now) => (now.phase === 'sending' ? { ...now, seconds: now.seconds + 1 } : now)),
      1000,
    );
    return () => clearInterval(timer);
  }, [isSending]);

  const send = async (entry: ChannelEntry): Promise<Problem | null> => {
    const own = new AbortController();
    running.current = own;
    setState({ phase: 'sending', seconds: 0 });
    try {
      const answer = await client.channels.test(entry, { signal: own.signal }).catch(answerLost);
      if (own.signal.aborted) return null;
      setState(answer.ok ? { phase: 'done', test: answer.value } : IDLE);
      return answer.ok ? null : answer.problem;
    } catch (cause) {
      if (own.signal.aborted) return null;
      setState(IDLE);
      throw cause;
    }
  };
  return {
    state,
    send,
    cancel() {
      running.current?.abort();
      setState({ phase: 'cancelled' });
    },
    forget: () => setState((now) => (now.phase === 'sending' ? now : IDLE)),
  };
}
