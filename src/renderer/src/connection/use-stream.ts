import { useCallback, useEffect, useRef, useState } from 'react';
import type { ContractClient } from '../../../shared/contract.ts';
import { useClient, useConnectionCount } from './use-connection.ts';

type OpenStream<Value> = (client: ContractClient, signal: AbortSignal) => Promise<AsyncIterable<Value>>;

/** How a stream ended: by itself, by `cancel` or because the screen was left, or with an error. */
export type StreamEnd =
  | { readonly reason: 'finished' | 'cancelled' }
  | { readonly reason: 'failed'; readonly cause: unknown };

interface StreamControl {
  /** Follows a stream to its end. Ignored while another one is open, unless that has been cancelled: its values are then dropped. */
  readonly follow: <Value>(
    open: OpenStream<Value>,
    onValue: (value: Value) => void,
    onEnd: (end: StreamEnd) => void,
  ) => void;
  readonly cancel: () => void;
}

/** One stream of the contract at a time, cancelled when the component is removed. */
export function useStream(): StreamControl {
  const client = useClient();
  const running = useRef<AbortController | null>(null);
  const cancel = useCallback(() => running.current?.abort(), []);
  useEffect(() => cancel, [cancel]);

  const follow = useCallback<StreamControl['follow']>(
    (open, onValue, onEnd) => {
      if (running.current?.signal.aborted === false) return;
      const own = new AbortController();
      running.current = own;
      const end = (how: StreamEnd) => {
        if (running.current !== own) return;
        running.current = null;
        onEnd(how);
      };
      const read = async () => {
        for await (const value of await open(client, own.signal)) if (running.current === own) onValue(value);
      };
      read().then(
        () => end({ reason: 'finished' }),
        (cause: unknown) => end(own.signal.aborted ? { reason: 'cancelled' } : { reason: 'failed', cause }),
      );
    },
    [client],
  );
  return { follow, cancel };
}

/**
 * The newest value of a stream that the host pushes; null until the first one arrives. The stream is opened again with
 * each new connection, and the last value stays until then.
 * @param open the same function at every call, so that the stream is opened once.
 */
export function useNewest<Value>(open: OpenStream<Value>): Value | null {
  const connection = useConnectionCount();
  const { follow, cancel } = useStream();
  const [newest, setNewest] = useState<Value | null>(null);
  useEffect(() => {
    if (connection < 0) return undefined;
    follow(
      open,
      (value) => setNewest(() => value),
      () => undefined,
    );
    return cancel;
  }, [follow, cancel, open, connection]);
  return newest;
}
