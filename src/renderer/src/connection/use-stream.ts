import { useEffect, useState } from 'react';
import type { ContractClient } from '../../../shared/contract.ts';
import { useClient, useConnectionCount } from './context.ts';

/**
 * The newest value of a stream of the contract; null until the first one comes. It is opened
 * anew with each connection, and the last value stays until then.
 * @param open the same function at every call, so that the stream is opened once.
 */
export function useStream<Value>(
  open: (client: ContractClient, signal: AbortSignal) => Promise<AsyncIterable<Value>>,
): Value | null {
  const client = useClient();
  const connection = useConnectionCount();
  const [newest, setNewest] = useState<Value | null>(null);
  useEffect(() => {
    if (connection < 0) return undefined;
    const ended = new AbortController();
    const follow = async () => {
      for await (const value of await open(client, ended.signal)) setNewest(() => value);
    };
    follow().catch(() => undefined);
    return () => ended.abort();
  }, [client, open, connection]);
  return newest;
}
